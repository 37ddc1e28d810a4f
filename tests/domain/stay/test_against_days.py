"""The engine against a plain day-by-day reading of the same rules, on random lives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permitdesk.domain.case import Absence, Case
from permitdesk.domain.law.condition_kinds import ContinuityLimits, CreditedStay, QualifyingStay
from permitdesk.domain.law.findings import Verdict
from tests.domain.stay.stay_cases import (
    LIMITS,
    LTR,
    SPOUSE,
    credit,
    day,
    qualify,
    status,
    stay_case,
    trip,
)

MARRIED = "trp_spouse_of_polish_citizen"
BASE = day("2015-01-01")
ONE = timedelta(days=1)
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# --- the plain reading, written from the fact sheet and not from the engine ---------------------


def years_later(start: date, years: int) -> date:
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 2, 28)


def six_months_later(start: date, months: int = 6) -> date:
    year, month = divmod(start.month - 1 + months, 12)
    for number in (start.day, 30, 29, 28):
        try:
            return date(start.year + year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError


def surely_short(exit_: date, entry: date) -> bool:
    return entry < six_months_later(exit_) and (entry - exit_).days + 1 <= 180


def surely_long(exit_: date, entry: date) -> bool:
    return entry > six_months_later(exit_) + ONE


def joined(trips: Sequence[Absence], *, touching: bool) -> list[tuple[date, date]]:
    """Trips as absences: strict joins trips that share a day, lenient only overlapping ones."""
    known = sorted((t.left, t.returned) for t in trips if t.left is not None and t.returned is not None)
    runs: list[tuple[date, date]] = []
    for left, returned in known:
        if runs and (left < runs[-1][1] or (touching and left == runs[-1][1])):
            runs[-1] = (runs[-1][0], max(runs[-1][1], returned))
        else:
            runs.append((left, returned))
    return runs


def strict_ok(start: date, filing: date, trips: Sequence[Absence]) -> bool:
    """Every absence that touches the window short, and together at most 300 days counted whole."""
    touching = [(a, b) for a, b in joined(trips, touching=True) if b > start and a < filing]
    return all(surely_short(a, b) for a, b in touching) and sum((b - a).days + 1 for a, b in touching) <= 300


def lenient_ok(start: date, filing: date, trips: Sequence[Absence], since: date | None = None) -> bool:
    """No absence too long for the part inside, and at most 306 whole days inside (from ``since``)."""
    days = 0
    for left, returned in joined(trips, touching=False):
        if left + ONE >= filing or returned <= start or (returned - left).days < 2:
            continue
        if surely_long(max(left, start - ONE), returned):
            return False
        inside = [left + ONE + ONE * k for k in range((returned - left).days - 1)]
        days += sum(1 for d in inside if (since or start) <= d < filing)
    return days <= 306


def abroad(filing: date, trips: Sequence[Absence], *, strict: bool) -> bool:
    spans = joined(trips, touching=True)
    return any(a <= filing <= b if strict else a < filing < b for a, b in spans)


def plain_verdict(begin: date, on: date, years: int, trips: Sequence[Absence]) -> Verdict:
    """Whether a window of ``years`` that ends before ``on`` is fine, trying every begin."""
    candidates = [begin + ONE * k for k in range((on - begin).days + 1)]
    if not abroad(on, trips, strict=True) and any(
        years_later(s, years) < on and strict_ok(s, on, trips) for s in candidates
    ):
        return Verdict.MET
    if not abroad(on, trips, strict=False) and any(
        years_later(s, years) <= on and lenient_ok(s, on, trips) for s in candidates
    ):
        return Verdict.NEEDS_OFFICE
    return Verdict.TOO_EARLY


# --- random lives -----------------------------------------------------------------------------


@st.composite
def journeys(draw: st.DrawFn, span: int, count: int = 6) -> tuple[Absence, ...]:
    """Journeys within ``span`` days from BASE that neither overlap nor share a day."""
    found = []
    at = draw(st.integers(0, 200))
    for number in range(draw(st.integers(0, count))):
        length = draw(st.one_of(st.integers(0, 40), st.integers(150, 200), st.integers(0, 400)))
        if at + length > span:
            break
        found.append(trip(BASE + ONE * at, BASE + ONE * (at + length), name=f"t{number}"))
        at += length + draw(st.integers(1, 300))
    return tuple(found)


@SLOW
@given(journeys(1400), st.integers(0, 300), st.integers(700, 1400))
def test_qualifying_stay_agrees_with_the_plain_reading(
    trips: tuple[Absence, ...], begun: int, age: int
) -> None:
    begin, on = BASE + ONE * begun, BASE + ONE * age
    past = tuple(t for t in trips if t.returned is not None and t.returned < on + timedelta(days=60))
    case = stay_case(MARRIED, begin.isoformat(), trips=past)
    assert qualify(case, SPOUSE, on).verdict is plain_verdict(begin, on, 2, past)


@SLOW
@given(journeys(1400), st.integers(400, 1400))
def test_the_earliest_safe_day_is_met_and_the_day_before_is_not(trips: tuple[Absence, ...], age: int) -> None:
    on = BASE + ONE * age
    case = stay_case(MARRIED, BASE.isoformat(), trips=tuple(t for t in trips if t.left and t.left <= on))
    first = qualify(case, SPOUSE, on)
    assert first.earliest_safe is not None
    if first.earliest_safe > on:
        assert qualify(case, SPOUSE, first.earliest_safe).verdict is Verdict.MET
        assert qualify(case, SPOUSE, first.earliest_safe - ONE).verdict is not Verdict.MET


@SLOW
@given(journeys(1400), st.integers(0, 1300), st.integers(0, 100))
def test_more_absence_never_gives_an_earlier_day(trips: tuple[Absence, ...], left: int, length: int) -> None:
    on = BASE + ONE * 1500
    more = (*trips, trip(BASE + ONE * left, BASE + ONE * (left + length), name="more"))
    for rule in (SPOUSE, QualifyingStay(4, (MARRIED,), LIMITS)):
        few = qualify(stay_case(MARRIED, BASE.isoformat(), trips=trips), rule, on)
        many = qualify(stay_case(MARRIED, BASE.isoformat(), trips=more), rule, on)
        assert few.earliest_safe is not None
        assert many.earliest_safe is not None
        assert few.earliest_safe <= many.earliest_safe
        assert few.credited_strict >= many.credited_strict


@SLOW
@given(st.data(), journeys(1400))
def test_the_order_of_journeys_is_irrelevant(data: st.DataObject, trips: tuple[Absence, ...]) -> None:
    on = BASE + ONE * 1500
    turned = tuple(data.draw(st.permutations(trips)))
    assert qualify(stay_case(MARRIED, BASE.isoformat(), trips=trips), SPOUSE, on) == qualify(
        stay_case(MARRIED, BASE.isoformat(), trips=turned), SPOUSE, on
    )


@SLOW
@given(st.integers(0, 900), st.integers(2, 300), st.data())
def test_a_split_journey_is_the_whole_one_on_the_strict_reading(
    left: int, length: int, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(1, length - 1))
    on = BASE + ONE * 1500
    start = BASE + ONE * left
    whole = stay_case(MARRIED, BASE.isoformat(), trips=(trip(start, start + ONE * length),))
    parts = (
        trip(start, start + ONE * cut, name="p"),
        trip(start + ONE * cut, start + ONE * length, name="q"),
    )
    split = stay_case(MARRIED, BASE.isoformat(), trips=parts)
    one, two = qualify(whole, SPOUSE, on), qualify(split, SPOUSE, on)
    assert (one.earliest_safe, one.credited_strict) == (two.earliest_safe, two.credited_strict)


# --- weighted stay ----------------------------------------------------------------------------

WEIGHTS = {
    "trp_work": (2, 2),
    "trp_studies": (1, 1),
    "trp_education": (None, 0),
    "temporary_protection": (None, 2),
    "illegal": (None, None),
}


@st.composite
def lives(draw: st.DrawFn) -> tuple[Case, list[tuple[date, date, str]]]:
    """Titles without a gap from BASE on, the last one open, and some journeys."""
    kinds = draw(st.lists(st.sampled_from(sorted(WEIGHTS)), min_size=0, max_size=4))
    at = BASE
    spans: list[tuple[date, date, str]] = []
    for kind in kinds:
        last = at + ONE * draw(st.integers(0, 900))
        spans.append((at, last, kind))
        at = last + ONE
    spans.append((at, date(9999, 12, 31), draw(st.sampled_from(["trp_work", "trp_studies"]))))
    trips = draw(journeys(2200, 5))
    before = tuple(status(k, a.isoformat(), b.isoformat()) for a, b, k in spans[:-1])
    return stay_case(spans[-1][2], at.isoformat(), before=before, trips=trips), spans


def plain_credit(
    spans: list[tuple[date, date, str]], filing: date, trips: Sequence[Absence], *, strict: bool
) -> bool:
    """Walk back day by day from the day before filing until five years are full."""
    end = filing - ONE if strict else filing
    need = 0
    start = end
    while years_later(start, 5) > end:
        start -= ONE
        need += 1
    credit_halves, at = 0, end
    fine_since = start
    while credit_halves // 2 < need:
        at -= ONE
        kind = next((k for a, b, k in spans if a <= at <= b), None)
        weight = None if kind is None else WEIGHTS[kind][0 if strict else 1]
        if weight is None:
            return False
        credit_halves += weight
    if strict:
        return strict_ok(at, filing, trips) and not abroad(filing, trips, strict=True)
    return lenient_ok(at, filing, trips, since=fine_since) and not abroad(filing, trips, strict=False)


@SLOW
@given(lives(), st.integers(1500, 3000))
def test_weighted_stay_agrees_with_the_plain_reading(
    life: tuple[Case, list[tuple[date, date, str]]], age: int
) -> None:
    case, spans = life
    on = max(BASE + ONE * age, spans[-1][0])
    evidence = credit(case, on)
    strict = plain_credit(spans, on, case.absences, strict=True)
    lenient = plain_credit(spans, on, case.absences, strict=False)
    expected = Verdict.MET if strict else Verdict.NEEDS_OFFICE if lenient else evidence.verdict
    assert evidence.verdict is expected
    if not strict and not lenient:
        assert evidence.verdict in {Verdict.TOO_EARLY, Verdict.NOT_MET}
    assert sum(row.credited_strict for row in evidence.ledger) == evidence.credited_strict
    assert sum(row.credited_lenient for row in evidence.ledger) == evidence.credited_lenient


@SLOW
@given(st.dates(date(2016, 1, 1), date(2030, 12, 31)), st.integers(1, 10))
def test_full_stay_ends_on_the_same_day_years_later(start: date, years: int) -> None:
    rule = CreditedStay(years, ContinuityLimits(6, 10, ()), LTR.weights)
    evidence = credit(stay_case("trp_work", start.isoformat()), start, rule)
    assert evidence.earliest_lenient == years_later(start, years)
    assert evidence.earliest_safe == years_later(start, years) + ONE


YEARLY = QualifyingStay(
    3, (), ContinuityLimits(6, 6, ("military_service",), 12), any_legal=True, per_year=True
)


def plain_years(begin: date, on: date, trips: Sequence[Absence]) -> bool:
    """Some begin from which every year up to the day has at most 184 whole days abroad."""
    away = [
        left + ONE + ONE * k
        for left, returned in joined(trips, touching=False)
        for k in range((returned - left).days - 1)
    ]
    candidates = [begin, *(t.returned for t in trips if t.returned is not None and begin < t.returned <= on)]
    for start in candidates:
        years = range((on - start).days // 365 + 1)
        kept = all(
            sum(1 for d in away if years_later(start, y) <= d < min(on, years_later(start, y + 1))) <= 184
            for y in years
        )
        if kept and years_later(start, 3) <= on:
            return True
    return False


@SLOW
@given(journeys(1900, 8), st.integers(1000, 2000))
def test_yearly_limits_agree_with_counting_each_year(trips: tuple[Absence, ...], age: int) -> None:
    on = BASE + ONE * age
    past = tuple(t for t in trips if t.returned is not None and t.returned < on)
    evidence = qualify(stay_case("trp_work", BASE.isoformat(), trips=past), YEARLY, on)
    if plain_years(BASE, on, past):
        assert evidence.verdict in {Verdict.MET, Verdict.NEEDS_OFFICE}
    if evidence.verdict is Verdict.MET:
        assert evidence.earliest_lenient is not None
        assert evidence.earliest_lenient <= on


@SLOW
@given(lives(), st.integers(100, 3000))
def test_the_lenient_day_is_never_later_than_the_safe_one(
    life: tuple[Case, list[tuple[date, date, str]]], age: int
) -> None:
    case, spans = life
    on = max(BASE + ONE * age, spans[-1][0])
    kinds = ("trp_work", "trp_studies")
    for evidence in (
        credit(case, on),
        qualify(case, YEARLY, on),
        qualify(case, QualifyingStay(2, kinds, LIMITS, mixing_unconfirmed=True), on),
    ):
        if evidence.earliest_safe is not None:
            assert evidence.earliest_lenient is not None
            assert evidence.earliest_lenient <= evidence.earliest_safe

"""Whichever days inside the ranges are right, the truth lies between the worst and the best result."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permitdesk.domain.answers import Answers
from permitdesk.domain.case import Absence, AbsenceReason, Case, CurrentStay, DocumentStatus, StatusEntry
from permitdesk.domain.law.condition_kinds import CreditedStay, QualifyingStay
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.approximate import with_days, with_range
from permitdesk.domain.stay.credit import credited_stay
from permitdesk.domain.stay.cross_check import checked
from permitdesk.domain.stay.evidence import StayEvidence
from permitdesk.domain.stay.qualifying import qualifying_stay
from tests.domain.stay.stay_cases import KINDS, LTR, PROTECTION, SPOUSE, day, timeline_of

ON = day("2026-11-20")
BASE = day("2020-01-01")
ONE = timedelta(days=1)
RANK = {Verdict.MET: 0, Verdict.NEEDS_OFFICE: 1, Verdict.TOO_EARLY: 2, Verdict.NOT_MET: 3}
QUIET = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
LONG = settings(QUIET, max_examples=20_000)

Ranges = dict[str, tuple[date, date]]
RULES: tuple[QualifyingStay | CreditedStay, ...] = (SPOUSE, PROTECTION, LTR)
TITLES = (
    "trp_work",
    "trp_studies",
    "trp_spouse_of_polish_citizen",
    "refugee",
    "subsidiary_protection",
    "humanitarian_stay",
    "visa_free",
    "protection_proceedings",
    "pending_application",
    "illegal",
    "detention",
)
PRESENT = ("trp_work", "trp_studies", "trp_spouse_of_polish_citizen", "refugee")


def counted(case: Case, rule: QualifyingStay | CreditedStay) -> StayEvidence:
    """One rule held against a case."""
    timeline = timeline_of(case, ON)
    if isinstance(rule, QualifyingStay):
        return qualifying_stay(timeline, rule, ON, "r")
    return credited_stay(timeline, rule, KINDS, ON, "r")


def _range_around(draw: st.DrawFn, day_: date, widest: int) -> tuple[date, date]:
    return day_ - ONE * draw(st.integers(0, widest)), day_ + ONE * draw(st.integers(0, widest))


@st.composite
def lives(draw: st.DrawFn) -> tuple[Case, Ranges]:
    """A case with plain days, and the ranges that are told for some of them."""
    ranges: Ranges = {}
    at = BASE + ONE * draw(st.integers(0, 400))
    statuses = []
    for number in range(draw(st.integers(0, 2))):
        last = at + ONE * draw(st.integers(30, 900))
        name = f"s{number}"
        outcome = draw(st.sampled_from([None, "granted"]))
        statuses.append(StatusEntry(name, draw(st.sampled_from(TITLES)), at, last, outcome))
        for field, known in (("first_day", at), ("last_day", last)):
            if len(ranges) < 3 and draw(st.integers(0, 2)) == 0:
                ranges[f"statuses.{name}.{field}"] = _range_around(draw, known, 14)
        at = last + ONE * draw(st.sampled_from([1, 1, 1, 0, -5, 2, 20]))
    if len(ranges) < 3 and draw(st.integers(0, 2)) == 0:
        ranges["current_stay.first_day"] = _range_around(draw, at, 14)
    absences = []
    left = BASE + ONE * draw(st.integers(100, 1500))
    for number in range(draw(st.integers(0, 4))):
        returned = left + ONE * draw(st.one_of(st.integers(0, 30), st.integers(150, 200)))
        name = f"a{number}"
        reason = draw(st.sampled_from([AbsenceReason.ORDINARY, AbsenceReason.SPECIAL_PERSONAL_SITUATION]))
        absences.append(Absence(name, left, returned, "UA", reason, "", DocumentStatus.READY))
        for field, known in (("left", left), ("returned", returned)):
            if draw(st.integers(0, 2)) == 0:
                ranges[f"absences.{name}.{field}"] = _range_around(draw, known, 20)
        left = returned + ONE * draw(st.integers(1, 700))
    stay = CurrentStay(draw(st.sampled_from(PRESENT)), at)
    case = Case("c", current_stay=stay, statuses=tuple(statuses), absences=tuple(absences))
    return case, {path: found for path, found in ranges.items() if found[0] < found[1]}


def _ordered(case: Case) -> bool:
    return all(a.left <= a.returned for a in case.absences if a.left and a.returned) and all(
        s.first_day <= s.last_day for s in case.statuses if s.first_day and s.last_day
    )


def _check(life: tuple[Case, Ranges], data: st.DataObject, rule: QualifyingStay | CreditedStay) -> None:
    plain, ranges = life
    told = plain
    for path, (first, last) in ranges.items():
        told = with_range(told, path, first, last)
    found = counted(told, rule)
    second = checked(found, told, KINDS, rule, Answers(), ON).second
    assert second is None or second.agrees
    if found.verdict is Verdict.UNKNOWN and found.best is None:
        return
    days = {
        path: first + ONE * data.draw(st.integers(0, (last - first).days), path)
        for path, (first, last) in ranges.items()
    }
    truth_case = with_days(plain, days)
    if not _ordered(truth_case):
        return
    truth = counted(truth_case, rule)
    if truth.verdict is Verdict.UNKNOWN:
        assert found.verdict is Verdict.UNKNOWN
        return
    best = found.best
    worst_verdict = found.verdict
    if best is None:
        assert (truth.verdict, truth.earliest_safe, truth.earliest_lenient) == (
            found.verdict,
            found.earliest_safe,
            found.earliest_lenient,
        )
        return
    for latest, true, earliest in (
        (found.earliest_safe, truth.earliest_safe, best.earliest_safe),
        (found.earliest_lenient, truth.earliest_lenient, best.earliest_lenient),
    ):
        late, middle, early = (date.max if d is None else d for d in (latest, true, earliest))
        assert early <= middle <= late
    assert RANK[best.verdict] <= RANK[truth.verdict]
    if worst_verdict is not Verdict.UNKNOWN:
        assert truth.verdict is worst_verdict


@pytest.mark.parametrize("rule", RULES, ids=["spouse", "protection", "ltr"])
def test_the_truth_lies_between_the_worst_and_the_best(rule: QualifyingStay | CreditedStay) -> None:
    @QUIET
    @given(life=lives(), data=st.data())
    def run(life: tuple[Case, Ranges], data: st.DataObject) -> None:
        _check(life, data, rule)

    run()


@pytest.mark.soak
@pytest.mark.parametrize("rule", RULES, ids=["spouse", "protection", "ltr"])
def test_the_truth_lies_between_the_worst_and_the_best_on_many_lives(
    rule: QualifyingStay | CreditedStay,
) -> None:
    @LONG
    @given(life=lives(), data=st.data())
    def run(life: tuple[Case, Ranges], data: st.DataObject) -> None:
        _check(life, data, rule)

    run()

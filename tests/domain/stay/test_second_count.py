"""The second count reads a case as it is told: begins that follow, entries set aside, weights."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from permitdesk.domain.answers import Answers, AnswerValue
from permitdesk.domain.case import AbsenceReason, Case, CurrentStay, Person, StatusEntry, Tri
from permitdesk.domain.law.condition_kinds import QualifyingStay
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.kinds import LastDayRule
from permitdesk.domain.stay.second.calendar import Calendar
from permitdesk.domain.stay.second.count import second_count
from permitdesk.domain.stay.second.entries import stays_of, trips_of
from permitdesk.domain.stay.second.months import (
    allowed_part,
    begin_of_years,
    longest_run,
    surely_long,
    surely_short,
)
from tests.domain.stay.lives import EU_STAY
from tests.domain.stay.stay_cases import KINDS, LIMITS, LTR, PROTECTION, day, status, stay_case, trip

ON = day("2025-06-01")
BORN = Person(birth_date=day("2025-01-05"))


def stays(case: Case) -> list[tuple[str, str, str]]:
    """Kind, first and last day of the stays; "-" for an open end."""

    def name(ordinal: int) -> str:
        return "-" if ordinal == date.max.toordinal() else date.fromordinal(ordinal).isoformat()

    found = stays_of(case, KINDS, ON.toordinal())
    return [(s.kind.id, name(s.first), name(s.last)) for s in sorted(found, key=lambda s: s.first)]


@pytest.mark.parametrize(
    ("current", "first"),
    [
        (CurrentStay("pending_application", filed_on=day("2025-02-01")), "2025-02-01"),
        (CurrentStay("visa_free", entered_on=day("2025-05-01")), "2025-05-01"),
        (CurrentStay("visa_d", entered_on=day("2025-05-02")), "2025-05-02"),
        (CurrentStay("departure_299_6", decision_delivered_on=day("2025-05-03")), "2025-05-03"),
        (CurrentStay("return_departure", decision_delivered_on=day("2025-05-04")), "2025-05-04"),
        (CurrentStay("born_in_poland_no_title"), "2025-01-05"),
        (CurrentStay("trp_work", first_day=day("2025-01-06")), "2025-01-06"),
    ],
)
def test_the_begin_of_the_present_stay_follows_from_what_is_told(current: CurrentStay, first: str) -> None:
    case = Case("c", person=BORN, current_stay=current)
    assert stays(case) == [(current.kind, first, "-")]


def test_a_present_stay_without_any_begin_is_set_aside() -> None:
    assert stays(Case("c", current_stay=CurrentStay("trp_work"))) == []
    assert stays(Case("c")) == []
    assert stays(Case("c", current_stay=CurrentStay("no_such_kind", ON))) == []


def test_a_present_stay_goes_on_from_an_earlier_entry_of_its_kind() -> None:
    case = stay_case("trp_work", None, before=(status("trp_work", "2023-03-01"),))
    assert stays(case) == [("trp_work", "2023-03-01", "-")]


def test_a_visa_counts_from_the_entry_if_nothing_is_told_of_earlier_days() -> None:
    visa = CurrentStay("visa_d", day("2025-01-01"), day("2025-12-31"), entered_on=day("2025-02-01"))
    assert stays(Case("c", current_stay=visa)) == [("visa_d", "2025-02-01", "2025-12-31")]
    told = Case("c", current_stay=visa, absences=(trip("2024-01-01", "2024-01-05"),))
    assert stays(told) == [("visa_d", "2025-01-01", "2025-12-31")]


def test_somebody_abroad_has_no_present_stay() -> None:
    abroad = replace(KINDS["illegal"], id="abroad", last_day_rule=LastDayRule.NOT_IN_POLAND)
    kinds = {**KINDS, "abroad": abroad}
    assert stays_of(Case("c", current_stay=CurrentStay("abroad", ON)), kinds, ON.toordinal()) == ()


@pytest.mark.parametrize(("answer", "kind"), [(Tri.NO, "illegal"), (Tri.YES, "pending_application")])
def test_waiting_is_legal_only_if_filed_in_time(answer: Tri, kind: str) -> None:
    current = CurrentStay("pending_application", day("2025-01-01"), filed_in_legal_stay=answer)
    assert stays(Case("c", current_stay=current)) == [(kind, "2025-01-01", "-")]


def test_an_earlier_stay_without_an_end_went_on_until_the_present_one() -> None:
    case = stay_case("trp_work", "2025-01-10", before=(status("visa_d", "2024-01-01"),))
    assert stays(case)[0] == ("visa_d", "2024-01-01", "2025-01-09")
    unsure = case.with_changes(dont_know=frozenset({"statuses.visa_d-2024-01-01.last_day"}))
    assert stays(unsure) == [("trp_work", "2025-01-10", "-")]


def test_stays_without_a_begin_reversed_or_ahead_are_set_aside_and_neighbours_are_one() -> None:
    before = (
        status("visa_d", None, "2024-01-01"),
        status("visa_d", "2024-03-01", "2024-02-01"),
        status("visa_d", "2025-06-02", "2025-07-01"),
        status("trp_work", "2024-01-01", "2024-05-31"),
        StatusEntry("x", "trp_work", day("2024-06-01"), day("2024-12-31")),
    )
    case = stay_case("trp_work", "2025-01-01", before=before)
    assert stays(case) == [("trp_work", "2024-01-01", "-")]


def test_journeys_that_cannot_be_placed_are_set_aside() -> None:
    case = stay_case(
        "trp_work",
        "2024-01-01",
        trips=(
            trip(None, "2024-02-01"),
            trip("2024-03-05", "2024-03-01"),
            trip("2025-06-02", None),
            trip("2024-05-01", None, name="unsure"),
            trip("2025-05-20", None),
        ),
        dont_know=("absences.unsure.returned",),
    )
    (found,) = trips_of(case, ON.toordinal())
    assert (date.fromordinal(found.left), date.fromordinal(found.returned), found.open) == (
        day("2025-05-20"),
        ON,
        True,
    )
    assert found.reason is AbsenceReason.ORDINARY


@pytest.mark.parametrize(
    ("left", "back", "short", "long"),
    [
        ("2026-01-15", "2026-07-13", True, False),
        ("2026-01-15", "2026-07-14", False, False),
        ("2026-01-15", "2026-07-16", False, False),
        ("2026-01-15", "2026-07-17", False, True),
        ("2025-08-31", "2026-02-26", True, False),
        ("2025-08-31", "2026-02-27", False, False),
        ("2025-08-31", "2026-03-01", False, False),
        ("2025-08-31", "2026-03-02", False, True),
    ],
)
def test_a_single_break_as_the_fact_sheet_grades_it(left: str, back: str, short: bool, long: bool) -> None:
    days = day(left).toordinal(), day(back).toordinal()
    assert (surely_short(*days, 6), surely_long(*days, 6)) == (short, long)


def test_the_part_of_a_long_break_that_may_stay_inside() -> None:
    left, back = day("2024-01-01").toordinal(), day("2025-01-01").toordinal()
    last = allowed_part(left, back, 6)
    assert surely_long(last, back, 6)
    assert not surely_long(last + 1, back, 6)
    assert allowed_part(back - 5, back, 6) == back - 6


@pytest.mark.parametrize(("months", "days"), [(1, 31), (6, 184), (10, 306), (12, 366), (18, 550)])
def test_the_longest_run_of_months(months: int, days: int) -> None:
    assert longest_run(months) == days


@pytest.mark.parametrize(
    ("end", "years", "begin"),
    [
        ("2026-02-28", 2, "2024-02-29"),
        ("2026-02-27", 2, "2024-02-27"),
        ("2028-02-28", 4, "2024-02-28"),
        ("2028-02-29", 4, "2024-02-29"),
        ("2028-02-29", 2, "2026-02-28"),
        ("2026-03-01", 2, "2024-03-01"),
    ],
)
def test_the_begin_that_fits_an_end(end: str, years: int, begin: str) -> None:
    assert date.fromordinal(begin_of_years(day(end).toordinal(), years)) == day(begin)


# --- weights ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "first", "last", "outcome", "strict", "lenient"),
    [
        ("trp_work", "2024-01-01", "2024-01-10", None, 10, 10),
        ("trp_studies", "2024-01-01", "2024-01-10", None, 5, 5),
        ("trp_education", "2024-01-01", "2024-01-10", None, 0, 0),
        ("temporary_protection", "2024-01-01", "2024-01-10", None, 0, 10),
        ("visa_free", "2023-10-13", "2024-01-10", None, 90, 90),
        ("visa_free", "2023-10-12", "2024-01-10", None, 0, 91),
        ("protection_proceedings", "2024-01-01", "2024-01-10", "granted", 5, 5),
        ("protection_proceedings", "2024-01-01", "2024-01-10", "refused", 0, 0),
        ("protection_proceedings", "2024-01-01", "2024-01-10", "discontinued", 0, 5),
    ],
)
def test_what_a_stay_before_the_present_one_counts(
    kind: str, first: str, last: str, outcome: str | None, strict: int, lenient: int
) -> None:
    case = stay_case("trp_work", "2024-01-11", before=(status(kind, first, last, outcome),))
    found = second_count(case, KINDS, LTR, Answers(), day("2024-01-21"))
    assert (found.credited_strict, found.credited_lenient) == (Decimal(strict + 10), Decimal(lenient + 10))


@pytest.mark.parametrize(
    ("last", "strict", "lenient"),
    [("2024-06-30", "273.5", "273.5"), ("2024-07-01", "274", "548"), ("2024-07-02", "549", "549")],
)
def test_proceedings_count_in_full_above_eighteen_months(last: str, strict: str, lenient: str) -> None:
    last_day = day(last)
    first_here = date.fromordinal(last_day.toordinal() + 1)
    before = (status("protection_proceedings", "2023-01-01", last, None),)
    case = stay_case("refugee", first_here.isoformat(), before=before)
    found = second_count(case, KINDS, LTR, Answers(), first_here)
    assert (found.credited_strict, found.credited_lenient) == (Decimal(strict), Decimal(lenient))


# --- filing days ----------------------------------------------------------------------


def test_nobody_files_on_a_day_abroad() -> None:
    case = stay_case("trp_work", "2020-01-01", trips=(trip("2025-05-28", "2025-06-05"),))
    rule = QualifyingStay(2, ("trp_work",), LIMITS)
    found = second_count(case, KINDS, rule, Answers(), ON)
    assert found.first_day(strict=True) == day("2025-06-06")
    assert found.first_day(strict=False) == day("2025-06-05")


def test_who_is_abroad_today_is_back_tomorrow_at_the_earliest() -> None:
    case = stay_case("trp_work", "2020-01-01", trips=(trip("2025-06-01", None),))
    rule = QualifyingStay(2, ("trp_work",), LIMITS)
    found = second_count(case, KINDS, rule, Answers(), ON, Calendar(case, KINDS, ON))
    assert found.first_day(strict=True) == found.first_day(strict=False) == day("2025-06-02")


def test_without_stay_that_counts_there_is_no_filing_day() -> None:
    case = stay_case("illegal", "2020-01-01")
    for rule in (LTR, PROTECTION):
        found = second_count(case, KINDS, rule, Answers(), ON)
        assert (found.verdict(), found.first_day(strict=True)) == (Verdict.NOT_MET, None)


def test_breaks_in_the_eu_over_the_limit_decide_alone() -> None:
    told: dict[str, AnswerValue] = {"eu_stay_variant": "blue_card", "eu_stay_since": day("2015-01-01")}
    case = stay_case("trp_blue_card", "2020-01-01")
    for longest, verdict in ((360, Verdict.MET), (361, Verdict.NEEDS_OFFICE), (367, Verdict.NOT_MET)):
        answers = Answers.of({**told, "eu_longest_break_days": longest, "eu_total_break_days": 0})
        assert second_count(case, KINDS, EU_STAY, answers, ON).verdict() is verdict

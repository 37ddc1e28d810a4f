"""Checks of a case: what is wrong, where, and that boundary days are fine."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from permitdesk.domain.answers import DONT_KNOW, AnswerKind, Answers, AnswerValue
from permitdesk.domain.case import (
    Absence,
    Case,
    CurrentStay,
    EarlierFiling,
    FilingRecord,
    PaymentState,
    Person,
    SchengenStay,
    StatusEntry,
    Tri,
)
from permitdesk.domain.law.citations import Provenance
from permitdesk.domain.law.rules import DatedValue, Question
from permitdesk.interview.validation import check_case, check_day, check_number, check_time

TODAY = date(2026, 11, 21)
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)
PROVENANCE = Provenance(date(2026, 4, 27), None, "act", "art. 1", TODAY)


def problems(case: Case, *questions: Question) -> list[tuple[str, str]]:
    """Path and text of everything to mend."""
    return [(problem.path, problem.text.text) for problem in check_case(case, TODAY, questions)]


def test_an_empty_case_has_nothing_to_mend() -> None:
    assert problems(Case("c")) == []


def test_what_has_happened_cannot_lie_in_the_future() -> None:
    case = Case(
        "c",
        person=Person(birth_date=TOMORROW),
        current_stay=CurrentStay("visa_d", first_day=TOMORROW),
        payments=(PaymentState("stamp", TOMORROW),),
        earlier_filing=EarlierFiling(Tri.YES, sent_on=TOMORROW),
        filing=FilingRecord(sent_on=TOMORROW),
    )
    assert problems(case) == [
        (path, "interview.day_in_future")
        for path in (
            "person.birth_date",
            "current_stay.first_day",
            "earlier_filing.sent_on",
            "payments[0].paid_on",
            "filing.sent_on",
        )
    ]


def test_today_is_neither_future_nor_past() -> None:
    assert check_day("absences[0].left", TODAY, TODAY) is None
    assert check_day("planned_filing_on", TODAY, TODAY) is None


def test_a_plan_cannot_lie_in_the_past_and_may_lie_in_the_future() -> None:
    assert problems(Case("c", planned_filing_on=YESTERDAY)) == [
        ("planned_filing_on", "interview.plan_in_past")
    ]
    assert problems(Case("c", planned_filing_on=TOMORROW)) == []


def test_a_permit_may_end_in_the_future() -> None:
    stay = CurrentStay("visa_d", date(2026, 1, 1), date(2027, 1, 1))
    earlier = StatusEntry("a", "visa_d", date(2025, 1, 1), date(2026, 12, 31))
    assert problems(Case("c", current_stay=stay, statuses=(earlier,))) == []
    assert check_day("statuses[0].last_day", TOMORROW, TODAY) is None


def test_a_journey_may_be_planned_and_a_return_may_lie_ahead() -> None:
    trips = (Absence("a", YESTERDAY, TOMORROW), Absence("b", TOMORROW, date(2027, 1, 1)))
    assert problems(Case("c", absences=trips)) == []


@pytest.mark.parametrize(("later", "fine"), [(-1, True), (0, True), (1, False)])
def test_a_journey_more_than_three_years_ahead_is_a_typing_mistake(later: int, fine: bool) -> None:
    trip = Absence("a", YESTERDAY, TODAY.replace(year=TODAY.year + 3) + timedelta(days=later))
    found = [] if fine else [("absences[0].returned", "interview.journey_too_far")]
    assert problems(Case("c", absences=(trip,))) == found


def test_reversed_days_are_named_at_the_later_field() -> None:
    first, last = date(2026, 2, 2), date(2026, 2, 1)
    case = Case(
        "c",
        current_stay=CurrentStay("visa_d", first, last),
        statuses=(StatusEntry("s", "visa_d", first, last),),
        absences=(Absence("a", first, last),),
        schengen_stays=(SchengenStay("e", first, last),),
        earlier_filing=EarlierFiling(Tri.YES, sent_on=first, received_on=last),
        filing=FilingRecord(sent_on=first, upo_received_on=last),
    )
    assert problems(case) == [
        ("current_stay.last_day", "interview.stay_reversed"),
        ("earlier_filing.received_on", "interview.received_before_sent"),
        ("statuses[0].last_day", "interview.stay_reversed"),
        ("absences[0].returned", "interview.journey_reversed"),
        ("schengen_stays[0].exit", "interview.stay_reversed"),
        ("filing.upo_received_on", "interview.upo_before_sending"),
    ]


@pytest.mark.parametrize(("days", "fits"), [(0, False), (1, True), (365, True), (366, False)])
def test_a_visa_allows_one_day_to_a_year(days: int, fits: bool) -> None:
    case = Case("c", current_stay=CurrentStay("visa_d", days_allowed=days))
    wanted = [] if fits else ["interview.days_allowed_range"]
    most = (DatedValue("national_visa_most_days", 365, PROVENANCE),)
    assert [p.text.text for p in check_case(case, TODAY, values=most)] == wanted


@pytest.mark.parametrize(("days", "fits"), [(0, False), (1, True), (366, True)])
def test_where_the_rules_name_no_most_a_visa_allows_at_least_a_day(days: int, fits: bool) -> None:
    case = Case("c", current_stay=CurrentStay("visa_d", days_allowed=days))
    assert problems(case) == ([] if fits else [("current_stay.days_allowed", "interview.days_allowed_none")])


def test_returning_and_leaving_on_one_day_is_no_overlap() -> None:
    trips = (
        Absence("a", date(2025, 1, 1), date(2025, 1, 10)),
        Absence("b", date(2025, 1, 10), date(2025, 1, 20)),
    )
    assert problems(Case("c", absences=trips)) == []


def test_journeys_that_share_more_than_a_day_overlap() -> None:
    trips = (
        Absence("a", date(2025, 1, 1), date(2025, 1, 10)),
        Absence("b", date(2025, 1, 9), date(2025, 1, 20)),
    )
    assert problems(Case("c", absences=trips)) == [("absences[1].left", "interview.journeys_overlap")]


def test_an_overlap_with_a_long_journey_is_seen_past_a_short_one() -> None:
    trips = (
        Absence("a", date(2025, 1, 1), date(2025, 6, 1)),
        Absence("b", date(2025, 2, 1), date(2025, 2, 3)),
        Absence("c", date(2025, 4, 1), date(2025, 4, 9)),
    )
    assert [path for path, _ in problems(Case("c", absences=trips))] == [
        "absences[1].left",
        "absences[2].left",
    ]


def test_two_open_journeys_are_told_to_get_a_return() -> None:
    trips = (Absence("a", date(2025, 1, 1)), Absence("b", date(2025, 2, 1)), Absence("c"))
    assert problems(Case("c", absences=trips)) == [("absences[1].left", "interview.journeys_overlap_open")]


def test_statuses_and_short_stays_are_held_against_each_other_too() -> None:
    case = Case(
        "c",
        statuses=(
            StatusEntry("a", "visa_d", date(2020, 1, 1), date(2020, 12, 31)),
            StatusEntry("b", "visa_d", date(2020, 12, 1), date(2021, 12, 31)),
            StatusEntry("c", "visa_d", date(2022, 1, 1)),
        ),
        schengen_stays=(
            SchengenStay("a", date(2026, 1, 1)),
            SchengenStay("b", date(2026, 2, 1), date(2026, 2, 3)),
            SchengenStay("c"),
        ),
    )
    assert problems(case) == [
        ("statuses[1].first_day", "interview.statuses_overlap"),
        ("schengen_stays[1].entry", "interview.stays_overlap"),
    ]


def question(kind: AnswerKind, *options: str) -> Question:
    """A question of a kind."""
    return Question("q", kind, options, PROVENANCE)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (AnswerKind.YES_NO, "yes", "perhaps"),
        (AnswerKind.CHOICE, "a", "c"),
        (AnswerKind.DAY, TODAY, "today"),
        (AnswerKind.TEXT, "words", 3),
        (AnswerKind.WHOLE_NUMBER, 3, "three"),
        (AnswerKind.MONEY, Decimal("3.50"), "three"),
    ],
)
def test_an_answer_must_fit_its_question(kind: AnswerKind, good: AnswerValue, bad: AnswerValue) -> None:
    asked = question(kind, "a", "b")
    assert problems(Case("c", answers=Answers.of({"q": good})), asked) == []
    assert problems(Case("c"), asked) == []
    assert problems(Case("c", answers=Answers.of({"q": DONT_KNOW})), asked) == []
    assert problems(Case("c", answers=Answers.of({"q": bad})), asked) == [
        ("answers.q", "interview.answer_misfit")
    ]


def test_a_number_below_zero_is_told() -> None:
    case = Case("c", answers=Answers.of({"q": -1}))
    asked = question(AnswerKind.WHOLE_NUMBER)
    assert problems(case, asked) == [("answers.q", "interview.number_negative")]


def test_the_most_that_is_possible_is_still_possible() -> None:
    assert check_number("x", Decimal(10), most=10) is None
    problem = check_number("x", Decimal(11), most=10)
    assert problem is not None
    assert problem.text.text == "interview.number_too_big"


@pytest.mark.parametrize("typed", ["", "9:05", "23:59:59", "9.05", " 00:00 "])
def test_times_are_read_in_the_usual_forms(typed: str) -> None:
    assert check_time("filing.upo_time", typed) is None


def test_a_time_that_is_none_is_told() -> None:
    assert problems(Case("c", filing=FilingRecord(upo_time="24:00"))) == [
        ("filing.upo_time", "interview.time_unreadable")
    ]


def test_five_thousand_journeys_are_checked() -> None:
    begin = date(1990, 1, 1)
    trips = tuple(
        Absence(str(n), begin + timedelta(days=2 * n), begin + timedelta(days=2 * n + 1)) for n in range(5000)
    )
    assert problems(Case("c", absences=trips)) == []

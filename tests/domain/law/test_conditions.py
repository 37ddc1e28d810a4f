"""Each kind of condition: inside, on and outside its boundary, and open when an answer is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from permitdesk.domain.answers import DONT_KNOW, AnswerValue
from permitdesk.domain.case import Absence, ApplicantKind, Person, Tri
from permitdesk.domain.law.citations import Certainty
from permitdesk.domain.law.condition_kinds import (
    AbroadNow,
    AgeBelow,
    AllOf,
    AnswerIs,
    AnyOf,
    ApplicantIs,
    Condition,
    CreditedStay,
    CreditWeights,
    CurrentStayIs,
    DayNotBefore,
    ElapsedSince,
    EuStayWithBlueCard,
    IncomeAbove,
    LegalStayOnFilingDay,
    Negation,
    QualifyingStay,
)
from permitdesk.domain.law.conditions import evaluate, questions_in
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Threshold
from permitdesk.domain.law.situation import Situation
from permitdesk.domain.stay.approximate import with_range
from tests.domain.law.builders import (
    LIMITS,
    SOURCE,
    TODAY,
    case_with,
    legal_until,
    situation,
    stay_on,
)

MARRIED = AnswerIs("married", ("yes",))
OBSTACLE = AnswerIs("obstacle", ("none",), office=("sis",))
WEDDING = ElapsedSince("wedding", 3)
WEIGHTS = CreditWeights(18, 90)


def verdict(condition: Condition, where: Situation) -> Verdict:
    return evaluate(condition, where, "rule").verdict


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("yes", Verdict.MET),
        ("no", Verdict.NOT_MET),
        (DONT_KNOW, Verdict.UNKNOWN),
    ],
)
def test_a_yes_no_answer_decides_and_not_knowing_leaves_it_open(
    answer: AnswerValue, expected: Verdict
) -> None:
    assert verdict(MARRIED, situation(case_with({"married": answer}))) is expected


def test_a_question_nobody_answered_is_named_as_the_one_that_would_settle_it() -> None:
    outcome = evaluate(MARRIED, situation(), "rule")
    assert outcome.verdict is Verdict.UNKNOWN
    assert outcome.questions == ("answers.married",)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("none", Verdict.MET), ("prison", Verdict.NOT_MET), ("sis", Verdict.NEEDS_OFFICE)],
)
def test_a_choice_can_send_to_the_office(answer: str, expected: Verdict) -> None:
    assert verdict(OBSTACLE, situation(case_with({"obstacle": answer}))) is expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("none", Verdict.NOT_MET),
        ("prison", Verdict.MET),
        ("sis", Verdict.NEEDS_OFFICE),
        (DONT_KNOW, Verdict.UNKNOWN),
    ],
)
def test_negation_turns_yes_and_no_but_never_closes_an_open_question(
    inner: AnswerValue, expected: Verdict
) -> None:
    assert verdict(Negation(OBSTACLE), situation(case_with({"obstacle": inner}))) is expected


def test_all_of_is_as_weak_as_its_weakest_part() -> None:
    both = AllOf((MARRIED, OBSTACLE))
    assert verdict(both, situation(case_with({"married": "yes", "obstacle": "none"}))) is Verdict.MET
    assert verdict(both, situation(case_with({"married": "yes"}))) is Verdict.UNKNOWN
    assert verdict(both, situation(case_with({"married": "no"}))) is Verdict.NOT_MET


def test_any_of_is_as_good_as_its_best_part_and_open_while_one_may_still_hold() -> None:
    either = AnyOf((MARRIED, OBSTACLE))
    assert verdict(either, situation(case_with({"married": "no", "obstacle": "none"}))) is Verdict.MET
    assert verdict(either, situation(case_with({"married": "no"}))) is Verdict.UNKNOWN
    assert verdict(either, situation(case_with({"married": "no", "obstacle": "prison"}))) is Verdict.NOT_MET


def test_all_of_takes_the_latest_and_any_of_the_earliest_of_its_dates() -> None:
    where = situation(case_with({"wedding": date(2025, 1, 1)}))
    parts = (ElapsedSince("wedding", 3), ElapsedSince("wedding", 5))
    assert evaluate(AllOf(parts), where, "r").safe == date(2030, 1, 2)
    assert evaluate(AnyOf(parts), where, "r").safe == date(2028, 1, 2)
    assert evaluate(AllOf((MARRIED,)), where, "r").safe is None


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        (date(2010, 11, 22), Verdict.MET),
        (date(2010, 11, 21), Verdict.NOT_MET),
        (date(2010, 11, 20), Verdict.NOT_MET),
    ],
)
def test_the_sixteenth_birthday_itself_is_no_longer_below_sixteen(birth: date, expected: Verdict) -> None:
    case = case_with(person=Person(birth_date=birth), applicant=ApplicantKind.MINOR)
    assert verdict(AgeBelow(16), situation(case)) is expected


def test_an_adult_without_a_birth_date_is_not_below_an_age_of_children() -> None:
    adult = case_with(applicant=ApplicantKind.ADULT)
    assert verdict(AgeBelow(16), situation(adult)) is Verdict.NOT_MET
    assert verdict(AgeBelow(21), situation(adult)) is Verdict.UNKNOWN
    assert verdict(AgeBelow(16), situation()) is Verdict.UNKNOWN


def test_the_kind_of_applicant_decides_and_is_open_until_told() -> None:
    minors = ApplicantIs(("minor",))
    assert verdict(minors, situation()) is Verdict.UNKNOWN
    assert verdict(minors, situation(case_with(applicant=ApplicantKind.MINOR))) is Verdict.MET
    assert verdict(minors, situation(case_with(applicant=ApplicantKind.ADULT))) is Verdict.NOT_MET


def test_the_present_title_decides_and_an_unclear_basis_stays_open() -> None:
    rule = CurrentStayIs(("tolerated_351_1", "tolerated_351_3"))
    assert verdict(rule, situation()) is Verdict.UNKNOWN
    for kind_id, expected in (
        ("tolerated_351_1", Verdict.MET),
        ("tolerated_unknown", Verdict.UNKNOWN),
        ("refugee", Verdict.NOT_MET),
        ("not_known", Verdict.UNKNOWN),
    ):
        assert verdict(rule, situation(case_with(current_stay=stay_on(kind_id)))) is expected


def test_a_title_for_the_office_to_judge_stays_so_in_the_opposite_too() -> None:
    held = CurrentStayIs((), office=("tolerated_351_1",))
    for kind_id, expected, opposite in (
        ("tolerated_351_1", Verdict.NEEDS_OFFICE, Verdict.NEEDS_OFFICE),
        ("tolerated_unknown", Verdict.UNKNOWN, Verdict.UNKNOWN),
        ("refugee", Verdict.NOT_MET, Verdict.MET),
        ("not_known", Verdict.UNKNOWN, Verdict.UNKNOWN),
    ):
        where = situation(case_with(current_stay=stay_on(kind_id)))
        assert verdict(held, where) is expected
        assert verdict(Negation(held), where) is opposite


def test_an_unclear_basis_of_another_family_is_no_open_door() -> None:
    where = situation(case_with(current_stay=stay_on("tolerated_unknown")))
    assert verdict(CurrentStayIs(("refugee",)), where) is Verdict.NOT_MET


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (date(2026, 11, 22), Verdict.MET),
        (date(2026, 11, 21), Verdict.MET),
        (date(2026, 11, 20), Verdict.NOT_MET),
        (None, Verdict.MET),
    ],
)
def test_the_last_day_of_legal_stay_is_still_legal(last_day: date | None, expected: Verdict) -> None:
    assert verdict(LegalStayOnFilingDay(), situation(stay=legal_until(last_day))) is expected


def test_legal_stay_that_is_open_or_doubtful_is_never_called_met() -> None:
    known = legal_until(date(2026, 12, 1))
    unknown = replace(known, legal_now=None, verdict=Verdict.UNKNOWN)
    office = replace(known, legal_now=None, verdict=Verdict.NEEDS_OFFICE)
    doubtful = replace(known, verdict=Verdict.NEEDS_OFFICE)
    assert verdict(LegalStayOnFilingDay(), situation(stay=unknown)) is Verdict.UNKNOWN
    assert verdict(LegalStayOnFilingDay(), situation(stay=office)) is Verdict.NEEDS_OFFICE
    assert verdict(LegalStayOnFilingDay(), situation(stay=doubtful)) is Verdict.NEEDS_OFFICE


@pytest.mark.parametrize(
    ("left", "returned", "expected"),
    [
        (date(2026, 11, 20), None, Verdict.MET),
        (date(2026, 11, 20), date(2026, 11, 22), Verdict.MET),
        (date(2026, 11, 20), date(2026, 11, 21), Verdict.NOT_MET),
        (date(2026, 11, 21), None, Verdict.NEEDS_OFFICE),
        (date(2026, 11, 21), date(2026, 11, 25), Verdict.NEEDS_OFFICE),
        (date(2026, 11, 21), date(2026, 11, 21), Verdict.NOT_MET),
        (date(2026, 11, 22), None, Verdict.NOT_MET),
        (None, date(2026, 11, 22), Verdict.UNKNOWN),
        (None, date(2026, 11, 21), Verdict.NOT_MET),
        (None, None, Verdict.UNKNOWN),
    ],
)
def test_a_person_is_abroad_between_the_days_of_travel_and_perhaps_on_that_of_leaving(
    left: date | None, returned: date | None, expected: Verdict
) -> None:
    case = case_with(absences=(Absence("a", left, returned),))
    assert verdict(AbroadNow(), situation(case)) is expected


@pytest.mark.parametrize(
    ("field", "first", "last", "expected"),
    [
        ("returned", date(2026, 11, 20), date(2026, 11, 22), Verdict.UNKNOWN),
        ("returned", date(2026, 11, 21), date(2026, 11, 22), Verdict.UNKNOWN),
        ("returned", date(2026, 11, 22), date(2026, 11, 23), Verdict.MET),
        ("left", date(2026, 11, 21), date(2026, 11, 22), Verdict.UNKNOWN),
        ("left", date(2026, 11, 20), date(2026, 11, 21), Verdict.MET),
    ],
)
def test_a_day_of_travel_not_known_to_the_day_keeps_open_who_is_abroad(
    field: str, first: date, last: date, expected: Verdict
) -> None:
    trip = Absence("a", date(2026, 11, 1), date(2026, 12, 1))
    case = with_range(case_with(absences=(trip,)), f"absences.a.{field}", first, last)
    outcome = evaluate(AbroadNow(), situation(case), "r")
    assert outcome.verdict is expected
    assert outcome.questions == ((f"absences.a.{field}",) if expected is Verdict.UNKNOWN else ())


@pytest.mark.parametrize(
    ("left", "expected"), [(date(2020, 3, 1), Verdict.UNKNOWN), (date(2026, 11, 22), Verdict.NOT_MET)]
)
def test_a_return_that_nobody_remembers_is_not_taken_for_being_abroad(left: date, expected: Verdict) -> None:
    case = case_with(absences=(Absence("a", left, None),)).with_changes(
        dont_know=frozenset({"absences.a.returned"})
    )
    outcome = evaluate(AbroadNow(), situation(case), "r")
    assert outcome.verdict is expected
    assert outcome.questions == (("absences.a.returned",) if expected is Verdict.UNKNOWN else ())


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 5, 9), Verdict.TOO_EARLY),
        (date(2026, 5, 10), Verdict.NEEDS_OFFICE),
        (date(2026, 5, 11), Verdict.MET),
    ],
)
def test_three_years_before_the_filing_day_are_complete_the_day_after_the_anniversary(
    on: date, expected: Verdict
) -> None:
    case = case_with({"wedding": date(2023, 5, 10)})
    outcome = evaluate(WEDDING, situation(case, on=on), "r")
    assert outcome.verdict is expected
    assert (outcome.safe, outcome.lenient) == (date(2026, 5, 11), date(2026, 5, 10))


def test_a_period_that_need_not_be_complete_before_the_day_ends_on_the_anniversary() -> None:
    case = case_with({"wedding": date(2023, 5, 10)})
    rule = ElapsedSince("wedding", 3, full_period_before_the_day=False)
    assert verdict(rule, situation(case, on=date(2026, 5, 10))) is Verdict.MET


def test_elapsed_time_without_a_start_is_open() -> None:
    assert verdict(WEDDING, situation()) is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 12, 30), Verdict.NOT_MET),
        (date(2020, 12, 31), Verdict.MET),
        (date(2021, 12, 31), Verdict.MET),
        (date(2022, 1, 1), Verdict.NOT_MET),
    ],
)
def test_both_bounds_of_a_day_are_inside(day: date, expected: Verdict) -> None:
    rule = DayNotBefore("wedding", date(2020, 12, 31), date(2021, 12, 31))
    assert verdict(rule, situation(case_with({"wedding": day}))) is expected


def test_a_day_with_one_bound_or_no_answer() -> None:
    assert verdict(DayNotBefore("wedding", not_after=TODAY), situation()) is Verdict.UNKNOWN
    where = situation(case_with({"wedding": TODAY}))
    assert verdict(DayNotBefore("wedding", not_after=TODAY), where) is Verdict.MET
    assert verdict(DayNotBefore("wedding", not_before=TODAY), where) is Verdict.MET


@pytest.mark.parametrize(
    ("income", "persons", "expected"),
    [
        ("1010.01", 1, Verdict.MET),
        ("1010", 1, Verdict.NOT_MET),
        ("1009.99", 1, Verdict.NOT_MET),
        ("2469.01", 3, Verdict.MET),
        ("2469", 3, Verdict.NOT_MET),
        ("2468.99", 3, Verdict.NOT_MET),
    ],
)
def test_income_must_be_higher_than_the_threshold_and_exactly_equal_fails(
    income: str, persons: int, expected: Verdict
) -> None:
    case = case_with({"income": Decimal(income), "household": persons})
    assert verdict(IncomeAbove("income", "household"), situation(case)) is expected


def test_income_is_open_without_the_amount_or_the_household() -> None:
    rule = IncomeAbove("income", "household")
    assert evaluate(rule, situation(), "r").questions == ("answers.income",)
    half = situation(case_with({"income": Decimal(5000)}))
    assert evaluate(rule, half, "r").questions == ("answers.household",)


def test_an_unconfirmed_threshold_promises_nothing_but_still_fails_who_is_below_it() -> None:
    rule = IncomeAbove("income", "household")
    doubtful = Threshold(Decimal(1010), Decimal(823), replace(SOURCE, certainty=Certainty.UNCONFIRMED))
    for income, expected in (("1010.01", Verdict.NEEDS_OFFICE), ("1010.00", Verdict.NOT_MET)):
        case = case_with({"income": Decimal(income), "household": 1})
        outcome = evaluate(rule, situation(case, thresholds=(doubtful,)), "r")
        assert outcome.verdict is expected
        said = [s.text for s in outcome.explanation]
        assert ("condition.threshold_unconfirmed" in said) is (expected is Verdict.NEEDS_OFFICE)


def test_without_a_threshold_for_the_day_the_office_must_say() -> None:
    case = case_with({"income": Decimal(5000), "household": 1})
    where = situation(case, thresholds=())
    assert verdict(IncomeAbove("income", "household"), where) is Verdict.NEEDS_OFFICE


def test_ten_years_on_the_named_title_are_counted_through_the_stay_engine() -> None:
    rule = QualifyingStay(10, ("tolerated_351_1",), LIMITS)
    case = case_with(
        current_stay=stay_on("tolerated_351_1", date(2016, 11, 20)),
        absences=(Absence("a", date(2020, 1, 1), date(2020, 1, 10)),),
        journeys_complete=Tri.YES,
    )
    outcome = evaluate(rule, situation(case), "r")
    assert outcome.verdict is Verdict.MET
    assert outcome.evidence[0].rule_id == "r"
    too_early = evaluate(rule, situation(case, on=date(2026, 11, 19)), "r")
    assert too_early.verdict is Verdict.TOO_EARLY
    assert too_early.safe == date(2026, 11, 21)
    assert evaluate(rule, situation(), "r").verdict is Verdict.UNKNOWN


def test_five_credited_years_are_counted_through_the_stay_engine() -> None:
    rule = CreditedStay(5, LIMITS, WEIGHTS)
    stay = stay_on("trp_work", date(2020, 1, 1), date(2027, 1, 1))
    case = case_with(current_stay=stay, journeys_complete=Tri.YES)
    assert verdict(rule, situation(case)) is Verdict.MET


def test_questions_are_found_inside_nested_conditions() -> None:
    eu = EuStayWithBlueCard(
        2, ("trp_blue_card",), 5, "variant", "since", "longest", "total", LIMITS, LIMITS, WEIGHTS
    )
    nested = AllOf((Negation(MARRIED), AnyOf((WEDDING, IncomeAbove("income", "household"))), eu))
    assert questions_in(nested) == (
        "married",
        "wedding",
        "income",
        "household",
        "variant",
        "since",
        "longest",
        "total",
    )
    assert questions_in(AbroadNow()) == ()
    assert questions_in(DayNotBefore("wedding")) == ("wedding",)
    assert verdict(eu, situation()) is Verdict.UNKNOWN

"""A counted stay waits until the list of journeys is said to be complete: an empty list proves nothing."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache

import pytest

from permitdesk.domain.answers import Answers
from permitdesk.domain.assess import assess
from permitdesk.domain.case import Absence, AbsenceReason, Case, CurrentStay, DocumentStatus, Tri
from permitdesk.domain.compare import compare
from permitdesk.domain.dossier import Dossier, RouteAssessment, RouteGroup
from permitdesk.domain.finder import find
from permitdesk.domain.household_summary import assess_household
from permitdesk.domain.law.condition_kinds import ContinuityLimits, QualifyingStay
from permitdesk.domain.law.conditions import evaluate
from permitdesk.domain.law.findings import Statement, Verdict
from permitdesk.domain.law.situation import Outcome
from permitdesk.domain.outlook import outlook
from permitdesk.domain.stay.approximate import with_range
from permitdesk.domain.stay.bands import bands
from permitdesk.domain.stay.upcoming import ChangeKind
from permitdesk.rulesets.loader import load_ruleset
from tests.domain.law.builders import LIMITS, case_with, situation

TODAY = date(2026, 11, 21)
OPEN = (None, Tri.NO, Tri.DONT_KNOW)
NOTES = {
    None: "stay.note_journeys_open",
    Tri.NO: "stay.note_journeys_missing",
    Tri.DONT_KNOW: "stay.note_journeys_not_known",
}
TOLERATED = "pr_tolerated_10y"
#: periods that the law does not call uninterrupted (art. 161(1), 195(1)(5)(a)): breaks have no limits
UNLIMITED = ("independent_five_years", "trafficking_stay_1y")
RULES = lru_cache(load_ruleset)
TEN_YEARS = QualifyingStay(10, ("tolerated_351_1",), LIMITS)
SHORT = Absence("short", date(2020, 1, 1), date(2020, 1, 10))
#: longer than six months and not long ago: on every reading the ten years begin anew
LONG = Absence("long", date(2024, 1, 1), date(2024, 12, 1))


def tolerated(since: date, complete: Tri | None, *trips: Absence) -> Case:
    stay = CurrentStay("tolerated_351_1", first_day=since)
    return case_with(current_stay=stay, absences=trips, journeys_complete=complete)


def counted(case: Case, rule: QualifyingStay = TEN_YEARS) -> Outcome:
    return evaluate(rule, situation(case), "r")


def dossier_of(case: Case) -> Dossier:
    return assess(case, RULES(), TODAY)


def route_of(case: Case, route: str = TOLERATED) -> RouteAssessment:
    found = dossier_of(case).route(route)
    assert found is not None
    return found


def days_in(value: object) -> set[date]:
    """Every day that stands anywhere in a value, also in the blanks of its statements."""
    if isinstance(value, date):
        return {value}
    if isinstance(value, tuple):
        return {day for each in value for day in days_in(each)}
    if is_dataclass(value) and not isinstance(value, type):
        return {day for field in fields(value) for day in days_in(getattr(value, field.name))}
    return set()


def said(statements: tuple[Statement, ...]) -> list[str]:
    return [statement.text for statement in statements]


# --- the rule -------------------------------------------------------------------------


@pytest.mark.parametrize("trips", [(), (SHORT,)])
@pytest.mark.parametrize("since", [date(2010, 1, 1), date(2020, 1, 1)])
@pytest.mark.parametrize("complete", OPEN)
def test_until_all_journeys_are_told_a_stay_is_open_and_without_a_day(
    complete: Tri | None, since: date, trips: tuple[Absence, ...]
) -> None:
    outcome = counted(tolerated(since, complete, *trips))
    (proof,) = outcome.evidence
    assert (outcome.verdict, proof.verdict) == (Verdict.UNKNOWN, Verdict.UNKNOWN)
    assert outcome.questions == ("journeys_complete",)
    assert (outcome.safe, outcome.lenient) == (None, None)
    assert (proof.earliest_safe, proof.earliest_lenient, proof.best) == (None, None, None)
    assert (tuple(proof.reasons), proof.reasons_refused) == ((), None)
    assert said(proof.notes)[0] == NOTES[complete]
    assert "stay.note_missing" not in said(proof.notes)
    assert not any(day > TODAY for day in days_in((outcome.explanation, outcome.arithmetic)))


@pytest.mark.parametrize(
    ("since", "verdict"),
    [
        (date(2016, 11, 20), Verdict.MET),
        (date(2016, 11, 21), Verdict.NEEDS_OFFICE),
        (date(2016, 11, 22), Verdict.TOO_EARLY),
    ],
)
def test_once_all_are_told_the_count_stands(since: date, verdict: Verdict) -> None:
    outcome = counted(tolerated(since, Tri.YES))
    assert outcome.verdict is verdict
    assert outcome.safe is not None
    assert not set(said(outcome.explanation)) & set(NOTES.values())


@pytest.mark.parametrize("complete", [*OPEN, Tri.YES])
def test_what_no_journey_can_make_worse_stays_not_met(complete: Tri | None) -> None:
    case = case_with(
        current_stay=CurrentStay("trp_work", first_day=date(2010, 1, 1), last_day=date(2027, 1, 1)),
        journeys_complete=complete,
    )
    outcome = counted(case)
    assert outcome.verdict is Verdict.NOT_MET
    assert outcome.questions == ()


@pytest.mark.parametrize("complete", OPEN)
def test_a_stay_whose_breaks_have_no_limits_does_not_ask(complete: Tri | None) -> None:
    outcome = counted(tolerated(date(2016, 11, 20), complete), QualifyingStay(10, ("tolerated_351_1",), None))
    assert outcome.verdict is Verdict.MET


@pytest.mark.parametrize("complete", OPEN)
def test_a_day_that_is_missing_anyway_is_asked_for_alone(complete: Tri | None) -> None:
    lost = Absence("lost", None, date(2022, 1, 10))
    outcome = counted(tolerated(date(2010, 1, 1), complete, lost))
    assert outcome.verdict is Verdict.UNKNOWN
    assert outcome.questions == ("absences.lost.left",)


def ranged(complete: Tri | None) -> Case:
    """Begun between a day that is early enough and one that is not: open, with a day that is safe."""
    case = tolerated(date(2016, 11, 1), complete)
    return with_range(case, "current_stay.first_day", date(2016, 11, 1), date(2016, 12, 10))


def test_approximate_days_leave_a_safe_day_only_if_all_journeys_are_told() -> None:
    told = counted(ranged(Tri.YES)).evidence[0]
    assert (told.verdict, told.best is None, told.earliest_safe is None) == (Verdict.UNKNOWN, False, False)
    assert "stay.note_approximate_dates" in said(told.notes)
    for complete in OPEN:
        found = counted(ranged(complete)).evidence[0]
        assert (found.verdict, found.best, found.earliest_safe) == (Verdict.UNKNOWN, None, None)
        assert found.questions == ("current_stay.first_day", "journeys_complete")
        assert said(found.notes)[0] == NOTES[complete]
        assert not [note for note in said(found.notes) if note.startswith("stay.note_approximate")]


@pytest.mark.parametrize("complete", OPEN)
def test_what_a_reason_is_worth_is_not_told_while_a_journey_may_be_missing(complete: Tri | None) -> None:
    trip = Absence(
        "work",
        date(2024, 1, 1),
        date(2024, 12, 1),
        reason=AbsenceReason.WORK_FOR_POLISH_EMPLOYER,
        proof_state=DocumentStatus.READY,
    )
    whole = counted(tolerated(date(2016, 1, 1), Tri.YES, trip)).evidence[0]
    assert len(whole.reasons) == 1
    assert whole.reasons_refused is not None
    found = counted(tolerated(date(2016, 1, 1), complete, trip)).evidence[0]
    assert (tuple(found.reasons), found.reasons_refused) == ((), None)
    assert "stay.note_reason_refused" not in said(found.notes)
    assert "stay.note_reason_proof" in said(found.notes)


# --- everything that follows ------------------------------------------------------------


@pytest.mark.parametrize("since", [date(2010, 1, 1), date(2017, 2, 1)])
@pytest.mark.parametrize("complete", OPEN)
def test_no_part_of_the_dossier_names_a_day_to_file(complete: Tri | None, since: date) -> None:
    route = route_of(tolerated(since, complete))
    assert (route.earliest_filing_date.safe, route.earliest_filing_date.lenient) == (None, None)
    assert route.verdict is Verdict.UNKNOWN
    assert route.group in {RouteGroup.FITS_SO_FAR, RouteGroup.OPEN}
    assert "remedy.wait" not in said(route.remedies)
    assert "first_safe_filing_day" not in {deadline.id for deadline in route.deadlines}
    (band,) = (b for b in bands(dossier_of(tolerated(since, complete))) if b.route == TOLERATED)
    assert (band.verdict, band.earliest_safe, band.earliest_lenient) == (Verdict.UNKNOWN, None, None)
    assert {day for day in days_in(route) if day > TODAY} == set()


@pytest.mark.parametrize("complete", OPEN)
def test_a_limit_that_is_passed_still_begins_the_time_anew_without_a_day(complete: Tri | None) -> None:
    whole = route_of(tolerated(date(2010, 1, 1), Tri.YES, LONG))
    assert whole.verdict is Verdict.TOO_EARLY
    assert route_of(tolerated(date(2010, 1, 1), complete, LONG)).earliest_filing_date.safe is None


@pytest.mark.parametrize("complete", OPEN)
def test_the_comparison_names_no_day(complete: Tri | None) -> None:
    one = route_of(tolerated(date(2010, 1, 1), complete))
    (earliest,) = (row for row in compare(one, one, TODAY).rows if row.topic == "earliest")
    assert said(earliest.both) == ["compare.date_unknown"]


@pytest.mark.parametrize("complete", OPEN)
def test_the_finder_says_that_answers_are_missing_and_no_day(complete: Tri | None) -> None:
    told = {"finder_matter": "new_permit", "finder_reason": "settle", "finder_settle": "tolerated"}
    case = tolerated(date(2018, 1, 1), complete).with_changes(answers=Answers.of(told))
    result = find(case, RULES(), dossier_of(case))
    line = next(line for line in result.ranking if line.route == TOLERATED)
    assert (line.earliest.safe, line.earliest.lenient) == (None, None)
    assert not {"finder.possible_now", "finder.possible_from"} & set(said(line.reasons))


@pytest.mark.parametrize("complete", OPEN)
def test_nothing_that_lies_ahead_hangs_on_journeys_that_may_be_missing(complete: Tri | None) -> None:
    case = tolerated(date(2017, 2, 1), complete, SHORT)
    ahead = outlook(case, dossier_of(case), RULES(), TOLERATED)
    assert ahead.allowances == ()
    assert ahead.no_allowance is not None
    assert ahead.no_allowance.text == "allowance.journeys_open"
    kinds = {ChangeKind.PERIOD, ChangeKind.WINDOW, ChangeKind.LIMIT}
    assert not [change for change in ahead.changes if change.kind in kinds]


def test_each_person_of_a_household_tells_their_own_journeys() -> None:
    member = tolerated(date(2010, 1, 1), None).with_changes(case_id="member", route=TOLERATED)
    first = tolerated(date(2010, 1, 1), Tri.YES).with_changes(route=TOLERATED, members=(member,))
    found = [person.route for person in assess_household(first, RULES(), TODAY)]
    stays = [route.stay_evidence[0].verdict for route in found if route is not None]
    assert stays == [Verdict.MET, Verdict.UNKNOWN]


def test_a_permit_that_counts_no_stay_does_not_ask() -> None:
    stay = CurrentStay("trp_studies", first_day=date(2025, 10, 1), last_day=date(2027, 2, 1))
    found = {
        complete: route_of(case_with(current_stay=stay, journeys_complete=complete), "tr_work_single")
        for complete in (*OPEN, Tri.YES)
    }
    assert len(set(found.values())) == 1
    assert found[None].stay_evidence == ()


def test_no_permit_shipped_counts_a_limited_stay_without_asking() -> None:
    """Every counted period of every permit, for people who hold a title that counts for it."""
    waiting = set()
    for kind in RULES().statuses:
        stay = CurrentStay(kind.id, first_day=date(2010, 1, 1), last_day=date(2030, 1, 1))
        for route in dossier_of(case_with(current_stay=stay)).routes:
            for proof in route.stay_evidence:
                if proof.rule_id in UNLIMITED:
                    continue
                assert proof.verdict in {Verdict.UNKNOWN, Verdict.NOT_MET}
                assert (proof.earliest_safe, proof.earliest_lenient) == (None, None)
                if "journeys_complete" in proof.questions:
                    waiting.add(route.id)
    assert {TOLERATED, "pr_protection_5y", "pr_spouse_of_polish_citizen", "ltr_standard"} <= waiting


def test_limits_decide_whether_the_question_is_asked() -> None:
    """Also limits that nobody could pass: what is not told is not known."""
    wide = ContinuityLimits(1200, 1200, ())
    outcome = counted(tolerated(date(2010, 1, 1), None), QualifyingStay(10, ("tolerated_351_1",), wide))
    assert outcome.questions == ("journeys_complete",)


@pytest.mark.parametrize(
    ("since", "first"), [(date(2016, 1, 1), True), (date(2016, 11, 20), True), (date(2025, 1, 1), False)]
)
def test_a_permit_whose_stay_is_long_enough_as_told_stands_first_while_the_list_is_open(
    since: date, first: bool
) -> None:
    ranking = assess(tolerated(since, None), RULES(), TODAY).routes
    assert (ranking[0].id == TOLERATED) is first

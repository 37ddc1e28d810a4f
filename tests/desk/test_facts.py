"""What the desk shows of a case follows from its dossiers and never promises more than they do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from permitdesk import resources
from permitdesk.desk.facts import LAST_DAY, LEAVE_BY, STAY_ENDS, facts_of
from permitdesk.desk.records import DerivedFacts
from permitdesk.domain.case import Case, CurrentStay, FilingRecord, Person, Tri
from permitdesk.domain.dossier import Deadline, DeadlineKind
from permitdesk.domain.household_summary import PersonDossier, assess_household
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Ruleset
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.storage.exchange import questions_of, read_case

TODAY = date(2026, 11, 21)
LAST = date(2027, 3, 31)
WORKER = Case(
    "a",
    person=Person("Olena", "Khomenko"),
    current_stay=CurrentStay("trp_work", last_day=LAST),
    route="tr_work_single",
)


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return load_ruleset()


def people(case: Case, rules: Ruleset, today: date = TODAY) -> tuple[PersonDossier, ...]:
    return assess_household(case, rules, today)


def facts(case: Case, rules: Ruleset, today: date = TODAY) -> DerivedFacts:
    return facts_of(people(case, rules, today), today, "v1")


def with_deadlines(person: PersonDossier, *found: Deadline, verdict: Verdict = Verdict.MET) -> PersonDossier:
    """The same person with other deadlines of the chosen permit."""
    assert person.route is not None
    route = replace(person.route, deadlines=found, verdict=verdict)
    others = tuple(route if r.id == route.id else r for r in person.dossier.routes)
    return PersonDossier(person.case, replace(person.dossier, routes=others))


def deadline(name: str, days: int, kind: DeadlineKind = DeadlineKind.HARD, *, done: bool = False) -> Deadline:
    day = TODAY + timedelta(days=days)
    return Deadline(name, day, kind, day, (), (), done)


def test_the_last_day_of_legal_stay_stands_as_a_hard_date_even_without_a_permit(rules: Ruleset) -> None:
    found = facts(replace(WORKER, route=None), rules)
    assert (found.assessed_on, found.rules_version, found.last_day_of_legal_stay) == (TODAY, "v1", LAST)
    (only,) = found.deadlines
    assert (only.id, only.day, only.kind, only.person, only.name) == (
        LAST_DAY,
        LAST,
        "hard",
        "a",
        "Olena Khomenko",
    )


def test_with_a_permit_the_last_day_stands_once(rules: Ruleset) -> None:
    found = facts(WORKER, rules)
    assert [d.id for d in found.deadlines].count(LAST_DAY) == 1


def test_the_earliest_last_day_of_the_household_counts(rules: Ruleset) -> None:
    earlier = date(2027, 1, 15)
    child = Case("b", current_stay=CurrentStay("trp_other", last_day=earlier))
    found = facts(replace(WORKER, members=(child,)), rules)
    assert found.last_day_of_legal_stay == earlier
    assert {d.person for d in found.deadlines} == {"a", "b"}


def test_a_stay_nobody_told_has_no_day(rules: Ruleset) -> None:
    found = facts(Case("a"), rules)
    assert (found.last_day_of_legal_stay, found.deadlines) == (None, ())


def test_a_last_day_that_has_passed_stays_on_the_list(rules: Ruleset) -> None:
    case = replace(WORKER, current_stay=CurrentStay("trp_work", last_day=TODAY - timedelta(days=1)))
    assert (LAST_DAY, TODAY - timedelta(days=1)) in [(d.id, d.day) for d in facts(case, rules).deadlines]


def test_with_a_upo_the_last_day_needs_no_more_care(rules: Ruleset) -> None:
    filed = FilingRecord(sent_on=TODAY, upo_received=Tri.YES, upo_received_on=TODAY)
    for case in (replace(WORKER, filing=filed), replace(WORKER, filing=filed, route=None)):
        assert LAST_DAY not in [d.id for d in facts(case, rules).deadlines]


def test_days_to_leave_are_no_days_to_file(rules: Ruleset) -> None:
    stay = CurrentStay(
        "departure_299_6",
        decision_delivered_on=date(2026, 11, 10),
        second_instance=Tri.YES,
        filed_in_legal_stay=Tri.YES,
    )
    found = facts(Case("a", current_stay=stay), rules)
    assert [(d.id, d.day, d.kind) for d in found.deadlines] == [(LEAVE_BY, date(2026, 12, 10), "hard")]
    assert found.last_day_of_legal_stay == date(2026, 12, 10)


def test_a_permit_that_the_stay_does_not_bound_gets_no_last_day_to_file(rules: Ruleset) -> None:
    (person,) = people(WORKER, rules)
    found = facts_of((with_deadlines(person, deadline("some_term", 3)),), TODAY, "v1")
    assert [(d.id, d.day) for d in found.deadlines] == [
        ("some_term", TODAY + timedelta(days=3)),
        (STAY_ENDS, LAST),
    ]


def test_done_deadlines_and_advice_gone_by_are_left_out(rules: Ruleset) -> None:
    (person,) = people(WORKER, rules)
    person = with_deadlines(
        person,
        deadline("passed_law", -2),
        deadline("passed_term", -2, DeadlineKind.PROCEDURAL),
        deadline("passed_advice", -2, DeadlineKind.RECOMMENDED),
        deadline("passed_system", -2, DeadlineKind.SYSTEM),
        deadline("todays_advice", 0, DeadlineKind.RECOMMENDED),
        deadline("done", 3, done=True),
        deadline(LAST_DAY, 30),
    )
    found = [d.id for d in facts_of((person,), TODAY, "v1").deadlines]
    assert found == ["passed_law", "passed_term", "todays_advice", LAST_DAY]


def test_nobody_is_late_for_a_day_from_which_something_may_be_done(rules: Ruleset) -> None:
    (person,) = people(WORKER, rules)
    days = (deadline("first_safe_filing_day", -1), deadline("photo_not_before", -1), deadline(LAST_DAY, 9))
    found = facts_of((with_deadlines(person, *days),), TODAY, "v1")
    assert [d.id for d in found.deadlines] == [LAST_DAY]


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_that_is_not_settled_promises_no_day_to_file(rules: Ruleset, verdict: Verdict) -> None:
    (person,) = people(WORKER, rules)
    days = (
        deadline("first_safe_filing_day", 2, DeadlineKind.RECOMMENDED),
        deadline("planned_filing_day", 3, DeadlineKind.RECOMMENDED),
        deadline(LAST_DAY, 9),
    )
    found = facts_of((with_deadlines(person, *days, verdict=verdict),), TODAY, "v1")
    settled = verdict in {Verdict.MET, Verdict.TOO_EARLY}
    assert ("first_safe_filing_day" in [d.id for d in found.deadlines]) is settled
    assert ("planned_filing_day" in [d.id for d in found.deadlines]) is settled
    assert LAST_DAY in [d.id for d in found.deadlines]


def test_a_lenient_day_is_never_used(rules: Ruleset) -> None:
    (person,) = people(replace(WORKER, route=None), rules)
    lenient = replace(
        person.dossier.last_day_of_legal_stay, day=None, lenient_day=LAST, verdict=Verdict.UNKNOWN
    )
    person = PersonDossier(person.case, replace(person.dossier, last_day_of_legal_stay=lenient))
    found = facts_of((person,), TODAY, "v1")
    assert (found.last_day_of_legal_stay, found.deadlines) == (None, ())


def test_hard_dates_come_first_on_their_day(rules: Ruleset) -> None:
    (person,) = people(WORKER, rules)
    days = (deadline("a_advice", 5, DeadlineKind.RECOMMENDED), deadline(LAST_DAY, 5))
    found = facts_of((with_deadlines(person, *days),), TODAY, "v1")
    assert [d.id for d in found.deadlines] == [LAST_DAY, "a_advice"]


SAMPLES = sorted(Path(str(resources.root() / "samples")).glob("*.json"))


@pytest.mark.parametrize("sample", SAMPLES[::4], ids=lambda path: path.stem)
def test_samples_have_days_in_order_that_their_dossiers_hold(sample: Path, rules: Ruleset) -> None:
    case = read_case(sample, questions_of(rules))
    family = people(case, rules)
    found = facts_of(family, TODAY, "v1")
    assert [d.day for d in found.deadlines] == sorted(d.day for d in found.deadlines)
    known = {person.dossier.last_day_of_legal_stay.day for person in family}
    for person in family:
        known |= {d.day for d in person.route.deadlines} if person.route is not None else set()
    assert {d.day for d in found.deadlines} <= known
    stays = {p.dossier.last_day_of_legal_stay.day for p in family} - {None}
    assert found.last_day_of_legal_stay == (min(day for day in stays if day is not None) if stays else None)

"""What an age decides begins on the birthday itself, counted on the filing day."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.domain.case import ApplicantKind, Case, FilingRecord, Person, Tri
from permitdesk.domain.dossier import EarlierFilingResult, Freshness, RulesetStamp
from permitdesk.domain.law.ages import AgeGroup, AgeView, age_view, filing_day
from permitdesk.domain.law.rules import Family
from permitdesk.domain.law.warnings import case_warnings
from permitdesk.rulesets.loader import load_ruleset
from tests.domain.law.builders import TODAY, legal_until

RULES = load_ruleset().ages
NO_FILING = EarlierFilingResult(None, "none", "info", (), (), ())
STAMP = RulesetStamp("1", TODAY, 0, Freshness.FRESH)


def _born(day: date | None, **changes: object) -> Case:
    return Case("c", person=Person(birth_date=day)).with_changes(**changes)


def _view(case: Case, family: Family = Family.TEMPORARY) -> AgeView:
    view = age_view(case, RULES, family, TODAY)
    assert view is not None
    return view


@pytest.mark.parametrize("family", Family)
@pytest.mark.parametrize(
    ("born", "group", "years"),
    [
        (date(2026, 11, 21), AgeGroup.UNDER_6, 0),
        (date(2020, 11, 22), AgeGroup.UNDER_6, 5),
        (date(2020, 11, 21), AgeGroup.FROM_6, 6),
        (date(2013, 11, 22), AgeGroup.FROM_6, 12),
        (date(2013, 11, 21), AgeGroup.FROM_13, 13),
        (date(2008, 11, 22), AgeGroup.FROM_13, 17),
        (date(2008, 11, 21), AgeGroup.OF_AGE, 18),
    ],
)
def test_a_group_begins_on_the_birthday(born: date, group: AgeGroup, years: int, family: Family) -> None:
    view = _view(_born(born), family)
    assert (view.group, view.years) == (group, years)


def test_each_topic_has_its_own_age() -> None:
    def reached(born: date) -> set[str]:
        return {fact.topic for fact in _view(_born(born)).facts if fact.reached}

    assert reached(date(2020, 11, 22)) == set()
    assert reached(date(2020, 11, 21)) == {"visit", "fingerprints"}
    assert reached(date(2013, 11, 21)) == {"visit", "fingerprints", "specimen"}
    assert reached(date(2010, 11, 22)) == {"visit", "fingerprints", "specimen"}
    assert reached(date(2010, 11, 21)) == {"visit", "fingerprints", "specimen", "card_fee"}
    assert reached(date(2008, 11, 21)) == {"visit", "fingerprints", "specimen", "card_fee", "signs"}
    assert _view(_born(date(2008, 11, 21))).reached("signs")
    assert not _view(_born(date(2008, 11, 21))).reached("weather")


def test_a_birthday_that_comes_soon_after_filing_is_named() -> None:
    # 120 days after 21 November 2026 is 21 March 2027.
    soon = {f.topic: f.changes_on for f in _view(_born(date(2021, 3, 21))).facts}
    assert soon["fingerprints"] == date(2027, 3, 21)
    assert soon["signs"] is None
    late = {f.topic: f.changes_on for f in _view(_born(date(2021, 3, 22))).facts}
    assert late["fingerprints"] is None


def test_the_day_of_the_upo_comes_before_the_day_planned_and_both_before_today() -> None:
    assert filing_day(Case("c"), TODAY) == TODAY
    assert filing_day(Case("c", planned_filing_on=date(2026, 12, 1)), TODAY) == date(2026, 12, 1)
    assert filing_day(Case("c", planned_filing_on=date(2026, 11, 1)), TODAY) == TODAY
    filed = FilingRecord(upo_received=Tri.YES, upo_received_on=date(2026, 11, 3))
    assert filing_day(Case("c", filing=filed), TODAY) == date(2026, 11, 3)
    unconfirmed = FilingRecord(upo_received=Tri.NO, upo_received_on=date(2026, 11, 3))
    assert filing_day(Case("c", filing=unconfirmed), TODAY) == TODAY


@pytest.mark.parametrize("born", [None, date(2026, 11, 22)])
def test_without_a_possible_birth_date_nothing_is_said(born: date | None) -> None:
    assert age_view(_born(born), RULES, Family.TEMPORARY, TODAY) is None


def test_before_the_rules_begin_no_age_decides_anything() -> None:
    view = age_view(_born(date(1990, 1, 1)), RULES, Family.TEMPORARY, date(2026, 4, 26))
    assert view is not None
    assert view.facts == ()


@pytest.mark.parametrize(
    ("applicant", "born", "flag"),
    [
        (ApplicantKind.ADULT, date(2008, 11, 22), "child_marked_adult"),
        (ApplicantKind.ADULT, date(2008, 11, 21), None),
        (ApplicantKind.ADULT, None, None),
        (ApplicantKind.INCAPACITATED, date(2008, 11, 21), None),
        (None, date(2008, 11, 22), None),
        (ApplicantKind.MINOR, date(2008, 11, 21), "adult_marked_child"),
        (ApplicantKind.UNACCOMPANIED_MINOR, date(2008, 11, 21), "adult_marked_child"),
        (ApplicantKind.MINOR, date(2008, 11, 22), "comes_of_age"),
        (ApplicantKind.MINOR, date(2009, 3, 21), "comes_of_age"),
        (ApplicantKind.MINOR, date(2009, 3, 22), None),
    ],
)
def test_who_is_marked_as_child_or_adult_against_the_birth_date_is_warned(
    applicant: ApplicantKind | None, born: date | None, flag: str | None
) -> None:
    case = _born(born, applicant=applicant)
    found = case_warnings(case, legal_until(date(2028, 1, 1)), NO_FILING, STAMP, TODAY)
    ids = {"child_marked_adult", "adult_marked_child", "comes_of_age"}
    assert [w.id for w in found if w.id in ids] == ([flag] if flag else [])


def test_after_the_upo_the_age_is_no_flag_any_more() -> None:
    filed = FilingRecord(upo_received=Tri.YES)
    case = _born(date(2010, 1, 1), applicant=ApplicantKind.ADULT, filing=filed)
    found = case_warnings(case, legal_until(date(2028, 1, 1)), NO_FILING, STAMP, TODAY)
    assert "child_marked_adult" not in [w.id for w in found]

"""Who is not shown is looked at briefly: their stay and their own permit, and nothing else of seventy."""

from __future__ import annotations

from datetime import date

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case, CurrentStay
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.law.rules import Ruleset
from permitdesk.ui.viewmodels.family import Family
from tests.scenarios.runner import ruleset

TODAY = date(2026, 11, 21)
HOUSEHOLD = Case(
    "first",
    route="tr_work_single",
    current_stay=CurrentStay("trp_studies", last_day=date(2027, 2, 1)),
    members=(
        Case(
            "wife",
            route="tr_family_foreigner_in",
            current_stay=CurrentStay("trp_family_of_foreigner", last_day=date(2027, 1, 5)),
        ),
        Case("child", current_stay=CurrentStay("not_known")),
    ),
)


def _family(looked_at: list[tuple[str, int]]) -> Family:
    def counted(case: Case, rules: Ruleset, day: date) -> Dossier:
        looked_at.append((case.case_id, len(rules.routes)))
        return assess(case, rules, day)

    family = Family(ruleset(), counted, TODAY)
    family.take(HOUSEHOLD)
    return family


def last_day(family: Family) -> date | None:
    """The earliest last day of legal stay as of today."""
    stays = [person.dossier.last_day_of_legal_stay for person in family.people_today()]
    return min((stay.day for stay in stays if stay.day is not None), default=None)


def test_only_the_person_shown_is_held_against_every_permit() -> None:
    looked_at: list[tuple[str, int]] = []
    family = _family(looked_at)
    family.dossier("first")
    assert last_day(family) == date(2027, 1, 5)
    assert [person.case.case_id for person in family.people_in_brief()] == ["first", "wife", "child"]
    assert looked_at == [("first", len(ruleset().routes)), ("wife", 1), ("child", 0)]


def test_a_brief_look_says_of_stay_and_permit_what_the_whole_one_says() -> None:
    family = _family([])
    brief, whole = family.brief("wife"), family.dossier("wife")
    assert brief.last_day_of_legal_stay == whole.last_day_of_legal_stay
    assert brief.route("tr_family_foreigner_in") == whole.route("tr_family_foreigner_in")


def test_another_day_is_looked_at_anew_and_the_list_of_cases_keeps_today() -> None:
    looked_at: list[tuple[str, int]] = []
    family = _family(looked_at)
    last_day(family)
    family.look_at(date(2027, 1, 20))
    assert family.brief("wife").last_day_of_legal_stay.legal_now is False
    assert last_day(family) == date(2027, 1, 5)
    assert [name for name, _ in looked_at] == ["first", "wife", "child", "wife"]


def test_who_left_the_household_is_forgotten() -> None:
    family = _family([])
    last_day(family)
    family.take(HOUSEHOLD.with_changes(members=HOUSEHOLD.members[1:]))
    assert [person.case.case_id for person in family.people_in_brief()] == ["first", "child"]
    assert last_day(family) == date(2027, 2, 1)

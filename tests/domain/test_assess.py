"""The assessment as a whole, on a small rule set made here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from permitdesk.domain.answers import DONT_KNOW
from permitdesk.domain.assess import asked_questions, assess, ruleset_stamp
from permitdesk.domain.case import (
    ApplicantKind,
    Case,
    EarlierFiling,
    FilingChannel,
    FilingOutcome,
    Person,
    SignatureKind,
    SignerKind,
    Tri,
)
from permitdesk.domain.dossier import Freshness
from permitdesk.domain.law.condition_kinds import AnswerIs, ApplicantIs, CurrentStayIs, ElapsedSince
from permitdesk.domain.law.findings import TextRef, Verdict, say
from permitdesk.domain.law.rules import (
    Bar,
    Channel,
    DeadlineRule,
    FeeRule,
    Payee,
    RefusalGround,
    Requirement,
    RouteNote,
    Ruleset,
)
from permitdesk.domain.stay.kinds import LastDayRule
from permitdesk.rulesets.loader import load_ruleset
from tests.domain.law.builders import (
    EXPIRED,
    FROM,
    KINDS,
    QUESTIONS,
    SIGNING,
    SOURCE,
    THRESHOLDS,
    TODAY,
    case_with,
    kind,
    stay_on,
)
from tests.domain.law.test_earlier_filing import ROWS
from tests.domain.law.test_route_parts import route

MARRIED = AnswerIs("married", ("yes",))
SPOUSE = route(
    id="spouse",
    questions=("married", "wedding"),
    requirements=(
        Requirement("married", MARRIED, SOURCE),
        Requirement("three", ElapsedSince("wedding", 3), SOURCE),
    ),
    bars=(Bar("prison", AnswerIs("obstacle", ("prison",)), SOURCE),),
    refusal_grounds=(RefusalGround("sis", AnswerIs("obstacle", (), ("sis",)), SOURCE),),
    fees=(FeeRule("stamp_duty", Decimal(640), Payee.CITY, SOURCE),),
    notes=(RouteNote("validity", "validity", SOURCE), RouteNote("old", "validity", EXPIRED)),
    late_filing_allowed=ApplicantIs(("minor",)),
)
REFUGEE = route(
    id="refugee", order=2, requirements=(Requirement("refugee", CurrentStayIs(("refugee",)), SOURCE),)
)
CONSUL = route(id="consul", order=0, channel=Channel.NOT_MOS)
OLD = route(id="old", provenance=EXPIRED)
RULES = Ruleset(
    "2026-11",
    date(2026, 11, 20),
    FROM,
    (SPOUSE, REFUGEE, CONSUL, OLD),
    tuple(replace(q, when=MARRIED) if q.id == "wedding" else q for q in QUESTIONS.values()),
    tuple(KINDS.values()),
    THRESHOLDS,
    (DeadlineRule("last_day", "hard", "last_legal_day", 0, False, None, SOURCE),),
    ROWS,
    (),
    (),
    (),
    (),
    (),
    (),
    SIGNING,
)
MARRIED_CASE: Case = case_with(
    {"married": "yes", "wedding": date(2020, 1, 1), "obstacle": "none"},
    applicant=ApplicantKind.ADULT,
    signer=SignerKind.APPLICANT,
    signature=SignatureKind.TRUSTED,
    current_stay=stay_on("trp_work", date(2025, 1, 1), date(2027, 1, 1)),
    route="spouse",
)


def test_a_complete_case_is_met_with_dates_fees_and_signature() -> None:
    dossier = assess(MARRIED_CASE, RULES, TODAY)
    chosen = dossier.route("spouse")
    assert chosen is not None
    assert dossier.chosen == "spouse"
    assert dossier.channel.channel == "mos"
    assert chosen.verdict is Verdict.MET
    assert chosen.earliest_filing_date.safe == TODAY
    assert chosen.file_by == date(2027, 1, 1)
    assert [d.day for d in chosen.deadlines] == [date(2027, 1, 1)]
    assert chosen.signing.result == "valid"
    assert [n.id for n in chosen.notes] == ["validity"]
    assert dossier.route("old") is None


def test_routes_are_ranked_best_first_and_what_is_not_in_mos_last() -> None:
    assert [r.id for r in assess(MARRIED_CASE, RULES, TODAY).routes] == ["spouse", "refugee", "consul"]
    consul = assess(MARRIED_CASE, RULES, TODAY).routes[-1]
    assert [w.id for w in consul.warnings] == ["not_in_mos"]
    assert consul.deadlines == ()
    not_in_mos = assess(MARRIED_CASE.with_changes(route="consul"), RULES, TODAY)
    assert not_in_mos.channel.channel == "not_mos"


def test_a_route_for_a_handful_of_people_comes_after_its_equals_until_it_is_met() -> None:
    rare = replace(SPOUSE, id="rare", order=0, exceptional=True)
    rules = replace(RULES, routes=(rare, SPOUSE, REFUGEE))
    open_case = MARRIED_CASE.with_changes(answers=case_with().answers)
    assert [r.id for r in assess(open_case, rules, TODAY).routes] == ["spouse", "rare", "refugee"]
    assert [r.id for r in assess(MARRIED_CASE, rules, TODAY).routes] == ["rare", "spouse", "refugee"]


def test_an_answer_of_another_kind_is_as_good_as_none() -> None:
    older = MARRIED_CASE.with_changes(
        answers=case_with(
            {"married": "yes", "wedding": "in spring", "obstacle": DONT_KNOW, "gone": "x"}
        ).answers
    )
    found = assess(older, RULES, TODAY).routes[0]
    assert found.verdict is Verdict.UNKNOWN
    assert found.open_questions == ("wedding",)


def test_a_day_before_the_rules_is_not_covered_and_never_answered_by_newer_rules() -> None:
    before = assess(MARRIED_CASE, RULES, date(2026, 4, 26))
    assert not before.covered
    assert before.routes == ()
    assert before.warnings == ()
    assert before.last_day_of_legal_stay.legal_now is None
    assert assess(MARRIED_CASE, RULES, FROM).covered


def test_open_questions_are_those_that_apply_and_have_no_answer() -> None:
    unmarried = MARRIED_CASE.with_changes(answers=case_with({"married": "no"}).answers)
    silent = MARRIED_CASE.with_changes(answers=case_with().answers)
    assert assess(unmarried, RULES, TODAY).routes[0].open_questions == ()
    assert asked_questions(silent, RULES, "spouse", TODAY) == ("married",)
    assert asked_questions(MARRIED_CASE, RULES, "spouse", TODAY) == ("married", "wedding")


def test_remedies_name_what_must_change_and_the_day_to_wait_for() -> None:
    later = MARRIED_CASE.with_changes(
        answers=case_with({"married": "yes", "wedding": date(2024, 1, 1), "obstacle": "none"}).answers
    )
    too_early = assess(later, RULES, TODAY).route("spouse")
    assert too_early is not None
    assert too_early.verdict is Verdict.TOO_EARLY
    assert too_early.remedies == (say("remedy.wait", day=date(2027, 1, 2)),)
    assert [w.id for w in too_early.warnings] == ["earliest_after_stay"]
    failed = MARRIED_CASE.with_changes(
        answers=case_with({"married": "no", "wedding": date(2020, 1, 1), "obstacle": "prison"}).answers
    )
    remedies = next(r for r in assess(failed, RULES, TODAY).routes if r.id == "spouse").remedies
    assert say("remedy.requirement", text=TextRef("requirement.married.fix")) in remedies
    assert say("remedy.bar", title=TextRef("bar.prison.title")) in remedies


def test_a_ground_of_refusal_that_the_office_weighs_keeps_the_verdict_from_green() -> None:
    alert = MARRIED_CASE.with_changes(answers=MARRIED_CASE.answers.with_answer("obstacle", "sis"))
    assert assess(alert, RULES, TODAY).routes[0].verdict is Verdict.NEEDS_OFFICE


def test_where_late_filing_is_allowed_no_last_filing_day_is_shown() -> None:
    child = MARRIED_CASE.with_changes(
        applicant=ApplicantKind.MINOR, current_stay=stay_on("trp_work", None, date(2026, 11, 1))
    )
    found = assess(child, RULES, TODAY).route("spouse")
    assert found is not None
    assert found.file_by is None
    assert "late_child_no_legal_stay" in [w.id for w in found.warnings]


def pending(filing: EarlierFiling | None) -> Case:
    return MARRIED_CASE.with_changes(
        current_stay=replace(
            stay_on("pending_application"), filed_on=date(2026, 6, 1), filed_in_legal_stay=Tri.YES
        ),
        earlier_filing=filing,
    )


MOS = EarlierFiling(
    Tri.YES,
    FilingChannel.NEW_MOS,
    signer=SignerKind.APPLICANT,
    upo_received=Tri.YES,
    annex_signed=Tri.YES,
)


@pytest.mark.parametrize(
    ("filing", "legal", "verdict"),
    [
        (MOS, True, Verdict.MET),
        (replace(MOS, upo_received=Tri.NO), False, Verdict.NOT_MET),
        (replace(MOS, signer=SignerKind.ATTORNEY), False, Verdict.NOT_MET),
        (replace(MOS, upo_received=Tri.DONT_KNOW), None, Verdict.UNKNOWN),
        (None, None, Verdict.UNKNOWN),
        (EarlierFiling(Tri.NO), None, Verdict.UNKNOWN),
        (replace(MOS, outcome=FilingOutcome.REFUSED), None, Verdict.UNKNOWN),
        (
            EarlierFiling(Tri.YES, FilingChannel.EPUAP, received_on=date(2026, 2, 1)),
            None,
            Verdict.NEEDS_OFFICE,
        ),
    ],
)
def test_a_stay_on_a_pending_case_is_no_better_than_the_filing_behind_it(
    filing: EarlierFiling | None, legal: bool | None, verdict: Verdict
) -> None:
    rules = replace(
        RULES,
        earlier_filing=(
            *ROWS,
            replace(
                ROWS[1], id="f", channels=("epuap",), paper_case=(), result="doubtful", received_from=None
            ),
        ),
    )
    stay = assess(pending(filing), rules, TODAY).last_day_of_legal_stay
    assert stay.legal_now is legal
    assert stay.verdict is verdict


def test_an_asylum_case_carries_the_stay_whatever_became_of_another_application() -> None:
    asylum = kind("protection_proceedings", LastDayRule.UNTIL_PROCEEDINGS_END, pending=True)
    rules = replace(RULES, statuses=(*RULES.statuses, asylum))
    for filing in (None, replace(MOS, upo_received=Tri.NO)):
        case = pending(filing).with_changes(current_stay=stay_on("protection_proceedings"))
        assert assess(case, rules, TODAY).last_day_of_legal_stay.legal_now is True


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2027, 1, 19), Freshness.FRESH),
        (date(2027, 1, 20), Freshness.AMBER),
        (date(2027, 5, 19), Freshness.AMBER),
        (date(2027, 5, 20), Freshness.RED),
    ],
)
def test_rules_are_fresh_for_60_days_and_amber_until_180(on: date, expected: Freshness) -> None:
    assert ruleset_stamp(RULES, on).freshness is expected


@pytest.mark.parametrize("route", [None, "pr_tolerated_10y", "tr_ict"])
def test_a_place_that_the_rules_do_not_know_is_as_good_as_not_told(route: str | None) -> None:
    somewhere = case_with(person=Person(voivodeship="atlantis"), route=route)
    nowhere = case_with(person=Person(), route=route)
    rules = load_ruleset()
    assert assess(somewhere, rules, TODAY) == assess(nowhere, rules, TODAY)

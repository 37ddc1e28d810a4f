"""Fees, checklist, deadlines, warnings and advice of a route."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from permitdesk.domain.answers import DONT_KNOW, AnswerValue
from permitdesk.domain.case import (
    Absence,
    AbsenceReason,
    ApplicantKind,
    CurrentStay,
    DocumentState,
    DocumentStatus,
    EarlierFiling,
    FilingChannel,
    FilingRecord,
    PaymentState,
    Person,
    SignatureKind,
    SignerKind,
    Tri,
)
from permitdesk.domain.dates.periods import Period
from permitdesk.domain.dossier import DeadlineKind, EarlierFilingResult, Freshness, RulesetStamp, Warning
from permitdesk.domain.law.advice import matching_advice
from permitdesk.domain.law.channel import channel_of
from permitdesk.domain.law.checklist import checklist
from permitdesk.domain.law.condition_kinds import AnswerIs
from permitdesk.domain.law.deadlines import anchors, deadlines, done
from permitdesk.domain.law.fees import fee_items, total_pln
from permitdesk.domain.law.findings import EarliestDates, Finding, Verdict, say
from permitdesk.domain.law.rules import (
    Channel,
    DeadlineRule,
    DocumentRule,
    Family,
    FeeReduction,
    FeeRule,
    Need,
    OutdatedAdvice,
    Payee,
    Route,
    Stage,
)
from permitdesk.domain.law.signing import signing_result
from permitdesk.domain.law.situation import Situation
from permitdesk.domain.law.warnings import case_warnings, plan_warnings, route_warnings, signing_warnings
from permitdesk.domain.stay.other_states import OtherStates
from permitdesk.domain.stay.short_stay_rule import ShortStayRule
from tests.domain.law.builders import (
    EXPIRED,
    SIGNING,
    SOURCE,
    TODAY,
    case_with,
    legal_until,
    situation,
)

CARD = AnswerIs("married", ("yes",))
FRESH = RulesetStamp("1", TODAY, 0, Freshness.FRESH)
NOTHING_FILED = EarlierFilingResult(None, "none", "info", (), (), ())


def route(**parts: Any) -> Route:
    blank: dict[str, Any] = dict.fromkeys(
        ("questions", "requirements", "bars", "refusal_grounds", "documents", "fees", "notes"), ()
    )
    blank |= {"id": "r", "family": Family.PERMANENT, "order": 1, "channel": Channel.MOS, "provenance": SOURCE}
    return Route(**(blank | parts))


STAMP_DUTY = FeeRule(
    "stamp_duty",
    Decimal(640),
    Payee.CITY,
    SOURCE,
    reductions=(
        FeeReduction("expired", CARD, Decimal(1), EXPIRED),
        FeeReduction("card_of_the_pole", CARD, Decimal(0), SOURCE),
        FeeReduction("second", CARD, Decimal(10), SOURCE),
    ),
)


@pytest.mark.parametrize(
    ("answer", "amount", "possible"),
    [("yes", 0, None), ("no", 640, None), (DONT_KNOW, 640, "card_of_the_pole")],
)
def test_the_full_fee_stands_until_the_exemption_is_certain(
    answer: AnswerValue, amount: int, possible: str | None
) -> None:
    where = situation(case_with({"married": answer}))
    (item,) = fee_items(route(fees=(STAMP_DUTY,)), where)
    assert (item.amount_pln, item.possible_reduction) == (Decimal(amount), possible)


def test_fees_out_of_force_or_not_applying_are_left_out_and_the_rest_is_summed() -> None:
    rules = (
        STAMP_DUTY,
        replace(STAMP_DUTY, id="old", provenance=EXPIRED),
        replace(STAMP_DUTY, id="only_married", when=CARD),
    )
    case = case_with({"married": "no"}, payments=(PaymentState("stamp_duty", TODAY),))
    items = fee_items(route(fees=rules), situation(case))
    assert [(i.id, i.paid_on) for i in items] == [("stamp_duty", TODAY)]
    assert total_pln(items) == Decimal(640)


def test_a_document_is_listed_when_needed_or_perhaps_needed_in_the_order_of_stages() -> None:
    def document(name: str, stage: Stage, when: AnswerIs | None = None) -> DocumentRule:
        return DocumentRule(name, name, stage, Need.STATUTORY, when, False, SOURCE)

    rules = (
        document("original", Stage.VISIT),
        document("photo", Stage.FILING),
        document("marriage", Stage.EVIDENCE, CARD),
        replace(document("old", Stage.FILING), provenance=EXPIRED),
    )
    states = (DocumentState("photo", DocumentStatus.READY, note="at home"),)
    open_items = checklist(route(documents=rules), situation(case_with(documents=states)))
    assert [(i.id, i.needed) for i in open_items] == [
        ("photo", Verdict.MET),
        ("marriage", Verdict.UNKNOWN),
        ("original", Verdict.MET),
    ]
    assert (open_items[0].status, open_items[0].note) == ("ready", "at home")
    single = checklist(route(documents=rules), situation(case_with({"married": "no"})))
    assert [i.id for i in single] == ["photo", "original"]


def rule(rule_id: str, kind: str, anchor: str, days: int, **more: Any) -> DeadlineRule:
    blank: dict[str, Any] = {"rolls": False, "when": None, "provenance": SOURCE}
    return DeadlineRule(rule_id, kind, anchor, days, **(blank | more))


def test_a_hard_date_never_rolls_and_a_procedural_one_moves_to_the_next_working_day() -> None:
    case = case_with(filing=FilingRecord(upo_received=Tri.YES, upo_received_on=date(2026, 12, 10)))
    where = situation(case)
    rules = (
        rule("hard", "hard", "last_legal_day", 0, rolls=True),
        rule("appeal_like", "procedural", "filed_on", 14, rolls=True),
    )
    points = anchors(where, date(2026, 11, 29), None)
    found = {d.id: d for d in deadlines(rules, points, (), where, route())}
    assert found["hard"].day == date(2026, 11, 29)
    assert found["hard"].kind is DeadlineKind.HARD
    assert (found["appeal_like"].unrolled, found["appeal_like"].day) == (
        date(2026, 12, 24),
        date(2026, 12, 28),
    )


def test_a_date_without_a_known_anchor_is_not_made_up() -> None:
    where = situation(case_with())
    rules = (
        rule("a", "hard", "last_legal_day", 0),
        rule("b", "recommended", "planned_filing", -14),
        rule("c", "system", "draft_touched", 45),
        rule("d", "recommended", "earliest_filing", 0),
        rule("e", "hard", "title_last_day", 0),
        rule("f", "system", "filed_on", 0),
    )
    assert deadlines(rules, anchors(where, None, None), (), where, route()) == ()


def test_dates_out_of_force_or_not_applying_are_left_out() -> None:
    where = situation(case_with({"married": "no"}))
    rules = (
        rule("old", "hard", "last_legal_day", 0, provenance=EXPIRED),
        rule("married_only", "hard", "last_legal_day", 0, when=CARD),
        rule("target", "recommended", "last_legal_day", -14),
    )
    found = deadlines(rules, anchors(where, TODAY, None), (), where, route())
    assert [(d.id, d.day) for d in found] == [("target", date(2026, 11, 7))]


@pytest.mark.parametrize(
    ("earliest", "expected"),
    [
        (date(2026, 11, 7), [date(2026, 11, 7)]),
        (date(2026, 11, 8), [date(2026, 11, 8)]),
        (date(2026, 11, 21), [date(2026, 11, 21)]),
        (date(2026, 11, 22), []),
        (None, [date(2026, 11, 7)]),
    ],
)
def test_we_never_advise_filing_before_the_earliest_safe_day(
    earliest: date | None, expected: list[date]
) -> None:
    where = situation(case_with())
    rules = (rule("target", "recommended", "last_legal_day", -14, not_before="earliest_filing"),)
    found = deadlines(rules, anchors(where, TODAY, earliest), (), where, route())
    assert [d.day for d in found] == expected


def test_a_sent_application_no_longer_has_a_draft_to_lose() -> None:
    touched = FilingRecord(draft_last_touched_on=TODAY)
    assert anchors(situation(case_with(filing=touched)), None, None).draft_touched == TODAY
    sent = replace(touched, upo_received=Tri.YES, upo_received_on=TODAY)
    points = anchors(situation(case_with(filing=sent)), None, None)
    assert (points.draft_touched, points.filed_on) == (None, TODAY)
    titled = case_with(current_stay=CurrentStay("trp_work", last_day=TODAY))
    assert anchors(situation(titled), None, None).title_last_day == TODAY


def test_dates_are_ticked_off_by_what_the_person_noted() -> None:
    items = fee_items(route(fees=(STAMP_DUTY,)), situation(case_with({"married": "no"})))
    case = case_with(
        person=Person(has_pesel=Tri.YES, has_trusted_profile=Tri.YES, has_e_delivery=Tri.YES),
        documents=(DocumentState("photo", DocumentStatus.READY),),
        filing=FilingRecord(upo_received=Tri.YES, certificate_of_filing_received=Tri.YES),
    )
    for name in ("pesel", "trusted_profile", "e_delivery", "photo", "upo", "certificate"):
        assert done(name, case, items)
        assert not done(name, case_with(), items)
    assert not done("", case, items)
    assert not done("payments", case, items)
    assert done("payments", case, tuple(replace(i, paid_on=TODAY) for i in items))
    with pytest.raises(KeyError):
        done("stamped", case, items)


def ids(found: tuple[Warning, ...]) -> list[tuple[str, str]]:
    return [(w.id, w.severity) for w in found]


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (date(2026, 11, 20), [("stay_over", "red")]),
        (date(2026, 11, 21), [("stay_ends_soon", "red")]),
        (date(2026, 12, 5), [("stay_ends_soon", "red")]),
        (date(2026, 12, 6), [("stay_ends", "amber")]),
        (date(2027, 1, 2), [("stay_ends", "amber")]),
        (date(2027, 1, 3), []),
        (None, []),
    ],
)
def test_the_end_of_legal_stay_is_red_within_14_days_and_amber_within_42(
    last_day: date | None, expected: list[tuple[str, str]]
) -> None:
    assert ids(case_warnings(case_with(), legal_until(last_day), NOTHING_FILED, FRESH, TODAY)) == expected


@pytest.mark.parametrize(
    ("latest", "expected"),
    [
        (date(2026, 11, 20), [("stay_may_end_soon", "red")]),
        (date(2026, 12, 5), [("stay_may_end_soon", "red")]),
        (date(2026, 12, 6), []),
        (None, []),
    ],
)
def test_a_missing_answer_hides_no_end_that_is_near_at_the_latest(
    latest: date | None, expected: list[tuple[str, str]]
) -> None:
    open_stay = replace(legal_until(None), legal_now=None, verdict=Verdict.UNKNOWN, lenient_day=latest)
    assert ids(case_warnings(case_with(), open_stay, NOTHING_FILED, FRESH, TODAY)) == expected


def test_after_the_upo_the_end_of_the_old_title_is_no_alarm() -> None:
    case = case_with(
        filing=FilingRecord(sent_on=TODAY, upo_received=Tri.YES), person=Person(has_pesel=Tri.NO)
    )
    assert case_warnings(case, legal_until(TODAY), NOTHING_FILED, FRESH, TODAY) == ()


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("not_filed", [("earlier_not_filed", "red")]),
        ("doubtful", [("earlier_doubtful", "amber")]),
        ("filed", [("do_not_file_twice", "amber")]),
        ("unknown", []),
    ],
)
def test_what_an_earlier_filing_is_worth_is_flagged(result: str, expected: list[tuple[str, str]]) -> None:
    earlier = replace(NOTHING_FILED, result=result)
    assert ids(case_warnings(case_with(), legal_until(None), earlier, FRESH, TODAY)) == expected


@pytest.mark.parametrize(
    ("touched", "expected"),
    [
        (date(2026, 10, 23), []),
        (date(2026, 10, 22), [("draft_deleted_soon", "amber")]),
        (date(2026, 10, 13), [("draft_deleted_soon", "amber")]),
        (date(2026, 10, 12), [("draft_deleted_soon", "red")]),
    ],
)
def test_a_draft_is_flagged_after_30_and_40_of_its_45_days(
    touched: date, expected: list[tuple[str, str]]
) -> None:
    case = case_with(filing=FilingRecord(draft_last_touched_on=touched))
    found = case_warnings(case, legal_until(None), NOTHING_FILED, FRESH, TODAY, draft_days=45)
    assert ids(found) == expected
    assert case_warnings(case, legal_until(None), NOTHING_FILED, FRESH, TODAY) == ()


@pytest.mark.parametrize(
    ("last", "flagged"), [(TODAY - timedelta(days=180), False), (TODAY - timedelta(days=179), True)]
)
def test_days_too_many_in_other_states_are_flagged_as_long_as_the_window_sees_them(
    last: date, flagged: bool
) -> None:
    over = (Period(last - timedelta(days=4), last),)
    abroad = OtherStates(TODAY, ShortStayRule(90, 180), (), (), 0, 95, last, over, ())
    for found, expected in ((abroad, flagged), (replace(abroad, over=()), False)):
        flags = case_warnings(case_with(), legal_until(None), NOTHING_FILED, FRESH, TODAY, abroad=found)
        assert ids(flags) == ([("other_states_over", "amber")] if expected else [])


@pytest.mark.parametrize(("waiting", "ahead"), [(True, True), (True, False), (False, True)])
def test_a_journey_ahead_while_only_waiting_asks_what_lets_back_in(*, waiting: bool, ahead: bool) -> None:
    rule = ShortStayRule(90, 180)
    abroad = OtherStates(TODAY, rule, (), (), 0, 0, None, (), (), waiting=waiting, ahead=ahead)
    found = case_warnings(case_with(), legal_until(None), NOTHING_FILED, FRESH, TODAY, abroad=abroad)
    assert ids(found) == ([("back_while_waiting", "amber")] if waiting and ahead else [])


@pytest.mark.parametrize(
    ("reason", "proof", "state", "asked"),
    [
        ("polish_studies", "", "ready", True),
        ("polish_studies", "  ", "ready", True),
        ("polish_studies", "certificate", "ready", False),
        ("polish_studies", "", "missing", False),
        ("ordinary", "", "ready", False),
        ("unknown", "", "ready", False),
    ],
)
def test_a_proof_that_is_ready_is_asked_what_it_is(
    reason: str, proof: str, state: str, *, asked: bool
) -> None:
    away = Absence("a", TODAY, TODAY, "", AbsenceReason(reason), proof, DocumentStatus(state))
    found = case_warnings(case_with(absences=(away,)), legal_until(None), NOTHING_FILED, FRESH, TODAY)
    assert ids(found) == ([("proof_not_named", "amber")] if asked else [])


def test_sent_without_upo_and_a_strange_signature_are_red() -> None:
    case = case_with(filing=FilingRecord(sent_on=TODAY, certificate_shows_signer=Tri.NO))
    found = ids(case_warnings(case, legal_until(None), NOTHING_FILED, FRESH, TODAY))
    assert found == [("no_upo", "red"), ("signature_of_another", "red")]


def test_missing_accounts_are_red_near_the_end_of_stay_and_amber_before() -> None:
    no_pesel = case_with(person=Person(has_pesel=Tri.NO, has_e_delivery=Tri.NO))
    far = case_warnings(no_pesel, legal_until(None), NOTHING_FILED, FRESH, TODAY)
    assert ids(far) == [("no_pesel", "amber"), ("no_e_delivery", "info")]
    near = case_warnings(no_pesel, legal_until(TODAY), NOTHING_FILED, FRESH, TODAY)
    assert ("no_pesel", "red") in ids(near)
    no_profile = case_with(person=Person(has_trusted_profile=Tri.NO))
    assert ids(case_warnings(no_profile, legal_until(None), NOTHING_FILED, FRESH, TODAY)) == [
        ("no_trusted_profile", "amber")
    ]
    assert ("no_trusted_profile", "red") in ids(
        case_warnings(no_profile, legal_until(TODAY), NOTHING_FILED, FRESH, TODAY)
    )
    qualified = no_profile.with_changes(signature=SignatureKind.QUALIFIED)
    assert case_warnings(qualified, legal_until(None), NOTHING_FILED, FRESH, TODAY) == ()


@pytest.mark.parametrize(("freshness", "severity"), [(Freshness.AMBER, "amber"), (Freshness.RED, "red")])
def test_old_rules_say_so(freshness: Freshness, severity: str) -> None:
    stamp = RulesetStamp("1", date(2026, 1, 1), 324, freshness)
    assert ids(case_warnings(case_with(), legal_until(None), NOTHING_FILED, stamp, TODAY)) == [
        ("rules_old", severity)
    ]


def test_a_stay_that_ends_before_the_earliest_day_is_red() -> None:
    stay = legal_until(date(2026, 12, 31))
    late = EarliestDates(date(2027, 1, 1), None)
    in_time = EarliestDates(date(2026, 12, 31), None)
    assert ids(route_warnings(stay, late, (), Verdict.NOT_MET, TODAY)) == [("earliest_after_stay", "red")]
    assert route_warnings(stay, in_time, (), Verdict.NOT_MET, TODAY) == ()
    assert route_warnings(legal_until(None), late, (), Verdict.NOT_MET, TODAY) == ()


def test_bars_and_late_children_are_flagged() -> None:
    barred = Finding("prison", Verdict.NOT_MET, (say("x"),), citations=(SOURCE.citation(),))
    free = Finding("abroad", Verdict.MET, ())
    none = EarliestDates(None, None)
    found = route_warnings(legal_until(None), none, (free, barred), Verdict.NOT_MET, TODAY)
    assert ids(found) == [("barred", "red")]
    over = legal_until(date(2026, 11, 20))
    assert ids(route_warnings(over, none, (free,), Verdict.MET, TODAY)) == [
        ("late_child_no_legal_stay", "red")
    ]


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        (date(2026, 12, 1), [("plan_too_early", "amber")]),
        (date(2026, 12, 2), []),
        (date(2026, 12, 31), []),
        (date(2027, 1, 1), [("plan_too_late", "red")]),
        (None, []),
    ],
)
def test_a_planned_day_is_held_against_the_first_safe_and_the_last_legal_day(
    planned: date | None, expected: list[tuple[str, str]]
) -> None:
    case = case_with(planned_filing_on=planned)
    stay = legal_until(date(2026, 12, 31))
    earliest = EarliestDates(date(2026, 12, 2), date(2026, 12, 1))
    assert ids(plan_warnings(case, stay, earliest, Verdict.NOT_MET)) == expected


def test_a_plan_is_no_alarm_after_filing_without_dates_or_where_late_filing_is_allowed() -> None:
    late = case_with(planned_filing_on=date(2027, 1, 1))
    stay, open_dates = legal_until(date(2026, 12, 31)), EarliestDates(None, None)
    assert plan_warnings(late, stay, open_dates, Verdict.MET) == ()
    assert plan_warnings(late, legal_until(None), open_dates, Verdict.NOT_MET) == ()
    filed = replace(late, filing=FilingRecord(upo_received=Tri.YES))
    assert plan_warnings(filed, stay, open_dates, Verdict.NOT_MET) == ()


def test_a_wrong_signer_is_a_red_flag() -> None:
    case = case_with(applicant=ApplicantKind.ADULT, signer=SignerKind.EMPLOYER)
    result = signing_result(case, SIGNING, Family.PERMANENT, TODAY)
    assert ids(signing_warnings(result)) == [("wrong_signer", "red")]
    own = signing_result(case_with(), SIGNING, Family.PERMANENT, TODAY)
    assert signing_warnings(own) == ()


def test_outdated_advice_matches_by_channel_or_condition() -> None:
    def advice(name: str, **more: Any) -> OutdatedAdvice:
        blank: dict[str, Any] = {"when": None, "channels": (), "provenance": SOURCE}
        return OutdatedAdvice(name, None, None, **(blank | more))

    entries = (
        advice("postmark", channels=("paper_post",)),
        advice("inpol", channels=("inpol",)),
        advice("attorney", when=CARD),
        advice("old", channels=("paper_post",), provenance=EXPIRED),
        advice("never"),
    )
    filing = EarlierFiling(Tri.YES, FilingChannel.PAPER_POST)
    where: Situation = situation(case_with({"married": "yes"}, earlier_filing=filing))
    assert matching_advice(entries, where) == ("postmark", "attorney")
    assert matching_advice(entries, situation()) == ()
    untold = situation(case_with(earlier_filing=EarlierFiling(Tri.NO)))
    assert matching_advice(entries, untold) == ()


def test_the_channel_is_mos_unless_the_route_says_otherwise() -> None:
    assert channel_of(None).channel == "mos"
    assert channel_of(route()).channel == "mos"
    assert channel_of(route(channel=Channel.NOT_MOS)).channel == "not_mos"

"""Nobody is told to file who must not: after a decision, on a case that ended, or before the safe day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.dossier import DeadlineKind, Dossier, RouteAssessment
from permitdesk.domain.law.findings import TextRef, Verdict, say
from tests.scenarios.runner import build_case, ruleset

TODAY = date(2026, 11, 21)
FILED = {
    "filed": "yes",
    "channel": "new_mos",
    "family": "permanent_residence",
    "upo_received": "yes",
    "signer": "applicant",
}
COMMON = {
    "filing_obstacle": "none",
    "refusal_risk": "none",
    "travel_document": "valid",
    "special_case": "none",
}
SETTLER: dict[str, Any] = {
    "applicant": "adult",
    "signer": "applicant",
    "signature": "trusted",
    "route": "pr_karta_polaka",
    "earlier_filing": FILED,
    "answers": {**COMMON, "karta_polaka": "valid", "intends_to_settle": "yes"},
}
WAITING = {"kind": "pending_application", "filed_on": "2026-05-05", "filed_in_legal_stay": "yes"}


def dossier(on: date = TODAY, **changes: Any) -> Dossier:
    return assess(build_case({**SETTLER, **changes}), ruleset(), on)


def chosen(found: Dossier) -> RouteAssessment:
    route = found.route(found.chosen or "")
    assert route is not None
    return route


def flags(found: Dossier) -> set[str]:
    return {w.id for w in (*found.warnings, *chosen(found).warnings)}


def test_a_second_refusal_ends_the_wait_and_bars_a_new_application() -> None:
    decided = {**WAITING, "decision_delivered_on": "2026-11-10", "second_instance": "yes"}
    found = dossier(current_stay=decided)
    route = chosen(found)
    assert route.verdict is Verdict.NOT_MET
    assert [b.rule_id for b in route.bars if b.verdict is Verdict.NOT_MET] == ["must_leave"]
    assert (route.file_by, route.deadlines) == (None, ())
    assert "must_leave_by" in flags(found)
    assert not {"stay_ends", "stay_ends_soon", "do_not_file_twice"} & flags(found)


def test_days_to_leave_are_never_shown_as_days_to_file() -> None:
    leaving = {
        "kind": "departure_299_6",
        "decision_delivered_on": "2026-11-10",
        "second_instance": "yes",
        "filed_in_legal_stay": "yes",
    }
    found = dossier(current_stay=leaving, earlier_filing={"filed": "no"})
    assert found.last_day_of_legal_stay.day == date(2026, 12, 10)
    assert any("art. 299 ust. 6" in c.article for c in found.last_day_of_legal_stay.citations)
    assert (chosen(found).file_by, chosen(found).deadlines) == (None, ())
    assert "must_leave_by" in flags(found)


def test_after_a_first_refusal_the_appeal_comes_first() -> None:
    decided = {**WAITING, "decision_delivered_on": "2026-11-15", "second_instance": "no"}
    found = dossier(current_stay=decided)
    assert found.last_day_of_legal_stay.day == date(2026, 11, 30)  # 14 days end on Sunday 29 November
    assert "appeal_ends" in flags(found)
    assert "stay_ends_soon" not in flags(found)


def test_after_the_appeal_term_nothing_is_promised() -> None:
    decided = {**WAITING, "decision_delivered_on": "2026-11-01", "second_instance": "no"}
    found = dossier(current_stay=decided)
    assert found.last_day_of_legal_stay.legal_now is None
    assert chosen(found).verdict is Verdict.UNKNOWN
    assert "appeal_over" in flags(found)


@pytest.mark.parametrize("outcome", ["left_unexamined", "returned", "withdrawn", "granted"])
def test_a_stay_on_a_case_that_has_ended_is_asked_for_again(outcome: str) -> None:
    found = dossier(current_stay=WAITING, earlier_filing={**FILED, "outcome": outcome})
    assert found.last_day_of_legal_stay.questions == ("current_stay.kind",)
    assert say("legal_stay.pending_ended") in found.last_day_of_legal_stay.explanation
    assert chosen(found).verdict is Verdict.UNKNOWN


def test_a_refusal_told_twice_keeps_the_term_to_appeal() -> None:
    decided = {**WAITING, "decision_delivered_on": "2026-11-15", "second_instance": "no"}
    found = dossier(current_stay=decided, earlier_filing={**FILED, "outcome": "refused"})
    assert found.last_day_of_legal_stay.day == date(2026, 11, 30)


def test_a_stay_on_something_that_was_never_filed_is_not_called_legal_in_any_sentence() -> None:
    by_lawyer = {**FILED, "signer": "attorney"}
    found = dossier(current_stay=WAITING, earlier_filing=by_lawyer).last_day_of_legal_stay
    assert (found.legal_now, found.day) == (False, None)
    assert {s.text for s in found.explanation} == {"legal_stay.pending_not_filed"}


@pytest.mark.parametrize(
    ("family", "flagged"), [("permanent_residence", True), ("temporary_residence", False)]
)
def test_who_waits_for_the_same_permit_is_told_not_to_file_again(family: str, flagged: bool) -> None:
    found = dossier(current_stay=WAITING, earlier_filing={**FILED, "family": family, "annex_signed": "yes"})
    assert ("same_case_open" in flags(found)) is flagged
    assert "do_not_file_twice" in flags(found)


TEMPORARY = {**FILED, "family": "temporary_residence", "annex_signed": "yes"}
PERMANENT = {**TEMPORARY, "family": "permanent_residence"}
PROTECTED = {"kind": "temporary_protection", "first_day": "2022-03-15"}


@pytest.mark.parametrize(
    ("changes", "flagged"),
    [
        ({"current_stay": PROTECTED, "earlier_filing": {"filed": "no"}}, False),
        ({"current_stay": PROTECTED, "answers": {"cukr_pending_case": "temporary"}}, True),
        ({"current_stay": PROTECTED, "answers": {"cukr_pending_case": "other"}}, False),
        ({"current_stay": PROTECTED, "earlier_filing": TEMPORARY}, True),
        ({"current_stay": PROTECTED, "earlier_filing": {**TEMPORARY, "outcome": "refused"}}, False),
        ({"current_stay": PROTECTED, "earlier_filing": {**TEMPORARY, "signer": "employer"}}, False),
        ({"current_stay": PROTECTED, "earlier_filing": PERMANENT}, False),
        ({"current_stay": WAITING, "earlier_filing": PERMANENT}, False),
        ({"current_stay": WAITING, "earlier_filing": TEMPORARY}, True),
        ({"current_stay": WAITING}, True),
        ({"current_stay": WAITING, "filing": {"upo_received": "yes"}}, False),
    ],
)
def test_who_asks_for_the_cukr_card_is_told_that_it_ends_an_ordinary_case(
    changes: dict[str, Any], flagged: bool
) -> None:
    found = assess(build_case({"applicant": "adult", "signer": "applicant", **changes}), ruleset(), TODAY)
    route = found.route("tr_cukr")
    assert route is not None
    given = {w.id: w.severity for w in route.warnings}
    assert given.get("ends_open_case") == ("red" if flagged else None)
    assert "same_case_open" not in given


def test_a_child_that_may_file_late_is_advised_to_file_in_legal_stay_without_a_hard_day() -> None:
    child: dict[str, Any] = {
        "applicant": "minor",
        "signer": "parent",
        "person": {"birth_date": "2010-11-22"},
        "route": "pr_child_of_foreigner",
        "earlier_filing": {"filed": "no"},
        "answers": {
            **COMMON,
            "child_parental_authority": "yes",
            "child_parent_permit": "permanent",
            "child_born_when": "temporary_permit",
            "child_born_in_poland": "yes",
        },
    }
    stay = {"kind": "trp_family_of_foreigner", "first_day": "2024-01-01", "last_day": "2027-01-10"}
    route = chosen(dossier(**child, current_stay=stay))
    assert (route.verdict, route.file_by) == (Verdict.MET, None)
    target = next(d for d in route.deadlines if d.id == "target_filing")
    assert (target.day, target.kind) == (date(2026, 12, 27), DeadlineKind.RECOMMENDED)
    assert "last_day_of_legal_stay" not in {d.id for d in route.deadlines}


def test_where_only_one_day_is_missing_the_advice_is_to_wait_not_to_start_again() -> None:
    married = {
        **COMMON,
        "marriage_now": "polish_record",
        "wedding_day": "2020-06-01",
        "marriage_permit_spouse": "same_spouse",
        "living_together": "together",
    }
    stay = {"kind": "trp_spouse_of_polish_citizen", "first_day": "2024-11-21", "last_day": "2027-11-20"}
    changes: dict[str, Any] = {
        "route": "pr_spouse_of_polish_citizen",
        "answers": married,
        "current_stay": stay,
        "earlier_filing": {"filed": "no"},
    }
    today = chosen(dossier(**changes))
    assert today.verdict is Verdict.NEEDS_OFFICE
    assert today.remedies == (say("remedy.wait", day=date(2026, 11, 22)),)
    assert chosen(dossier(date(2026, 11, 22), **changes)).verdict is Verdict.MET


def test_where_a_long_break_is_in_doubt_both_the_mending_and_the_waiting_are_named() -> None:
    broken = dossier(
        route="pr_protection_5y",
        answers=COMMON,
        current_stay={"kind": "refugee", "first_day": "2018-01-01"},
        absences=[{"left": "2026-01-15", "returned": "2026-07-14", "country": "UA"}],
        earlier_filing={"filed": "no"},
    )
    assert chosen(broken).verdict is Verdict.NEEDS_OFFICE
    assert chosen(broken).remedies == (
        say("remedy.requirement", text=TextRef("requirement.protection_stay_5y.fix")),
        say("remedy.wait", day=date(2031, 7, 15)),
    )

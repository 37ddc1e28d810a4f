"""Annexes that others sign: an application without them is not filed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from permitdesk.domain.case import AnnexState, Case, FilingRecord, Tri
from permitdesk.domain.dossier import AnnexItem
from permitdesk.domain.law.annexes import (
    all_requested,
    all_signed,
    annex_items,
    annex_warnings,
    entry_number,
    known_unsigned,
)
from permitdesk.domain.law.condition_kinds import AnswerIs
from permitdesk.domain.law.deadlines import anchors, deadlines, done
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import AnnexRule, Channel, DeadlineRule, Family, Route
from tests.domain.law.builders import EXPIRED, SOURCE, TODAY, case_with, legal_until, situation
from tests.domain.law.test_channel import route

EMPLOYER = AnnexRule("emp", 1, "employer", ("trusted",), ("employer_data",), SOURCE, several=True)
OWN = AnnexRule("own", 2, "applicant", ("trusted",), (), SOURCE)
MARRIED = AnswerIs("married", ("yes",))


def items(case: Case, *rules: AnnexRule) -> tuple[AnnexItem, ...]:
    return annex_items(route(annexes=rules), situation(case))


def with_states(*states: AnnexState, **parts: Any) -> Case:
    return case_with(annexes=states, **parts)


def test_an_annex_nobody_spoke_of_is_there_and_not_signed() -> None:
    (item,) = items(case_with(), EMPLOYER)
    assert (item.entry, item.third_party, item.needed, item.signed) == ("emp", True, Verdict.MET, None)
    (own,) = items(case_with(), OWN)
    assert own.third_party is False


def test_several_employers_are_several_entries_in_the_order_they_were_added() -> None:
    case = with_states(
        AnnexState("emp.10", "Tenth"), AnnexState("emp.2", "Second"), AnnexState("other"), AnnexState("emp.x")
    )
    assert [(i.entry, i.party_name) for i in items(case, EMPLOYER)] == [
        ("emp", ""),
        ("emp.2", "Second"),
        ("emp.10", "Tenth"),
    ]
    one = AnnexRule("emp", 1, "university", ("trusted",), (), SOURCE)
    assert [i.entry for i in items(case, one)] == ["emp"]
    assert [entry_number("emp", e) for e in ("emp", "emp.2", "emp.x", "own")] == [1, 2, 0, 0]


def test_an_annex_out_of_force_or_not_needed_is_left_out_and_an_open_one_is_kept() -> None:
    old = AnnexRule("old", 1, "employer", (), (), EXPIRED)
    when = AnnexRule("when", 1, "employer", (), (), SOURCE, when=MARRIED)
    assert items(case_with({"married": "no"}), old, when) == ()
    (item,) = items(case_with(), when)
    assert item.needed is Verdict.UNKNOWN
    (sure,) = items(case_with({"married": "yes"}), when)
    assert sure.needed is Verdict.MET
    # What is not sure to be needed is no reason to say that nothing was filed.
    assert annex_warnings((item,), case_with(), legal_until(TODAY)) == ()


FAR = TODAY + timedelta(days=60)


@pytest.mark.parametrize(
    ("signed", "filing", "last_day", "expected"),
    [
        (None, FilingRecord(), FAR, ("annex_unsigned", "amber")),
        (None, FilingRecord(), TODAY + timedelta(days=31), ("annex_unsigned", "amber")),
        (None, FilingRecord(), TODAY + timedelta(days=30), ("annex_unsigned", "red")),
        (Tri.DONT_KNOW, FilingRecord(), FAR, ("annex_unsigned", "amber")),
        (Tri.NO, FilingRecord(), FAR, ("annex_unsigned", "red")),
        (None, FilingRecord(sent_on=TODAY), FAR, ("annex_unsigned", "red")),
        (Tri.NO, FilingRecord(upo_received=Tri.YES), FAR, ("annex_unsigned_with_upo", "red")),
        (None, FilingRecord(upo_received=Tri.YES), FAR, ("annex_not_told", "red")),
        (Tri.DONT_KNOW, FilingRecord(upo_received=Tri.YES), FAR, ("annex_not_told", "red")),
    ],
)
def test_an_unsigned_annex_means_not_filed_even_with_a_signed_form_and_a_upo(
    signed: Tri | None, filing: FilingRecord, last_day: date, expected: tuple[str, str]
) -> None:
    case = with_states(AnnexState("emp", signed=signed), filing=filing)
    (flag,) = annex_warnings(items(case, EMPLOYER, OWN), case, legal_until(last_day))
    assert (flag.id, flag.severity) == expected


def test_a_signed_annex_raises_no_flag_and_the_applicants_own_never_does() -> None:
    case = with_states(AnnexState("emp", signed=Tri.YES))
    found = items(case, EMPLOYER, OWN)
    assert annex_warnings(found, case, legal_until(TODAY)) == ()
    assert (all_signed(found), all_requested(found), known_unsigned(found)) == (True, True, False)


def test_one_unsigned_employer_of_two_keeps_the_flag_and_it_is_said_once_as_the_worst() -> None:
    case = with_states(
        AnnexState("emp"), AnnexState("emp.2", signed=Tri.NO), AnnexState("emp.3", signed=Tri.NO)
    )
    found = items(case, EMPLOYER)
    (flag,) = annex_warnings(found, case, legal_until(FAR))
    assert flag.severity == "red"
    assert (all_signed(found), all_requested(found), known_unsigned(found)) == (False, False, True)


# --- dates ------------------------------------------------------------------------------


def rule(days: int, **parts: Any) -> DeadlineRule:
    blank: dict[str, Any] = {
        "id": "d",
        "kind": "recommended",
        "anchor": "last_legal_day",
        "rolls": False,
        "when": None,
        "provenance": SOURCE,
    }
    return DeadlineRule(**(blank | {"days": days} | parts))


def dates(one: DeadlineRule, case: Case, where: Route, annexes: tuple[AnnexItem, ...] = ()) -> list[date]:
    at = situation(case)
    points = anchors(at, date(2027, 1, 31), None, where.questions)
    return [d.day for d in deadlines((one,), points, (), at, where, annexes)]


def test_the_annex_is_asked_for_45_days_before_and_only_if_somebody_else_signs() -> None:
    asked = rule(-45, needs="third_party_annex")
    case = case_with()
    assert dates(asked, case, route(), items(case, EMPLOYER)) == [date(2026, 12, 17)]
    assert dates(asked, case, route(), items(case, OWN)) == []


def test_a_date_is_printed_for_its_families_and_channels_only() -> None:
    case = case_with()
    mos, paper = route(), route(channel=Channel.PAPER_HOST)
    assert (len(dates(rule(0), case, mos)), dates(rule(0), case, paper)) == (1, [])
    for_host = rule(0, channels=(Channel.PAPER_HOST,))
    assert (len(dates(for_host, case, paper)), dates(for_host, case, mos)) == (1, [])
    permanent = rule(0, families=(Family.PERMANENT,))
    assert not dates(permanent, case, mos)
    assert dates(permanent, case, route(family=Family.PERMANENT))


def test_a_term_in_working_days_shows_the_careful_day_and_tells_the_later_one() -> None:
    told = rule(15, kind="procedural", anchor="answer.lost", working_days=True)
    case = case_with({"lost": date(2026, 11, 20)})
    at = situation(case)
    where = route(questions=("lost",))
    (found,) = deadlines((told,), anchors(at, None, None, where.questions), (), at, where)
    # Friday 20 November: Saturdays counted the 15th day is 8 December, without them 11 December.
    assert (found.day, found.unrolled) == (date(2026, 12, 8), date(2026, 12, 8))
    assert [s.text for s in found.basis] == ["deadline.working", "deadline.working_later"]
    assert dict(found.basis[1].params)["later"] == date(2026, 12, 11)
    assert dict(found.basis[0].params)["anchor_day"] == date(2026, 11, 20)


def test_a_short_working_term_without_a_saturday_has_one_day_only() -> None:
    told = rule(2, kind="procedural", anchor="answer.lost", working_days=True)
    case = case_with({"lost": date(2026, 11, 16)})
    at = situation(case)
    where = route(questions=("lost",))
    (found,) = deadlines((told,), anchors(at, None, None, where.questions), (), at, where)
    assert [s.text for s in found.basis] == ["deadline.working"]


def test_months_end_on_the_same_day_number_and_never_move() -> None:
    told = rule(0, kind="hard", anchor="answer.lost", months=3)
    case = case_with({"lost": date(2026, 11, 30)})
    at = situation(case)
    where = route(questions=("lost",))
    (found,) = deadlines((told,), anchors(at, None, None, where.questions), (), at, where)
    # 28 February 2027 is a Sunday and the last day of its month.
    assert found.day == date(2027, 2, 28)
    assert [s.text for s in found.basis] == ["deadline.months"]


def test_a_day_answered_for_another_permit_is_no_anchor_and_a_missing_one_makes_no_date() -> None:
    told = rule(3, kind="hard", anchor="answer.lost")
    case = case_with({"lost": date(2026, 11, 16)})
    assert dates(told, case, route(questions=("lost",))) == [date(2026, 11, 19)]
    assert dates(told, case, route()) == []
    assert dates(told, case_with(), route(questions=("lost",))) == []


def test_the_dates_about_annexes_are_done_when_all_have_signed() -> None:
    asked = with_states(AnnexState("emp", requested_on=TODAY))
    signed = with_states(AnnexState("emp", signed=Tri.YES))
    assert done("annexes_requested", asked, (), items(asked, EMPLOYER))
    assert not done("annexes_signed", asked, (), items(asked, EMPLOYER))
    assert done("annexes_signed", signed, (), items(signed, EMPLOYER))


def test_a_upo_settles_nothing_while_an_annex_is_known_to_be_unsigned() -> None:
    case = with_states(AnnexState("emp", signed=Tri.NO), filing=FilingRecord(upo_received=Tri.YES))
    assert not done("upo", case, (), items(case, EMPLOYER))
    assert done("upo", case, ())

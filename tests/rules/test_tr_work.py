"""Work and business routes: who files where, what it costs, which annexes, which grounds of art. 100 bind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.dossier import DeadlineKind, RouteAssessment
from permitdesk.domain.law.rules import Channel, Route
from tests.scenarios.runner import build_case, ruleset

ALL_GROUNDS = {"r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9"}

#: channel, stamp duty in PLN, annex numbers, grounds of art. 100(1)
EXPECTED = {
    "tr_work_single": ("mos", 440, (1,), ALL_GROUNDS),
    "tr_work_shortage": ("mos", 440, (1,), ALL_GROUNDS),
    "tr_work_board": ("mos", 440, (1,), ALL_GROUNDS),
    "tr_blue_card": ("mos", 440, (1, 2), ALL_GROUNDS - {"r6", "r7"}),
    "tr_blue_card_mobility": ("mos", 440, (1, 2), ALL_GROUNDS - {"r6", "r7"}),
    "tr_ict": ("paper_host", 440, (), ALL_GROUNDS - {"r6", "r7"}),
    "tr_ict_mobility": ("paper_host", 440, (), ALL_GROUNDS - {"r6", "r7"}),
    "tr_posted": ("mos", 340, (), ALL_GROUNDS - {"r9"}),
    "tr_seasonal": ("mos", 170, (), ALL_GROUNDS - {"r1"}),
    "tr_business": ("mos", 340, (), ALL_GROUNDS),
    "tr_business_board": ("mos", 340, (1,), ALL_GROUNDS),
    "tr_work_change": ("paper_holder", 220, (), set[str]()),
}


def _route(route_id: str) -> Route:
    return next(route for route in ruleset().routes if route.id == route_id)


def _assessed(route_id: str, case: Mapping[str, object], on: date) -> RouteAssessment:
    found = assess(build_case(case), ruleset(), on).route(route_id)
    assert found is not None
    return found


@pytest.mark.parametrize("route_id", EXPECTED)
def test_channel_stamp_duty_annexes_and_general_grounds(route_id: str) -> None:
    route = _route(route_id)
    channel, duty, annexes, grounds = EXPECTED[route_id]
    assert route.channel is Channel(channel)
    assert [f.amount_pln for f in route.fees if "stamp_duty" in f.id] == [Decimal(duty)]
    assert tuple(annex.number for annex in route.annexes) == annexes
    general = {
        g.id.split("_")[1] for g in route.refusal_grounds if g.id.startswith("tr_r") and g.id[4].isdigit()
    }
    assert general == grounds


@pytest.mark.parametrize(
    ("route_id", "statements"),
    [
        ("tr_work_single", {"no_convictions_statement"}),
        ("tr_work_board", {"no_convictions_statement"}),
        ("tr_business_board", {"no_convictions_statement"}),
        ("tr_blue_card", {"blue_card_statements"}),
        # Art. 106(2)(4)-(5) and parts V and VI of the form leave mobility out.
        ("tr_blue_card_mobility", set[str]()),
    ],
)
def test_every_employer_names_the_pkd_subclass_and_states_what_its_permit_asks_for(
    route_id: str, statements: set[str]
) -> None:
    blocks = set(next(a for a in _route(route_id).annexes if a.number == 1).blocks)
    assert {"employer_data", "job_terms", "occupation_code", "pkd_subclass", "pay_and_hours"} <= blocks
    assert {block for block in blocks if "statement" in block} == statements


@pytest.mark.parametrize("route_id", ["tr_ict", "tr_ict_mobility", "tr_work_change"])
def test_art_99_does_not_bar_what_is_filed_on_paper(route_id: str) -> None:
    assert not [bar.id for bar in _route(route_id).bars if bar.id.startswith("tr_e")]


def test_one_share_closes_the_permit_for_boards_and_opens_the_other() -> None:
    case = {"answers": {"board_role": "board", "company_shares": "holds"}}
    on = date(2026, 11, 20)
    found = {
        finding.rule_id: finding.verdict.value
        for route_id in ("tr_work_board", "tr_business_board")
        for finding in _assessed(route_id, case, on).requirements
    }
    assert found["tr_board_no_shares"] == "not_met"
    assert found["tr_business_board_role"] == "met"


def test_a_lost_job_gives_the_careful_day_for_telling_and_the_end_of_the_protection() -> None:
    case = {
        "applicant": "adult",
        "current_stay": {"kind": "trp_work", "first_day": date(2025, 6, 1), "last_day": date(2027, 5, 31)},
        "answers": {"finder_matter": "changed_work", "job_lost": "yes", "job_lost_on": date(2026, 11, 13)},
    }
    dates = {d.id: d for d in _assessed("tr_work_change", case, date(2026, 11, 20)).deadlines}
    # With Saturdays the 15th working day after Friday 13 November is 1 December.
    assert dates["job_loss_notice"].day == date(2026, 12, 1)
    assert dates["job_loss_notice"].kind is DeadlineKind.HARD
    # The day of the loss is the first of the 30 days in the careful reading.
    assert dates["job_loss_protection_ends"].day == date(2026, 12, 12)


def test_a_shortage_permit_has_its_own_protection_after_a_lost_job() -> None:
    case = {
        "current_stay": {
            "kind": "trp_work_shortage",
            "first_day": date(2025, 6, 1),
            "last_day": date(2027, 5, 31),
        },
        "answers": {"job_lost": "yes", "job_lost_on": date(2026, 11, 13)},
    }
    found = _assessed("tr_work_change", case, date(2026, 11, 20))
    assert "job_loss_protection_ends" not in {d.id for d in found.deadlines}
    assert {"tr_shortage_job_loss"} <= {note.id for note in found.notes}
    assert "tr_work_job_loss" not in {note.id for note in found.notes}


@pytest.mark.parametrize(
    ("first_day", "lost_on", "expected"),
    [
        # Less than two years on the card: three months, the day of the loss counted as the first.
        (date(2025, 1, 10), date(2026, 11, 13), {"blue_card_protection_3_months": date(2027, 2, 12)}),
        (date(2024, 11, 20), date(2026, 11, 13), {"blue_card_protection_6_months": date(2027, 5, 12)}),
        # No 30th of February: the month ends on the 28th.
        (date(2025, 1, 10), date(2026, 11, 30), {"blue_card_protection_3_months": date(2027, 2, 27)}),
    ],
)
@pytest.mark.parametrize("route_id", ["tr_blue_card", "tr_blue_card_mobility"])
def test_a_blue_card_holder_without_work_sees_how_long_the_card_is_safe(
    route_id: str, first_day: date, lost_on: date, expected: Mapping[str, date]
) -> None:
    case = {
        "current_stay": {"kind": "trp_blue_card", "first_day": first_day, "last_day": date(2027, 10, 1)},
        "answers": {"job_lost": "yes", "job_lost_on": lost_on},
    }
    found = {d.id: d.day for d in _assessed(route_id, case, date(2026, 12, 1)).deadlines}
    assert {name: day for name, day in found.items() if name.startswith("blue_card_protection")} == expected
    assert "job_loss_notice" in found
    assert "job_loss_protection_ends" not in found


@pytest.mark.parametrize("route_id", EXPECTED)
def test_every_work_route_tells_what_the_comparison_needs(route_id: str) -> None:
    topics = {note.topic for note in _route(route_id).notes}
    assert {"validity", "work_after", "work_while_waiting", "decision_time", "duties"} <= topics


def test_pay_amounts_end_with_the_year_they_are_known_for() -> None:
    known = {value.id: value for value in ruleset().values}
    for value_id, amount in (("minimum_wage", Decimal(4806)), ("blue_card_pay_month", Decimal("13355.34"))):
        value = known[value_id]
        assert Decimal(str(value.value)) == amount
        assert value.provenance.covers(date(2026, 12, 31))
        assert not value.provenance.covers(date(2027, 1, 1))


@pytest.mark.parametrize("route_id", ["tr_ict", "tr_ict_mobility"])
def test_the_card_of_a_transfer_is_paid_after_the_arrival(route_id: str) -> None:
    """It is issued only on application, after the grant (art. 229(4)(1b))."""
    fees = {fee.id for fee in _route(route_id).fees}
    assert "residence_card_after_arrival" in fees
    assert "residence_card_temporary" not in fees

"""A plan stands beside the case and becomes part of it only when it is taken over."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Absence, ApproximateDay, Case, CurrentStay, StatusEntry, Tri
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Ruleset
from permitdesk.domain.stay.limits import counted_periods
from permitdesk.domain.stay.what_if import (
    Comparison,
    Plan,
    PlannedDecision,
    apply_plan,
    compare_plan,
    never_silently,
    taking_over,
    waits_for_decision,
)
from permitdesk.rulesets.loader import load_ruleset
from tests.domain.stay.stay_cases import KINDS, LIMITS, day, status, stay_case, trip

TODAY = date(2026, 11, 21)
ROUTE = "pr_protection_5y"
RULES = lru_cache(load_ruleset)


def planned_trip(left: str | None, returned: str | None) -> Absence:
    return trip(left, returned, name="whatever")


def waiting(since: str | None = "2026-03-01", **changes: object) -> Case:
    stay = CurrentStay(
        "pending_application",
        None,
        filed_on=None if since is None else day(since),
        filed_in_legal_stay=Tri.YES,
    )
    return Case("c1", current_stay=stay).with_changes(**changes)


def compared(case: Case, plan: Plan, route: str | None = ROUTE, today: Dossier | None = None) -> Comparison:
    rules: Ruleset = RULES()
    case = case.with_changes(journeys_complete=Tri.YES)
    kinds = {kind.id: kind for kind in rules.statuses}
    limits = tuple(p.limits for r in rules.routes if r.id == route for p in counted_periods(r))
    return compare_plan(case, plan, kinds, lambda c, d: assess(c, rules, d), TODAY, route, limits, today)


def said(comparison: Comparison) -> list[str]:
    return [statement.text for statement in comparison.differences]


# --- the planned case -----------------------------------------------------------------


def test_an_empty_plan_changes_nothing() -> None:
    case = stay_case("refugee", "2020-01-01")
    assert Plan().empty
    assert apply_plan(case, Plan(), KINDS) == case


def test_planned_journeys_get_ids_that_nothing_in_the_case_has() -> None:
    case = stay_case(
        "refugee",
        "2020-01-01",
        before=(),
        trips=(trip("2025-01-01", "2025-01-05", name="plan1"),),
        dont_know=("absences.plan2.returned", "applicant"),
    ).with_changes(approximate=(ApproximateDay("absences.plan3.left", day("2025-01-01"), day("2025-01-02")),))
    plan = Plan(trips=(planned_trip("2026-12-01", "2026-12-05"), planned_trip("2027-01-01", "2027-01-02")))
    planned = apply_plan(case, plan, KINDS)
    assert [a.id for a in planned.absences] == ["plan1", "plan4", "plan5"]
    assert len(case.absences) == 1
    assert not plan.empty


def test_a_filing_day_becomes_the_planned_one() -> None:
    planned = apply_plan(stay_case("refugee", "2020-01-01"), Plan(filing_on=day("2027-01-15")), KINDS)
    assert planned.planned_filing_on == day("2027-01-15")


def test_a_decision_ends_the_wait_the_day_before_and_begins_the_permit() -> None:
    decision = PlannedDecision(day("2026-10-01"), "trp_work", day("2029-10-01"))
    planned = apply_plan(waiting(), Plan(decision=decision), KINDS)
    assert planned.current_stay == CurrentStay("trp_work", day("2026-10-01"), day("2029-10-01"))
    wait = planned.statuses[-1]
    assert (wait.kind, wait.first_day, wait.last_day) == (
        "pending_application",
        day("2026-03-01"),
        day("2026-09-30"),
    )
    assert waits_for_decision(waiting(), KINDS)
    assert not waits_for_decision(planned, KINDS)


def test_a_decision_on_the_day_the_wait_began_leaves_no_wait() -> None:
    decision = PlannedDecision(day("2026-03-01"), "trp_work")
    assert apply_plan(waiting(), Plan(decision=decision), KINDS).statuses == ()


def test_a_wait_without_a_first_day_stays_unknown_before_the_decision() -> None:
    decision = PlannedDecision(day("2026-10-01"), "trp_work")
    planned = apply_plan(waiting(None), Plan(decision=decision), KINDS)
    assert planned.statuses[0].first_day is None


def test_what_was_not_known_of_the_wait_is_not_said_of_the_permit() -> None:
    case = waiting(
        dont_know=frozenset({"current_stay.last_day", "current_stay", "applicant"}),
        approximate=(
            ApproximateDay("current_stay.first_day", day("2026-03-01"), day("2026-03-04")),
            ApproximateDay("absences.a1.left", day("2025-03-01"), day("2025-03-04")),
        ),
    )
    planned = apply_plan(case, Plan(decision=PlannedDecision(day("2026-10-01"), "trp_work")), KINDS)
    assert planned.dont_know == {"applicant"}
    assert [entry.path for entry in planned.approximate] == ["absences.a1.left"]


def test_an_earlier_decision_takes_days_from_the_stay_before() -> None:
    case = stay_case(
        "trp_work", "2025-03-01", last="2028-03-01", before=(status("visa_d", "2024-01-01", "2025-02-28"),)
    )
    planned = apply_plan(case, Plan(decision=PlannedDecision(day("2024-12-01"))), KINDS)
    assert planned.current_stay == CurrentStay("trp_work", day("2024-12-01"), day("2028-03-01"))
    assert planned.statuses[0].last_day == day("2024-11-30")


def test_a_later_decision_lets_the_stay_before_go_on() -> None:
    case = stay_case("trp_work", "2025-03-01", before=(status("visa_d", "2024-01-01", "2025-02-28"),))
    planned = apply_plan(
        case, Plan(decision=PlannedDecision(day("2025-06-01"), last_day=day("2026-12-31"))), KINDS
    )
    assert planned.statuses[0].last_day == day("2025-05-31")
    assert planned.current_stay is not None
    assert planned.current_stay.last_day == day("2026-12-31")


def test_a_stay_that_a_decision_leaves_no_day_never_was() -> None:
    case = stay_case("trp_work", "2025-03-01", before=(status("visa_d", "2025-01-01", "2025-02-28"),))
    planned = apply_plan(case, Plan(decision=PlannedDecision(day("2025-01-01"))), KINDS)
    assert planned.statuses == ()


@pytest.mark.parametrize(
    "other",
    [
        status("visa_d", "2020-01-01", "2021-02-28"),  # long over
        status("refugee", "2024-01-01"),  # goes on until the present one
        status("visa_d", "2024-01-01", "2025-09-30"),  # beside the present one
    ],
)
def test_stays_that_do_not_meet_the_decision_stay_as_told(other: StatusEntry) -> None:
    case = stay_case("trp_work", "2025-03-01", before=(other,))
    planned = apply_plan(case, Plan(decision=PlannedDecision(day("2025-02-01"))), KINDS)
    assert planned.statuses == (other,)


def test_a_present_stay_without_a_first_day_simply_gets_one() -> None:
    case = stay_case("trp_work", None, before=(status("visa_d", "2024-01-01", "2025-02-28"),))
    planned = apply_plan(case, Plan(decision=PlannedDecision(day("2025-01-01"))), KINDS)
    assert planned.statuses == case.statuses
    assert planned.current_stay is not None
    assert planned.current_stay.first_day == day("2025-01-01")


def test_a_decision_needs_a_stay_and_while_waiting_a_kind() -> None:
    with pytest.raises(ValueError, match="no present stay"):
        apply_plan(Case("c1"), Plan(decision=PlannedDecision(TODAY)), KINDS)
    with pytest.raises(ValueError, match="kind of permit"):
        apply_plan(waiting(), Plan(decision=PlannedDecision(TODAY)), KINDS)
    assert not waits_for_decision(Case("c1"), KINDS)


# --- side by side -----------------------------------------------------------------------


def test_a_journey_that_breaks_the_period_moves_the_safe_day() -> None:
    case = stay_case("refugee", "2021-12-01")
    result = compared(case, Plan(trips=(planned_trip("2026-11-22", "2026-11-25"),)))
    assert (result.before_on, result.after_on) == (TODAY, TODAY)
    assert result.shown is not None
    assert not result.shown.changed
    assert said(result) == []
    longer = compared(case, Plan(trips=(planned_trip("2026-11-22", "2027-11-25"),)))
    assert longer.shown is not None
    assert longer.shown.changed
    assert "plan.safe_later" in said(longer)
    assert "plan.break_over" in said(longer)
    assert longer.breaks == ("plan1",)
    assert case.absences == ()
    assert len(longer.planned.absences) == 1


def test_a_later_filing_day_is_seen_on_that_day() -> None:
    case = stay_case("refugee", "2021-12-01")
    result = compared(case, Plan(filing_on=day("2027-01-15")))
    assert (result.before_on, result.after_on) == (TODAY, day("2027-01-15"))
    assert result.shown is not None
    assert result.shown.before is not None
    assert result.shown.after is not None
    assert result.shown.before.credited_strict is not None
    assert "plan.credit_more" in said(result)
    over = compared(case, Plan(filing_on=day("2025-01-15")))
    assert over.after_on == TODAY


def test_with_a_planned_filing_day_journeys_are_seen_on_that_day() -> None:
    case = stay_case("refugee", "2015-01-01").with_changes(planned_filing_on=day("2026-12-10"))
    result = compared(case, Plan(trips=(planned_trip("2026-12-10", "2026-12-20"),)))
    assert (result.before_on, result.after_on) == (day("2026-12-10"), day("2026-12-10"))
    assert "plan.filing_abroad" in said(result)


def test_the_dossier_at_hand_is_used_where_it_is_that_of_the_day() -> None:
    case = stay_case("refugee", "2015-01-01")
    calls: list[date] = []
    rules = RULES()
    kinds = {kind.id: kind for kind in rules.statuses}

    def counted(one: Case, on: date) -> Dossier:
        calls.append(on)
        return assess(one, rules, on)

    today = assess(case, rules, TODAY)
    compare_plan(case, Plan(filing_on=day("2027-01-15")), kinds, counted, TODAY, ROUTE, (), today)
    assert calls == [day("2027-01-15")]


def test_a_decision_that_comes_later_is_seen_on_its_day() -> None:
    decision = PlannedDecision(day("2027-02-01"), "trp_work", day("2030-02-01"))
    result = compared(waiting("2026-03-01"), Plan(decision=decision), None)
    assert result.after_on == day("2027-02-01")
    assert result.shown is None
    assert (result.last_legal_day_before, result.last_legal_day_after) == (None, day("2030-02-01"))
    assert said(result) == ["plan.last_legal_day_new"]


def test_a_title_that_ends_later_or_never_is_told() -> None:
    case = stay_case("trp_work", "2025-03-01", last="2027-03-01")
    earlier = Plan(decision=PlannedDecision(day("2025-03-01"), last_day=day("2027-01-01")))
    assert "plan.last_legal_day_earlier" in said(compared(case, earlier))
    later = Plan(decision=PlannedDecision(day("2025-03-01"), last_day=day("2028-01-01")))
    assert "plan.last_legal_day_later" in said(compared(case, later))


def test_warnings_that_come_and_go_are_told_apart() -> None:
    case = stay_case("trp_work", "2025-03-01", last="2026-12-01")
    result = compared(case, Plan(decision=PlannedDecision(day("2025-03-01"), last_day=day("2029-01-01"))))
    assert "stay_ends_soon" in {w.id for w in result.warnings_gone}
    over = compared(case, Plan(filing_on=day("2026-12-05")))
    assert {"stay_over", "plan_too_late"} <= {w.id for w in over.warnings_new}


def test_a_permit_out_of_force_on_the_other_day_has_no_second_side() -> None:
    case = stay_case("refugee", "2015-01-01")
    rules = RULES()
    kinds = {kind.id: kind for kind in rules.statuses}
    before = assess(case, rules, TODAY)

    def without(one: Case, on: date) -> Dossier:
        found = assess(one, rules, on)
        kept = tuple(r for r in found.routes if r.id != ROUTE)
        return Dossier(**{name: getattr(found, name) for name in found.__slots__} | {"routes": kept})

    plan = Plan(filing_on=day("2027-01-15"))
    result = compare_plan(case, plan, kinds, without, TODAY, ROUTE, (LIMITS,), before)
    assert result.shown is not None
    assert result.shown.after is None
    assert said(result)[0] == "plan.no_rules"
    nowhere = compare_plan(case, plan, kinds, without, TODAY, "no_such_permit")
    assert said(nowhere) == []


def test_the_verdict_is_named_where_it_changes() -> None:
    case = stay_case("refugee", "2021-12-01")
    result = compared(case, Plan(filing_on=day("2026-12-15")))
    assert result.shown is not None
    assert result.shown.before is not None
    assert result.shown.before.verdict is Verdict.TOO_EARLY
    assert "plan.verdict" in said(result) or result.shown.after is not None


def test_a_lost_safe_day_and_a_new_one_are_told() -> None:
    case = waiting("2020-03-01")
    decision = PlannedDecision(day("2020-06-01"), "refugee")
    result = compared(case, Plan(decision=decision))
    assert "plan.safe_new" in said(result)
    back = stay_case("refugee", "2020-01-01")
    gone = compared(back, Plan(decision=PlannedDecision(day("2020-01-01"), last_day=day("2026-01-01"))))
    assert "plan.safe_lost" in said(gone)


def test_all_permits_with_a_counted_period_are_compared() -> None:
    result = compared(stay_case("refugee", "2021-12-01"), Plan(filing_on=day("2027-01-15")))
    assert ROUTE in {one.route for one in result.routes}
    assert len(result.routes) == len({one.route for one in result.routes})


def test_journeys_without_both_days_are_not_graded() -> None:
    plan = Plan(trips=(planned_trip("2026-12-01", None), planned_trip(None, "2027-09-09")))
    assert compared(stay_case("refugee", "2015-01-01"), plan).breaks == ()
    reverse = Plan(trips=(planned_trip("2027-12-01", "2026-12-01"),))
    assert compared(stay_case("refugee", "2015-01-01"), reverse).breaks == ()


# --- taking over ---------------------------------------------------------------------------


def test_what_changes_by_taking_over_is_said_line_by_line() -> None:
    trips = (
        planned_trip("2026-12-01", "2026-12-20"),
        planned_trip("2027-01-01", None),
        planned_trip(None, None),
    )
    plan = Plan(trips, day("2027-02-01"), PlannedDecision(day("2026-10-01"), "trp_work"))
    found = [statement.text for statement in taking_over(waiting(), plan, KINDS, TODAY)]
    assert found == [
        "plan.take_trip",
        "plan.take_open_trip",
        "plan.take_filing",
        "plan.take_decision",
        "plan.decision_is_a_fact",
    ]
    permit = stay_case("trp_work", "2025-03-01")
    moved = Plan(decision=PlannedDecision(day("2025-02-01")))
    assert next(s.text for s in taking_over(permit, moved, KINDS, TODAY)) == "plan.take_decision_day"


def test_a_decision_that_has_not_come_is_never_taken_over_silently() -> None:
    assert never_silently(Plan(filing_on=TODAY), TODAY) == ()
    on = {
        d: [s.text for s in never_silently(Plan(decision=PlannedDecision(day(d))), TODAY)]
        for d in ("2026-11-20", "2026-11-21", "2026-11-22")
    }
    assert on == {
        "2026-11-20": ["plan.decision_is_a_fact"],
        "2026-11-21": ["plan.decision_is_a_fact"],
        "2026-11-22": ["plan.decision_not_come"],
    }


def test_a_plan_without_a_decision_needs_no_second_question() -> None:
    found = taking_over(waiting(), Plan(filing_on=TODAY), KINDS, TODAY)
    assert [s.text for s in found] == ["plan.take_filing"]


def test_a_permit_without_a_counted_period_has_no_days_to_compare() -> None:
    result = compared(waiting(), Plan(filing_on=day("2027-01-15")), "pr_polish_origin")
    assert result.shown is not None
    assert result.shown.before is not None
    assert result.shown.before.credited_strict is None


def test_a_period_complete_today_and_later_has_not_moved() -> None:
    result = compared(stay_case("refugee", "2015-01-01"), Plan(filing_on=day("2027-01-15")))
    assert result.shown is not None
    assert not {"plan.safe_later", "plan.lenient_later"} & set(said(result))
    assert result.shown.after is not None
    assert result.shown.after.earliest_safe == TODAY

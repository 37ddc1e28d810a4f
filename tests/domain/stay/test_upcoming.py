"""The next days on which something changes, and that nothing does before the first of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case, CurrentStay, Person, SchengenStay, Tri
from permitdesk.domain.law.findings import TextRef
from permitdesk.domain.law.rules import DatedValue, Ruleset
from permitdesk.domain.outlook import Outlook, outlook
from permitdesk.domain.stay.approximate import with_range
from permitdesk.domain.stay.short_stay_days import short_stay_days
from permitdesk.domain.stay.short_stay_rule import ShortStayRule
from permitdesk.domain.stay.timeline import build_timeline
from permitdesk.domain.stay.upcoming import ChangeKind, UpcomingChange, upcoming
from permitdesk.rulesets.loader import load_ruleset
from tests.domain.stay.stay_cases import KINDS, day, status, stay_case, trip

TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)
PROTECTION, SPOUSE, LTR, UK = (
    "pr_protection_5y",
    "pr_spouse_of_polish_citizen",
    "ltr_standard",
    "pr_uk_posted_worker",
)
RULES = lru_cache(load_ruleset)


def ahead(case: Case, route: str | None = PROTECTION, rules: Ruleset | None = None) -> Outlook:
    used = rules or RULES()
    case = case.with_changes(journeys_complete=Tri.YES)
    return outlook(case, assess(case, used, TODAY), used, route)


def told(case: Case, route: str | None = PROTECTION) -> list[tuple[str, str]]:
    return [(c.day.isoformat(), c.text.text) for c in ahead(case, route).changes]


def of_kind(case: Case, kind: ChangeKind, route: str | None = PROTECTION) -> list[UpcomingChange]:
    return [change for change in ahead(case, route).changes if change.kind is kind]


def test_a_period_completes_on_the_lenient_day_and_then_safely() -> None:
    case = stay_case("refugee", "2021-12-01")
    assert told(case)[:2] == [
        ("2026-12-01", "upcoming.period_lenient"),
        ("2026-12-02", "upcoming.period_safe"),
    ] or ("2026-12-01", "upcoming.period_lenient") in told(case)


def test_a_period_that_is_complete_no_longer_changes() -> None:
    assert of_kind(stay_case("refugee", "2015-01-01"), ChangeKind.PERIOD) == []


def test_an_old_journey_leaves_the_window_on_its_day() -> None:
    case = stay_case("refugee", "2015-01-01", trips=(trip("2022-01-01", "2022-01-20", name="a"),))
    found = of_kind(case, ChangeKind.WINDOW)
    assert [(c.day, c.subject) for c in found] == [(date(2027, 1, 20), "a")]
    rules = RULES()
    for on, seen in ((date(2027, 1, 19), 1), (date(2027, 1, 20), 0)):
        route = assess(case, rules, on).route(PROTECTION)
        assert route is not None
        breaks = route.stay_evidence[0].continuity
        assert breaks is not None
        assert len(breaks.breaks) == seen


def test_journeys_that_left_the_sum_below_its_limit_are_told() -> None:
    trips = (
        trip("2022-01-01", "2022-05-30", name="a"),
        trip("2023-01-01", "2023-05-30", name="b"),
        trip("2024-01-01", "2024-01-10", name="c"),
    )
    found = of_kind(stay_case("refugee", "2015-01-01", trips=trips), ChangeKind.LIMIT)
    assert [(c.day, c.text.text) for c in found] == [(date(2027, 5, 30), "upcoming.sum_below")]


def test_a_window_longer_than_five_years_promises_no_journey_to_leave_it() -> None:
    case = stay_case(
        "trp_work",
        "2024-10-01",
    ).with_changes(
        statuses=(status("trp_studies", "2020-10-01", "2024-09-30"),),
        absences=(trip("2022-03-01", "2022-04-01"),),
    )
    assert of_kind(case, ChangeKind.WINDOW, LTR) == []


def test_a_limit_for_each_year_has_no_sum_of_all_years() -> None:
    trips = tuple(trip(f"{year}-03-01", f"{year}-06-01", name=f"t{year}") for year in (2022, 2023, 2025))
    case = stay_case("trp_uk_posted", "2020-06-01").with_changes(absences=trips)
    assert [c.day.year for c in of_kind(case, ChangeKind.WINDOW, UK)] == [2027, 2028, 2030]
    assert of_kind(case, ChangeKind.LIMIT, UK) == []


def test_somebody_abroad_is_told_the_last_day_to_come_back() -> None:
    case = stay_case("refugee", "2015-01-01", trips=(trip("2026-10-01", None, name="a"),))
    (back,) = of_kind(case, ChangeKind.LIMIT)
    assert (back.day, back.text.text, back.hard) == (date(2027, 3, 29), "upcoming.come_back", True)
    late = stay_case("refugee", "2015-01-01", trips=(trip("2026-01-01", None, name="a"),))
    assert of_kind(late, ChangeKind.LIMIT) == []


def test_journeys_with_a_reason_that_exempts_do_not_leave_the_sum() -> None:
    exempt = (
        trip("2022-01-01", "2022-05-30", "work_for_polish_employer", name="a"),
        trip("2026-10-01", None, "work_for_polish_employer", name="b"),
    )
    case = stay_case("refugee", "2015-01-01", trips=exempt)
    assert of_kind(case, ChangeKind.WINDOW) == []
    assert of_kind(case, ChangeKind.LIMIT) == []


def test_planned_journeys_begin_and_end() -> None:
    case = stay_case("refugee", "2015-01-01", trips=(trip("2026-12-01", "2026-12-10", name="a"),))
    assert [(c.day, c.text.text) for c in of_kind(case, ChangeKind.JOURNEY)] == [
        (date(2026, 12, 1), "upcoming.journey_begins"),
        (date(2026, 12, 11), "upcoming.journey_over"),
    ]
    away = stay_case("refugee", "2015-01-01", trips=(trip("2026-11-01", "2026-12-10", name="a"),))
    assert [(c.day, c.text.text) for c in of_kind(away, ChangeKind.JOURNEY)] == [
        (date(2026, 12, 10), "upcoming.journey_back"),
        (date(2026, 12, 11), "upcoming.journey_over"),
    ]
    over = stay_case("refugee", "2015-01-01", trips=(trip("2026-10-01", "2026-11-01", name="a"),))
    assert of_kind(over, ChangeKind.JOURNEY) == []


@pytest.mark.parametrize(("last", "named"), [("2026-11-20", 0), ("2026-11-21", 1), ("2026-11-22", 1)])
def test_the_last_legal_day_is_named_up_to_that_day_itself(last: str, named: int) -> None:
    found = of_kind(stay_case("trp_work", "2024-01-01", last=last), ChangeKind.STAY)
    assert [(c.day, c.text.text, c.hard) for c in found] == [
        (day(last), "upcoming.last_legal_day", True)
    ] * named


def test_a_printed_day_that_is_not_the_last_legal_one_is_named_too() -> None:
    stay = CurrentStay("visa_d", day("2026-06-01"), day("2027-05-30"), 90, day("2026-10-01"))
    found = of_kind(Case("c1", current_stay=stay), ChangeKind.STAY, SPOUSE)
    assert [c.text.text for c in found] == ["upcoming.last_legal_day", "upcoming.title_ends"]


def test_dates_of_the_chosen_permit_are_among_them_until_they_are_done() -> None:
    case = stay_case("refugee", "2015-01-01").with_changes(planned_filing_on=day("2026-12-10"))
    found = of_kind(case, ChangeKind.DEADLINE)
    assert date(2026, 12, 10) in {c.day for c in found}
    assert of_kind(case, ChangeKind.DEADLINE, None) == []


def test_a_hard_date_is_marked() -> None:
    case = stay_case("trp_spouse_of_polish_citizen", "2023-01-01", last="2027-06-01")
    assert {c.hard for c in of_kind(case, ChangeKind.DEADLINE, SPOUSE)} == {True, False}


def test_a_birthday_that_changes_what_holds_is_named() -> None:
    case = stay_case("refugee", "2015-01-01").with_changes(person=Person(birth_date=day("2008-12-24")))
    found = of_kind(case, ChangeKind.BIRTHDAY)
    assert date(2026, 12, 24) in {c.day for c in found}
    assert of_kind(case, ChangeKind.BIRTHDAY, None) == []
    assert of_kind(stay_case("refugee", "2015-01-01"), ChangeKind.BIRTHDAY) == []


def test_an_amount_that_ends_is_named_where_the_permit_asks_for_it() -> None:
    case = stay_case("trp_work", "2024-01-01")
    (found,) = of_kind(case, ChangeKind.AMOUNT, "tr_blue_card")
    assert (found.day, found.text.text) == (date(2027, 1, 1), "upcoming.amount_unknown")
    assert of_kind(case, ChangeKind.AMOUNT) == []


@pytest.mark.parametrize(("amount", "texts"), [("20000", ["upcoming.amount_changes"]), ("13355.34", [])])
def test_an_amount_that_only_goes_on_is_no_change(amount: str, texts: list[str]) -> None:
    rules = RULES()
    old = next(v for v in rules.values if v.id == "blue_card_pay_month")
    following = DatedValue(
        old.id,
        Decimal(amount),
        replace(old.provenance, in_force_from=date(2027, 1, 1), in_force_to=None),
    )
    changed = replace(rules, values=(*rules.values, following))
    found = ahead(stay_case("trp_work", "2024-01-01"), "tr_blue_card", changed).changes
    assert [c.text.text for c in found if c.kind is ChangeKind.AMOUNT] == texts


def test_proceedings_that_last_long_may_weigh_more() -> None:
    case = stay_case("protection_proceedings", "2025-08-01")
    assert ("2027-02-01", "upcoming.proceedings_long") in told(case, LTR)
    assert "upcoming.proceedings_long" not in {text for _, text in told(case)}


def test_the_oldest_day_of_a_short_stay_becomes_free() -> None:
    stay = CurrentStay("visa_free", entered_on=day("2026-11-01"))
    case = Case(
        "c1",
        current_stay=stay,
        schengen_stays=(SchengenStay("s", day("2026-07-01"), day("2026-07-10")),),
    )
    (free,) = of_kind(case, ChangeKind.SHORT_STAY, SPOUSE)
    assert free.day == date(2026, 7, 1) + timedelta(days=180)
    days = ahead(case, SPOUSE).short_stay
    assert days is not None
    assert (days.used, days.left) == (10 + 21, 90 - 31)


RULE = ShortStayRule(90, 180)


def test_days_of_short_stay_are_not_told_while_a_day_is_missing() -> None:
    known = CurrentStay("visa_c", day("2026-11-01"))
    kinds = {kind.id: kind for kind in RULES().statuses}
    assert short_stay_days(Case("c1", current_stay=known), kinds, RULE, TODAY) is not None
    for case in (
        Case("c1"),
        Case("c1", current_stay=CurrentStay("refugee", day("2020-01-01"))),
        Case("c1", current_stay=CurrentStay("visa_c")),
        Case("c1", current_stay=known, schengen_stays=(SchengenStay("s", None, TODAY),)),
        Case("c1", current_stay=known, schengen_stays=(SchengenStay("s", TODAY, TODAY - DAY),)),
        Case("c1", current_stay=known, schengen_stays=(SchengenStay("s", TODAY + DAY),)),
    ):
        assert short_stay_days(case, kinds, RULE, TODAY) is None
    assert short_stay_days(Case("c1", current_stay=known), kinds, None, TODAY) is None
    open_stay = Case("c1", current_stay=known, schengen_stays=(SchengenStay("s", day("2026-10-30")),))
    found = short_stay_days(open_stay, kinds, RULE, TODAY)
    assert found is not None
    assert found.used == 23


def test_an_entry_to_come_uses_no_days_yet() -> None:
    kinds = {kind.id: kind for kind in RULES().statuses}
    case = Case("c1", current_stay=CurrentStay("visa_c", entered_on=TODAY + DAY))
    found = short_stay_days(case, kinds, RULE, TODAY)
    assert found is not None
    assert (found.used, found.next_free) == (0, None)
    assert of_kind(case, ChangeKind.SHORT_STAY, SPOUSE) == []


def test_without_a_permit_the_periods_of_those_ahead_are_named() -> None:
    case = stay_case("refugee", "2021-12-01")
    routes = {
        value.id
        for change in of_kind(case, ChangeKind.PERIOD, None)
        for name, value in change.text.params
        if name == "route" and isinstance(value, TextRef)
    }
    assert f"route.{PROTECTION}.title" in routes


def test_an_unknown_permit_or_day_has_no_outlook() -> None:
    case = stay_case("refugee", "2021-12-01")
    assert ahead(case, "no_such_permit").allowances == ()
    rules = RULES()
    early = date(2026, 1, 1)
    found = outlook(case, assess(case, rules, early), rules, PROTECTION)
    assert (found.changes, found.next_change) == ((), None)


def test_a_permit_left_out_of_the_rules_has_no_windows() -> None:
    case = stay_case("refugee", "2015-01-01", trips=(trip("2022-01-01", "2022-01-20", name="a"),))
    rules = RULES()
    case = case.with_changes(journeys_complete=Tri.YES)
    dossier = assess(case, rules, TODAY)
    fewer = replace(rules, routes=())
    kinds = {kind.id: kind for kind in rules.statuses}
    found = upcoming(case, dossier, build_timeline(case, kinds, TODAY), fewer, PROTECTION)
    assert {c.kind for c in found} <= {ChangeKind.DEADLINE, ChangeKind.PERIOD}


# --- why no number, and what leaving may cost ----------------------------------------------


def test_days_that_are_not_exact_are_the_reason_why_no_number_is_told() -> None:
    trips = (trip("2024-01-10", "2024-07-20", name="a"),)
    case = stay_case("refugee", "2021-01-01", trips=trips).with_changes(journeys_complete=Tri.YES)
    exact = ahead(case)
    assert exact.allowances
    vague = ahead(with_range(case, "absences.a.returned", day("2024-07-01"), day("2024-07-20")))
    assert vague.allowances == ()
    assert vague.no_allowance is not None
    assert vague.no_allowance.text == "allowance.inexact"


def test_why_no_number_of_days_can_be_told() -> None:
    case = stay_case("refugee", "2021-12-01")
    for route, text in (
        (None, "allowance.no_route"),
        ("pr_polish_origin", "allowance.no_limits"),
        ("pr_tolerated_10y", "allowance.no_day"),
    ):
        why = ahead(case, route).no_allowance
        assert why is not None
        assert why.text == text
    assert ahead(case).no_allowance is None


@pytest.mark.parametrize(
    ("kind", "cautions"),
    [
        ("refugee", []),
        ("pending_application", ["waiting"]),
        ("tolerated_351_1", ["tolerated"]),
        ("temporary_protection", ["protection"]),
        ("illegal", ["no_title"]),
        ("return_departure", ["no_title"]),
    ],
)
def test_titles_that_do_not_let_their_holder_back_are_named(kind: str, cautions: list[str]) -> None:
    found = ahead(stay_case(kind, "2024-01-01")).cautions
    assert [caution.id for caution in found] == cautions
    assert all(caution.citations for caution in found)


def test_nothing_is_said_of_a_stay_that_is_not_told() -> None:
    assert ahead(Case("c1")).cautions == ()


def test_temporary_protection_bounds_each_journey() -> None:
    case = stay_case(
        "temporary_protection", "2022-03-10", before=(status("refugee", "2015-01-01", "2022-03-09"),)
    )
    assert {a.most_days for a in ahead(case, LTR).allowances} <= set(range(31))


# --- nothing changes before the first change --------------------------------------------------


@st.composite
def _cases(draw: st.DrawFn) -> tuple[Case, str]:
    route, kind = draw(
        st.sampled_from(
            [
                (PROTECTION, "refugee"),
                (SPOUSE, "trp_spouse_of_polish_citizen"),
                (LTR, "trp_work"),
                (LTR, "trp_studies"),
                (LTR, "protection_proceedings"),
            ]
        )
    )
    begin = TODAY - timedelta(days=draw(st.integers(1, 3000)))
    left = begin
    trips = []
    for number, (gap, length) in enumerate(
        draw(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 200)), max_size=6))
    ):
        left += timedelta(days=gap)
        back = left + timedelta(days=length)
        trips.append(trip(left, back, name=f"t{number}"))
        left = back
    last = None if draw(st.booleans()) else TODAY + timedelta(days=draw(st.integers(0, 900)))
    open_trip = draw(st.booleans()) and left < TODAY
    if open_trip:
        trips.append(trip(left + DAY, None, name="open"))
    return stay_case(
        kind, begin.isoformat(), last=None if last is None else last.isoformat(), trips=tuple(trips)
    ), route


def _check(case: Case, route: str, steps: list[int]) -> None:
    rules = RULES()
    case = case.with_changes(journeys_complete=Tri.YES)
    first = ahead(case, route).next_change
    until = TODAY + timedelta(days=800) if first is None else first.day
    span = (until - TODAY).days
    assert KINDS
    now = assess(case, rules, TODAY).route(route)
    assert now is not None
    for step in {min(s, span - 1) for s in (*steps, span - 1) if span > 0}:
        on = TODAY + timedelta(days=step)
        later = assess(case, rules, on).route(route)
        assert later is not None
        assert [e.verdict for e in later.stay_evidence] == [e.verdict for e in now.stay_evidence], on


@settings(max_examples=12)
@given(_cases(), st.lists(st.integers(1, 700), max_size=2))
def test_until_the_next_change_the_periods_come_to_the_same_verdict(
    drawn: tuple[Case, str], steps: list[int]
) -> None:
    _check(*drawn, steps)


@pytest.mark.soak
@settings(max_examples=2000)
@given(_cases(), st.lists(st.integers(1, 700), max_size=4))
def test_until_the_next_change_nothing_changes_on_many_timelines(
    drawn: tuple[Case, str], steps: list[int]
) -> None:
    _check(*drawn, steps)

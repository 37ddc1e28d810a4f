"""Repairs mend the problem they are offered for, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.domain.case import (
    Absence,
    AbsenceReason,
    ApproximateDay,
    Case,
    CurrentStay,
    DocumentStatus,
    SchengenStay,
    StatusEntry,
)
from permitdesk.domain.dossier import TimelineProblem
from permitdesk.domain.stay.approximate import range_of, with_range
from permitdesk.domain.stay.entry_fields import FIELDS, entries_of
from permitdesk.domain.stay.repairs import Repair, all_problems, repairs, repairs_of, span_days
from permitdesk.domain.stay.timeline import build_timeline, timeline_view
from tests.domain.stay.stay_cases import KINDS

ON = date(2026, 11, 21)
D = date


def case_of(
    *absences: Absence, statuses: tuple[StatusEntry, ...] = (), stays: tuple[SchengenStay, ...] = ()
) -> Case:
    return Case(
        "case-1",
        current_stay=CurrentStay("tolerated_351_1", first_day=D(2020, 1, 1)),
        absences=absences,
        statuses=statuses,
        schengen_stays=stays,
    )


def problems(case: Case) -> tuple[TimelineProblem, ...]:
    return all_problems(case, timeline_view(build_timeline(case, KINDS, ON)), ON)


def offers(case: Case) -> tuple[Repair, ...]:
    return repairs(case, timeline_view(build_timeline(case, KINDS, ON)), ON, KINDS)


def offered(case: Case) -> dict[str, Case]:
    return {repair.kind: repair.case for repair in offers(case)}


def journey(number: int, left: date | None, returned: date | None, **more: object) -> Absence:
    reason = more.get("reason", AbsenceReason.ORDINARY)
    country, proof, state = more.get("country", ""), more.get("proof", ""), more.get("state")
    assert isinstance(reason, AbsenceReason)
    assert isinstance(country, str)
    assert isinstance(proof, str)
    assert state is None or isinstance(state, DocumentStatus)
    return Absence(f"a{number}", left, returned, country, reason, proof, state)


def days(case: Case) -> list[tuple[date | None, date | None]]:
    return [(a.left, a.returned) for a in case.absences]


def test_a_case_in_order_has_nothing_to_mend() -> None:
    assert offers(case_of(journey(1, D(2023, 3, 1), D(2023, 3, 5)))) == ()


# --- reversed -----------------------------------------------------------------------


def test_reversed_days_are_swapped() -> None:
    case = case_of(journey(1, D(2023, 6, 9), D(2023, 6, 3)))
    assert [r.kind for r in offers(case)] == ["swap"]
    assert days(offered(case)["swap"]) == [(D(2023, 6, 3), D(2023, 6, 9))]


def test_a_swap_takes_the_ranges_along() -> None:
    case = with_range(
        case_of(journey(1, D(2023, 6, 9), D(2023, 6, 3))), "absences.a1.left", D(2023, 6, 8), D(2023, 6, 12)
    )
    swapped = offered(case)["swap"]
    assert days(swapped) == [(D(2023, 6, 3), D(2023, 6, 12))]
    assert swapped.approximate == (ApproximateDay("absences.a1.returned", D(2023, 6, 8), D(2023, 6, 12)),)


def test_a_swap_that_leaves_the_days_reversed_is_not_offered() -> None:
    case = case_of(statuses=(StatusEntry("s1", "trp_work", D(2018, 1, 9), D(2018, 1, 3)),))
    case = with_range(case, "statuses.s1.first_day", D(2018, 1, 4), D(2018, 1, 9))
    case = with_range(case, "statuses.s1.last_day", D(2018, 1, 3), D(2018, 1, 8))
    assert "swap" not in offered(case)


def test_over_new_year_the_year_before_or_after_is_offered() -> None:
    case = case_of(journey(1, D(2023, 12, 28), D(2023, 1, 3)))
    found = offered(case)
    assert days(found["later_year"]) == [(D(2023, 12, 28), D(2024, 1, 3))]
    assert days(found["earlier_year"]) == [(D(2022, 12, 28), D(2023, 1, 3))]


def test_a_range_over_new_year_moves_as_a_whole() -> None:
    case = with_range(
        case_of(journey(1, D(2023, 12, 28), D(2023, 1, 3))),
        "absences.a1.returned",
        D(2023, 1, 2),
        D(2023, 1, 5),
    )
    later = offered(case)["later_year"]
    assert range_of(later, "absences.a1.returned") == ApproximateDay(
        "absences.a1.returned", D(2024, 1, 2), D(2024, 1, 5)
    )


def test_a_leap_day_is_not_moved_to_a_year_without_one() -> None:
    assert "earlier_year" not in offered(case_of(journey(1, D(2024, 2, 29), D(2024, 2, 3))))


def test_reversed_short_stays_are_swapped_too() -> None:
    case = case_of(
        stays=(SchengenStay("v1", D(2026, 5, 9), D(2026, 5, 3)), SchengenStay("v2", D(2026, 5, 9)))
    )
    assert [p.kind for p in problems(case)] == ["reversed"]
    assert offered(case)["swap"].schengen_stays[0] == SchengenStay("v1", D(2026, 5, 3), D(2026, 5, 9))


# --- doubled ------------------------------------------------------------------------


def test_of_two_equal_journeys_one_is_removed() -> None:
    case = case_of(journey(1, D(2023, 3, 1), D(2023, 3, 5)), journey(2, D(2023, 3, 1), D(2023, 3, 5)))
    assert [p.kind for p in problems(case)] == ["duplicate"]
    (repair,) = offers(case)
    assert [a.id for a in repair.case.absences] == ["a1"]


def test_the_richer_of_two_equal_journeys_is_kept_first() -> None:
    bare, rich = (
        journey(1, D(2023, 3, 1), D(2023, 3, 5)),
        journey(2, D(2023, 3, 1), D(2023, 3, 5), country="Italy"),
    )
    kept = [[a.id for a in repair.case.absences] for repair in offers(case_of(bare, rich))]
    assert kept == [["a2"], ["a1"]]


def test_journeys_to_two_countries_on_the_same_days_are_an_overlap() -> None:
    case = case_of(
        journey(1, D(2023, 3, 1), D(2023, 3, 5), country="Italy"),
        journey(2, D(2023, 3, 1), D(2023, 3, 5), country="Malta"),
    )
    assert [p.kind for p in problems(case)] == ["absence_overlap"]


def test_the_same_days_known_less_well_are_no_double() -> None:
    case = case_of(journey(1, D(2023, 3, 1), D(2023, 3, 5)), journey(2, D(2023, 3, 1), D(2023, 3, 5)))
    assert "duplicate" not in {
        p.kind for p in problems(with_range(case, "absences.a1.left", D(2023, 3, 1), D(2023, 3, 2)))
    }


def test_a_same_day_journey_told_twice_is_a_double() -> None:
    case = case_of(journey(1, D(2023, 3, 1), D(2023, 3, 1)), journey(2, D(2023, 3, 1), D(2023, 3, 1)))
    assert [p.kind for p in problems(case)] == ["duplicate"]


def test_stays_of_two_kinds_on_the_same_days_are_no_double() -> None:
    one = StatusEntry("s1", "trp_work", D(2015, 1, 1), D(2016, 1, 1))
    two = StatusEntry("s2", "trp_studies", D(2015, 1, 1), D(2016, 1, 1))
    same = StatusEntry("s3", "trp_work", D(2015, 1, 1), D(2016, 1, 1))
    assert "duplicate" not in {p.kind for p in problems(case_of(statuses=(one, two)))}
    assert "duplicate" in {p.kind for p in problems(case_of(statuses=(one, same)))}


def test_an_entry_of_another_program_is_removed_by_its_own_id() -> None:
    case = case_of(
        Absence("x", D(2023, 3, 1), D(2023, 3, 5), "Italy"), Absence("a2", D(2023, 3, 1), D(2023, 3, 5))
    )
    assert [a.id for a in offers(case)[0].case.absences] == ["x"]


# --- years --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "likely"), [(23, 2023), (2203, 2023), (223, 2023), (98, 1998), (2320, 2023), (5021, None)]
)
def test_a_mistyped_year_is_offered_right(year: int, likely: int | None) -> None:
    case = case_of(journey(1, D(2021, 5, 3), D(year, 5, 9)))
    (problem,) = problems(case)
    assert problem.kind == "year_slip"
    found = [repair.case.absences[0].returned for repair in repairs_of(case, problem, ON, KINDS)]
    if year == 2320:
        assert found == []
    else:
        assert (D(likely, 5, 9) in found) if likely else found == []


def test_both_days_of_a_mistyped_year_are_mended_at_once() -> None:
    case = case_of(journey(1, D(23, 5, 3), D(23, 5, 9)))
    assert days(offers(case)[0].case) == [(D(2023, 5, 3), D(2023, 5, 9))]


def test_a_mistyped_year_of_a_range_moves_the_whole_range() -> None:
    case = with_range(
        case_of(journey(1, D(2021, 5, 3), D(2203, 5, 9))),
        "absences.a1.returned",
        D(2203, 5, 7),
        D(2203, 5, 9),
    )
    mended = offers(case)[0].case
    assert range_of(mended, "absences.a1.returned") == ApproximateDay(
        "absences.a1.returned", D(2023, 5, 7), D(2023, 5, 9)
    )


def test_a_leap_day_of_a_mistyped_year_is_left_to_the_person() -> None:
    assert offers(case_of(journey(1, D(2021, 5, 3), D(2204, 2, 29)))) != ()
    assert offers(case_of(journey(1, D(2021, 5, 3), D(2088, 2, 29)))) == ()


def test_a_title_yet_to_come_may_be_of_the_year_before() -> None:
    case = case_of(statuses=(StatusEntry("s1", "trp_work", D(2026, 12, 1), D(2027, 12, 1)),))
    assert [p.kind for p in problems(case)][:1] == ["future"]
    assert offered(case)["likely_year"].statuses[0].first_day == D(2025, 12, 1)


# --- missing days -------------------------------------------------------------------


def test_a_return_nobody_remembers_may_be_still_to_come() -> None:
    case = case_of(journey(1, D(2026, 11, 1), None)).with_changes(
        dont_know=frozenset({"absences.a1.returned", "absences.a2.left"})
    )
    mended = offered(case)["still_abroad"]
    assert mended.dont_know == {"absences.a2.left"}
    assert problems(mended) == ()


@pytest.mark.parametrize("days_told", [(None, D(2026, 11, 1)), (D(2026, 12, 1), None)])
def test_other_missing_days_are_for_the_person_to_tell(days_told: tuple[date | None, date | None]) -> None:
    case = case_of(journey(1, *days_told))
    assert [p.kind for p in problems(case)] == ["missing_day"]
    assert offers(case) == ()


def test_a_stay_without_a_first_day_is_for_the_person_to_tell() -> None:
    assert offers(case_of(statuses=(StatusEntry("s1", "trp_work", None, D(2019, 1, 1)),))) == ()


# --- journeys that overlap ----------------------------------------------------------


def test_overlapping_journeys_become_one_or_follow_each_other() -> None:
    one = journey(
        1, D(2023, 3, 1), D(2023, 3, 10), country="Italy", proof="ticket", state=DocumentStatus.READY
    )
    two = journey(2, D(2023, 3, 5), D(2023, 3, 20), country="Malta", state=DocumentStatus.MISSING)
    found = offered(case_of(one, two))
    assert found["join"].absences == (
        journey(
            1,
            D(2023, 3, 1),
            D(2023, 3, 20),
            country="Italy, Malta",
            proof="ticket",
            state=DocumentStatus.MISSING,
        ),
    )
    assert days(found["end_first"]) == [(D(2023, 3, 1), D(2023, 3, 5)), (D(2023, 3, 5), D(2023, 3, 20))]


def test_journeys_for_different_reasons_are_not_joined() -> None:
    one = journey(1, D(2023, 3, 1), D(2023, 3, 10), reason=AbsenceReason.POLISH_STUDIES)
    assert "join" not in offered(case_of(one, journey(2, D(2023, 3, 5), D(2023, 3, 20))))


def test_a_joined_journey_takes_the_range_of_its_last_day() -> None:
    case = case_of(
        journey(1, D(2023, 3, 1), D(2023, 3, 10), country="Italy"),
        journey(2, D(2023, 3, 5), D(2023, 3, 20), country="italy"),
    )
    case = with_range(case, "absences.a1.returned", D(2023, 3, 8), D(2023, 3, 10))
    case = with_range(case, "absences.a2.returned", D(2023, 3, 15), D(2023, 3, 22))
    joined = offered(case)["join"]
    assert joined.absences == (journey(1, D(2023, 3, 1), D(2023, 3, 22), country="Italy"),)
    assert joined.approximate == (ApproximateDay("absences.a1.returned", D(2023, 3, 15), D(2023, 3, 22)),)


def test_a_journey_inside_another_is_removed_or_kept_as_a_part() -> None:
    case = case_of(journey(1, D(2023, 3, 1), D(2023, 3, 20)), journey(2, D(2023, 3, 5), D(2023, 3, 9)))
    found = offered(case)
    assert days(found["remove_inner"]) == [(D(2023, 3, 1), D(2023, 3, 20))]
    assert days(found["part"]) == [
        (D(2023, 3, 1), D(2023, 3, 5)),
        (D(2023, 3, 5), D(2023, 3, 9)),
        (D(2023, 3, 9), D(2023, 3, 20)),
    ]


def test_a_parted_journey_keeps_the_range_of_its_last_day_in_its_second_part() -> None:
    case = case_of(journey(1, D(2023, 3, 1), D(2023, 3, 20)), journey(2, D(2023, 3, 5), D(2023, 3, 9)))
    case = with_range(case, "absences.a1.returned", D(2023, 3, 18), D(2023, 3, 20))
    assert offered(case)["part"].approximate == (
        ApproximateDay("absences.a3.returned", D(2023, 3, 18), D(2023, 3, 20)),
    )


def test_a_journey_that_begins_with_the_longer_one_is_not_parted() -> None:
    case = case_of(journey(1, D(2023, 3, 1), D(2023, 3, 9)), journey(2, D(2023, 3, 1), D(2023, 3, 20)))
    assert "part" not in offered(case)


def test_a_forgotten_return_before_the_next_journey_can_be_left_open() -> None:
    case = case_of(journey(1, D(2023, 3, 1), None), journey(2, D(2024, 3, 5), D(2024, 3, 20)))
    found = offered(case)
    assert found["return_unknown"].dont_know == {"absences.a1.returned"}
    assert days(found["end_first"])[0] == (D(2023, 3, 1), D(2024, 3, 5))
    assert days(found["join"]) == [(D(2023, 3, 1), None)]


# --- stays that overlap -------------------------------------------------------------


def test_the_earlier_of_two_stays_ends_the_day_before_the_later_begins() -> None:
    case = case_of(statuses=(StatusEntry("s1", "trp_work", D(2017, 1, 1), D(2020, 3, 1)),))
    assert offered(case)["end_before"].statuses[0].last_day == D(2019, 12, 31)


def test_a_longer_stay_is_parted_around_the_shorter() -> None:
    one = StatusEntry("s1", "trp_work", D(2017, 1, 1), D(2019, 12, 31))
    two = StatusEntry("s2", "trp_studies", D(2018, 1, 1), D(2018, 6, 30))
    parted = offered(case_of(statuses=(one, two)))["part"]
    assert [(s.first_day, s.last_day) for s in parted.statuses] == [
        (D(2017, 1, 1), D(2017, 12, 31)),
        (D(2018, 1, 1), D(2018, 6, 30)),
        (D(2018, 7, 1), D(2019, 12, 31)),
    ]


def test_a_stay_that_went_on_is_parted_and_still_goes_on() -> None:
    one = StatusEntry("s1", "trp_work", D(2017, 1, 1))
    two = StatusEntry("s2", "trp_studies", D(2018, 1, 1), D(2018, 6, 30))
    parted = offered(case_of(statuses=(one, two)))["part"]
    assert parted.statuses[2] == StatusEntry("s3", "trp_work", D(2018, 7, 1))


def test_the_present_stay_is_never_shortened() -> None:
    case = case_of(statuses=(StatusEntry("s1", "trp_work", D(2022, 1, 1), D(2023, 1, 1)),))
    assert [p.kind for p in problems(case)] == ["overlap"]
    assert offers(case) == ()


# --- gaps ---------------------------------------------------------------------------

GAP = case_of(statuses=(StatusEntry("s1", "trp_work", D(2017, 1, 1), D(2019, 11, 30)),))


def test_a_gap_is_never_filled_with_stay_that_nobody_told_of() -> None:
    """Waiting for a decision stays open until the day of filing is told."""
    waited = offered(GAP)["waited"]
    assert waited.statuses[1] == StatusEntry("s2", "pending_application", None, D(2019, 12, 31))
    assert "statuses.s2.first_day" in waited.dont_know
    assert {p.kind for p in problems(waited)} == {"gap", "missing_day"}
    assert "waited" not in offered(waited)


def test_a_gap_spent_abroad_is_closed_by_a_journey() -> None:
    abroad = offered(GAP)["was_abroad"]
    assert days(abroad) == [(D(2019, 11, 30), D(2020, 1, 1))]
    assert problems(abroad) == ()


def test_a_gap_with_a_journey_in_it_is_not_filled_with_another() -> None:
    case = GAP.with_changes(absences=(journey(1, D(2019, 12, 5), D(2019, 12, 9)),))
    assert "was_abroad" not in offered(case)
    unknown = GAP.with_changes(absences=(journey(1, None, D(2019, 12, 9)),))
    assert "was_abroad" not in offered(unknown)


def test_the_earlier_stay_may_have_lasted_until_the_next() -> None:
    lasted = offered(GAP)["lasted_until"]
    assert lasted.statuses[0].last_day == D(2019, 12, 31)
    assert problems(lasted) == ()


def test_a_gap_up_to_today_is_for_the_person_to_explain() -> None:
    case = GAP.with_changes(current_stay=None)
    assert [p.kind for p in problems(case)] == ["gap"]
    assert offers(case) == ()


def test_a_gap_of_a_title_that_is_no_entry_offers_nothing_for_it() -> None:
    gap = TimelineProblem(
        "gap", D(2019, 12, 1), D(2019, 12, 31), ("current_stay", "statuses.s1"), problems(GAP)[0].text
    )
    assert "lasted_until" not in {r.kind for r in repairs_of(GAP, gap, ON, KINDS)}


@pytest.mark.parametrize("kind", ["reversed", "missing_day", "year_slip", "absence_overlap", "gap"])
@pytest.mark.parametrize("day", [None, D(2023, 2, 1)])
def test_a_problem_that_is_gone_meanwhile_offers_nothing(kind: str, day: date | None) -> None:
    gone = TimelineProblem(kind, day, None, ("absences.a9", "absences.a8"), problems(GAP)[0].text)
    assert repairs_of(GAP, gone, ON, KINDS) == ()
    half = case_of(journey(9, D(2023, 1, 1), None))
    assert [r.kind for r in repairs_of(half, gone, ON, KINDS)] in ([], ["still_abroad"])


def test_a_stay_whose_beginning_is_gone_meanwhile_is_not_parted() -> None:
    one = StatusEntry("s1", "trp_work", D(2017, 1, 1), D(2019, 12, 31))
    two = StatusEntry("s2", "trp_studies", None, D(2018, 6, 30))
    gone = TimelineProblem(
        "overlap", D(2018, 1, 1), None, ("statuses.s1", "statuses.s2"), problems(GAP)[0].text
    )
    assert repairs_of(case_of(statuses=(one, two)), gone, ON, KINDS) == ()


def test_only_so_many_problems_are_looked_at_in_one_go() -> None:
    case = case_of(*(journey(n, D(2023, 6, 9), D(2023, 6, 3 + n)) for n in range(1, 5)))
    view = timeline_view(build_timeline(case, KINDS, ON))
    assert len({r.problem.paths for r in repairs(case, view, ON, KINDS, most=2)}) == 2


def test_repairs_among_two_thousand_journeys_come_at_once() -> None:
    start = D(2016, 1, 1)
    case = case_of(
        *(journey(n, start + timedelta(days=n), start + timedelta(days=n + 5)) for n in range(2000))
    )
    view = timeline_view(build_timeline(case, KINDS, ON))
    begun = time.perf_counter()
    assert len(repairs(case, view, ON, KINDS, most=6)) == 12
    assert time.perf_counter() - begun < 1.0


def test_days_of_a_journey_are_counted_both_ways() -> None:
    assert span_days(D(2023, 3, 1), D(2023, 3, 14)) == (14, 12)
    assert span_days(D(2023, 3, 1), D(2023, 3, 1)) == (1, 0)
    assert span_days(D(2023, 3, 1), D(2023, 3, 2)) == (2, 0)


# --- properties ---------------------------------------------------------------------

DAY = st.integers(0, 400).map(lambda n: D(2019, 6, 1) + timedelta(days=n))
MAYBE = st.one_of(DAY, DAY, DAY, st.none())
WIDTH = st.sampled_from([0, 0, 0, 3, 30])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    absences = tuple(journey(n, draw(MAYBE), draw(MAYBE)) for n in range(1, draw(st.integers(0, 4)) + 1))
    statuses = tuple(
        StatusEntry(f"s{n}", draw(st.sampled_from(["trp_work", "trp_studies"])), draw(MAYBE), draw(MAYBE))
        for n in range(1, draw(st.integers(0, 3)) + 1)
    )
    case = case_of(*absences, statuses=statuses)
    for group in ("absences", "statuses"):
        for entry in entries_of(case, group):
            for path, day in ((entry.first_path, entry.first), (entry.last_path, entry.last)):
                width = draw(WIDTH)
                if day is not None and width:
                    case = with_range(case, path, day, day + timedelta(days=width))
                elif day is None and draw(st.booleans()):
                    case = case.with_changes(dont_know=case.dont_know | {path})
    return case


def _entries(case: Case) -> Mapping[str, object]:
    return {e.path: (e.record, *_own(case, e.path)) for group in FIELDS for e in entries_of(case, group)}


def _own(case: Case, path: str) -> tuple[object, ...]:
    ranges = frozenset(r for r in case.approximate if r.path.startswith(f"{path}."))
    return ranges, frozenset(p for p in case.dont_know if p.startswith(f"{path}."))


def check_repairs(case: Case) -> None:
    before = {(p.kind, frozenset(p.paths)) for p in problems(case)}
    for repair in offers(case):
        touched = set(repair.problem.paths)
        old, new = _entries(case), _entries(repair.case)
        assert {p: e for p, e in old.items() if p not in touched} == {
            p: e for p, e in new.items() if p in old and p not in touched
        }
        assert repair.case.with_changes(
            absences=(), statuses=(), schengen_stays=(), approximate=(), dont_know=frozenset()
        ) == case.with_changes(
            absences=(), statuses=(), schengen_stays=(), approximate=(), dont_know=frozenset()
        )
        at = frozenset(repair.problem.paths)
        after = {(p.kind, frozenset(p.paths)) for p in problems(repair.case)}
        if repair.kind != "waited":
            assert (repair.problem.kind, at) not in after
        assert (repair.problem.kind, at) in before
        for told in repair.case.approximate:
            assert told.first < told.last
            assert any(told.path.startswith(f"{path}.") for path in new)


@settings(max_examples=150)
@given(cases())
def test_a_repair_mends_its_problem_and_touches_nothing_else(case: Case) -> None:
    check_repairs(case)


@pytest.mark.soak
@settings(max_examples=20_000)
@given(cases())
def test_a_repair_mends_its_problem_and_touches_nothing_else_many_times(case: Case) -> None:
    check_repairs(case)

"""The timeline: sorting, merging and naming what is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from permitdesk.domain.case import CurrentStay, Tri
from permitdesk.domain.stay.timeline import Timeline, same_timeline, timeline_view
from tests.domain.stay.stay_cases import KINDS, day, status, stay_case, timeline_of, trip

ON = "2026-11-20"


def kinds_of(timeline: Timeline) -> list[str]:
    return [problem.kind for problem in timeline.problems]


def test_titles_of_one_kind_that_follow_each_other_are_one() -> None:
    before = (status("trp_work", "2022-01-01", "2022-12-31"), status("trp_work", "2020-01-01", "2021-12-31"))
    timeline = timeline_of(stay_case("trp_work", "2023-01-01", before=before), ON)
    assert len(timeline.titles) == 1
    assert timeline.problems == ()


def test_the_order_of_entries_does_not_matter() -> None:
    before = (status("trp_work", "2022-01-01", "2022-12-31"), status("visa_d", "2020-01-01", "2021-12-31"))
    case = stay_case("trp_work", "2023-02-01", before=before, trips=(trip("2021-01-01", "2021-02-01"),))
    turned = replace(case, statuses=case.statuses[::-1])
    assert timeline_of(case, ON) == timeline_of(turned, ON)


def test_days_without_a_title_in_poland_are_a_gap() -> None:
    before = (status("visa_d", "2020-01-01", "2021-12-31"),)
    case = stay_case("trp_work", "2022-02-01", before=before)
    (problem,) = timeline_of(case, ON).problems
    assert (problem.kind, problem.first, problem.last) == ("gap", day("2022-01-01"), day("2022-01-31"))
    assert problem.paths == ("statuses.visa_d-2020-01-01", "current_stay")


@pytest.mark.parametrize(
    ("left", "returned", "gap"),
    [
        ("2021-12-31", "2022-02-01", False),
        ("2022-01-01", "2022-02-01", True),
        ("2021-12-31", "2022-01-31", True),
    ],
)
def test_days_without_a_title_abroad_are_no_gap(left: str, returned: str, gap: bool) -> None:
    before = (status("visa_d", "2020-01-01", "2021-12-31"),)
    case = stay_case("trp_work", "2022-02-01", before=before, trips=(trip(left, returned),))
    assert ("gap" in kinds_of(timeline_of(case, ON))) is gap


def test_a_title_that_has_ended_leaves_a_gap_up_to_the_day() -> None:
    (problem,) = timeline_of(stay_case("trp_work", "2020-01-01", last="2026-11-10"), ON).problems
    assert (problem.kind, problem.first, problem.last) == ("gap", day("2026-11-11"), day(ON))


def test_different_titles_side_by_side_are_an_overlap_but_waiting_is_normal() -> None:
    overlapping = (status("visa_d", "2021-01-01", "2022-06-30"),)
    assert kinds_of(timeline_of(stay_case("trp_work", "2022-01-01", before=overlapping), ON)) == ["overlap"]
    waiting = (
        status("visa_d", "2021-01-01", "2021-12-31"),
        status("pending_application", "2021-11-01", "2022-02-01"),
    )
    assert kinds_of(timeline_of(stay_case("trp_work", "2022-01-01", before=waiting), ON)) == []
    inside = (status("visa_d", "2021-01-01", "2021-02-01"),)
    (problem,) = timeline_of(stay_case("trp_work", "2020-01-01", before=inside), ON).problems
    assert (problem.first, problem.last) == (day("2021-01-01"), day("2021-02-01"))
    both_open = (status("refugee", "2019-01-01", "2030-01-01"),)
    (problem,) = timeline_of(stay_case("tolerated_351_1", "2020-01-01", before=both_open), ON).problems
    assert problem.last == day("2030-01-01")


def test_reversed_missing_and_future_entries_are_named_and_not_guessed() -> None:
    before = (
        status("visa_d", "2021-01-01", "2020-01-01"),
        status("visa_d", None, "2020-01-01"),
        status("no_such_kind", "2020-01-01", "2020-02-01"),
        status("trp_work", "2030-01-01", "2031-01-01"),
    )
    timeline = timeline_of(stay_case("refugee", "2022-01-01", before=before), ON)
    assert kinds_of(timeline) == ["reversed", "missing_day", "missing_day", "future"]
    assert [t.kind.id for t in timeline.titles] == ["refugee"]
    assert len(timeline.lost_titles) == 3


def test_an_entry_without_last_day_went_on_until_the_present_stay() -> None:
    timeline = timeline_of(
        stay_case("refugee", "2022-01-01", before=(status("protection_proceedings", "2020-01-01"),)), ON
    )
    assert timeline.titles[0].last == day("2021-12-31").toordinal()
    path = "statuses.protection_proceedings-2020-01-01.last_day"
    unknown = stay_case(
        "refugee", "2022-01-01", before=(status("protection_proceedings", "2020-01-01"),), dont_know=(path,)
    )
    assert timeline_of(unknown, ON).lost_titles[0].questions == (path,)
    nothing_now = stay_case(None, None, before=(status("refugee", "2020-01-01"),))
    assert len(timeline_of(nothing_now, ON).lost_titles) == 1


def test_the_present_stay_continues_an_open_entry_of_its_kind() -> None:
    case = stay_case("refugee", None, before=(status("refugee", "2020-01-01"),))
    timeline = timeline_of(case, ON)
    assert [(t.kind.id, t.first) for t in timeline.titles] == [("refugee", day("2020-01-01").toordinal())]


def test_the_first_day_of_the_present_stay_may_follow_from_entry_filing_or_delivery() -> None:
    for stay in (
        CurrentStay("visa_free", entered_on=day("2026-10-01")),
        CurrentStay("visa_d", entered_on=day("2026-10-01")),
        CurrentStay("pending_application", filed_on=day("2026-10-01"), filed_in_legal_stay=Tri.YES),
        CurrentStay("departure_299_6", decision_delivered_on=day("2026-10-01")),
    ):
        timeline = timeline_of(replace(stay_case("refugee", None), current_stay=stay), ON)
        assert timeline.titles[0].first == day("2026-10-01").toordinal()


def test_who_was_born_here_without_a_title_stays_since_birth() -> None:
    case = replace(stay_case("refugee", None), current_stay=CurrentStay("born_in_poland_no_title"))
    assert timeline_of(case, ON).titles == ()
    born = case.with_changes(person=replace(case.person, birth_date=day("2026-09-30")))
    assert timeline_of(born, ON).titles[0].first == day("2026-09-30").toordinal()


def test_journeys_with_missing_or_reversed_days_are_set_aside() -> None:
    trips = (
        trip(None, "2021-01-01", name="a"),
        trip("2022-01-01", "2021-01-01", name="b"),
        trip("2027-01-01", None, name="c"),
        trip("2020-01-01", None, name="d"),
    )
    case = stay_case("refugee", "2019-01-01", trips=trips, dont_know=("absences.d.returned",))
    timeline = timeline_of(case, ON)
    assert kinds_of(timeline) == ["missing_day", "reversed", "missing_day", "missing_day"]
    assert timeline.journeys == ()
    assert [lost.questions for lost in timeline.lost_journeys] == [
        ("absences.a.left",),
        ("absences.b.left", "absences.b.returned"),
        ("absences.c.returned",),
        ("absences.d.returned",),
    ]


def test_overlapping_journeys_are_named_and_counted_once() -> None:
    trips = (
        trip("2021-01-01", "2021-03-01"),
        trip("2021-02-01", "2021-02-15"),
        trip("2021-03-01", "2021-03-05"),
    )
    timeline = timeline_of(stay_case("refugee", "2019-01-01", trips=trips), ON)
    assert kinds_of(timeline) == ["absence_overlap"]
    assert timeline.away == ((day("2021-01-01").toordinal(), day("2021-03-05").toordinal()),)


def test_an_open_journey_lasts_until_the_day() -> None:
    timeline = timeline_of(stay_case("refugee", "2019-01-01", trips=(trip("2026-11-01", None),)), ON)
    assert timeline.journeys[0].returned == day(ON).toordinal()
    assert timeline.abroad_since == day("2026-11-01").toordinal()
    for strict in (True, False):
        assert timeline.next_day_here(day(ON).toordinal(), strict=strict) == day("2026-11-21").toordinal()


def test_strict_skips_travel_days_and_lenient_does_not() -> None:
    trips = (trip("2026-01-10", "2026-01-20"), trip("2026-01-21", "2026-01-22"))
    timeline = timeline_of(stay_case("refugee", "2019-01-01", trips=trips), ON)
    here = timeline.next_day_here
    at = day("2026-01-10").toordinal()
    assert here(at - 1, strict=True) == at - 1
    assert here(at, strict=True) == at + 13
    assert here(at, strict=False) == at
    assert here(at + 1, strict=False) == at + 10
    assert here(at + 10, strict=False) == at + 10
    assert here(1, strict=True) == 1


def test_the_view_shows_titles_up_to_the_day_and_journeys() -> None:
    case = stay_case("refugee", "2019-01-01", trips=(trip("2021-01-01", "2021-03-01"),))
    view = timeline_view(timeline_of(case, ON))
    assert [(s.lane, s.kind, s.last, s.legal) for s in view.spans] == [
        ("status", "refugee", day(ON), True),
        ("absence", "ordinary", day("2021-03-01"), True),
    ]
    assert view.problems == ()


def test_a_visa_counts_from_the_entry_when_nothing_is_told_of_earlier_days() -> None:
    stay = CurrentStay("visa_d", day("2026-01-01"), day("2026-12-31"), 90, day("2026-10-01"))
    alone = replace(stay_case("refugee", None), current_stay=stay)
    assert timeline_of(alone, ON).titles[0].first == day("2026-10-01").toordinal()
    travelled = replace(alone, absences=(trip("2026-09-01", "2026-10-01"),))
    assert timeline_of(travelled, ON).titles[0].first == day("2026-01-01").toordinal()
    no_entry = replace(alone, current_stay=replace(stay, entered_on=None))
    assert timeline_of(no_entry, ON).titles[0].first == day("2026-01-01").toordinal()


def test_a_timeline_is_taken_again_only_for_the_same_stays_day_and_kinds() -> None:
    case = stay_case("trp_work", "2020-01-01", trips=(trip("2021-01-01", "2021-01-09"),))
    built = timeline_of(case, "2026-11-20")
    on = day("2026-11-20")
    assert same_timeline(built, case, KINDS, on) is built
    assert same_timeline(built, replace(case, route="ltr_standard"), KINDS, on) is built
    fewer = same_timeline(built, replace(case, absences=()), KINDS, on)
    assert (fewer.journeys, len(built.journeys)) == ((), 1)
    assert same_timeline(built, case, KINDS, day("2026-11-21")).on == built.on + 1
    assert same_timeline(None, case, KINDS, on) == built
    assert same_timeline(replace(built, case=None), case, KINDS, on) == built

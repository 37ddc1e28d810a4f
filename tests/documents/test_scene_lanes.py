"""What stands in the lanes of a scene: titles, journeys, other states, events, permits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from permitdesk.documents.drawing import Ink, Pattern
from permitdesk.documents.timeline_scene import LaneId, MarkerKind, SceneItem
from permitdesk.domain.case import (
    Absence,
    AbsenceReason,
    ApproximateDay,
    Case,
    CurrentStay,
    DocumentStatus,
    EarlierFiling,
    FilingRecord,
    Person,
    SchengenStay,
    StatusEntry,
    Tri,
)
from tests.documents.timeline_cases import (
    SIX_YEARS,
    TODAY,
    assessed,
    journeys,
    lane,
    life,
    many,
    render,
    rules,
    scene_of,
    texts,
)

D = date


def days(item: SceneItem) -> tuple[date, date]:
    return date.fromordinal(item.first), date.fromordinal(item.last)


def told(item: SceneItem) -> str:
    return " ".join(render(fact) for fact in item.facts)


def test_an_empty_case_has_today_and_no_lanes() -> None:
    scene = scene_of(Case("x"))
    assert (scene.lanes, scene.windows, scene.days, scene.rolling) == ((), (), (), ())
    assert [m.kind for m in scene.markers] == [MarkerKind.TODAY]
    assert scene.first < scene.today < scene.last


def test_each_title_keeps_its_own_bar_though_the_engine_joins_them() -> None:
    entries = (StatusEntry("s1", "trp_work", D(2018, 9, 1), D(2020, 8, 31)),)
    items = lane(scene_of(life(statuses=entries)), LaneId.STATUS).items
    assert [(i.path, days(i)) for i in items] == [
        ("statuses.s1", (D(2018, 9, 1), D(2020, 8, 31))),
        ("current_stay", (D(2020, 9, 1), D(2027, 8, 31))),
    ]


def test_a_stay_that_is_not_legal_is_crossed() -> None:
    entries = (StatusEntry("s1", "illegal", D(2020, 1, 1), D(2020, 8, 31)),)
    item = lane(scene_of(life(statuses=entries)), LaneId.STATUS).items[0]
    assert (item.pattern, item.ink) == (Pattern.CROSS, Ink.RED)
    assert "not legal" in told(item)


def test_titles_that_share_more_than_a_day_stand_on_rows_of_their_own() -> None:
    entries = (
        StatusEntry("s1", "visa_d", D(2019, 1, 1), D(2020, 3, 1)),
        StatusEntry("s2", "trp_studies", D(2020, 1, 1), D(2020, 9, 1)),
    )
    found = lane(scene_of(life(statuses=entries)), LaneId.STATUS)
    assert [(i.path, i.row) for i in found.items] == [
        ("statuses.s1", 0),
        ("statuses.s2", 1),
        ("current_stay", 0),
    ]
    assert found.rows == 2


def test_an_entry_with_a_missing_day_is_shown_on_the_day_that_is_known() -> None:
    entries = (StatusEntry("s1", "visa_d", D(2019, 1, 1), None),)
    case = life(
        (Absence("a1", None, D(2022, 5, 5)), Absence("a2", D(2023, 5, 5), D(2023, 4, 1))),
        statuses=entries,
        dont_know=frozenset({"statuses.s1.last_day"}),
    )
    scene = scene_of(case)
    assert days(lane(scene, LaneId.STATUS).items[0]) == (D(2019, 1, 1), D(2019, 1, 1))
    lost = {i.path: i for i in lane(scene, LaneId.PRESENCE).items}
    assert days(lost["absences.a1"]) == (D(2022, 5, 5), D(2022, 5, 5))
    assert days(lost["absences.a2"]) == (D(2023, 4, 1), D(2023, 5, 5))
    assert all(i.pattern is Pattern.OUTLINE and i.unsure for i in lost.values())


@pytest.mark.parametrize(
    ("back", "pattern"),
    [
        (D(2023, 6, 29), Pattern.LIGHT),
        (D(2023, 7, 1), Pattern.HATCH),
        (D(2023, 7, 3), Pattern.SOLID),
    ],
)
def test_the_grade_of_a_journey_is_a_pattern(back: date, pattern: Pattern) -> None:
    item = lane(scene_of(life(journeys((D(2023, 1, 1), back)))), LaneId.PRESENCE).items[0]
    assert item.pattern is pattern
    assert "28 June 2023" in told(item) or "29 June 2023" in told(item)


def test_a_journey_tells_its_days_in_both_ways_its_reason_and_the_article() -> None:
    case = life((replace(journeys((D(2023, 1, 1), D(2023, 1, 5)))[0], proof_state=DocumentStatus.READY),))
    item = lane(scene_of(case), LaneId.PRESENCE).items[0]
    text = told(item)
    assert "5 days with both travel days, 3 without" in text
    assert texts().get("reason.ordinary.title") in text
    assert "art. 212" in text
    assert "proof of the reason is ready" in text


def test_a_journey_before_the_period_counts_no_longer() -> None:
    case = life(
        journeys((D(2018, 1, 1), D(2018, 12, 1))), current_stay=replace(SIX_YEARS, first_day=D(2017, 1, 1))
    )
    item = lane(scene_of(case), LaneId.PRESENCE).items[0]
    assert item.pattern is Pattern.LIGHT
    assert "no longer counts" in told(item)


def test_a_reason_that_is_proved_takes_a_long_journey_out_of_the_limits() -> None:
    journey = Absence("a1", D(2022, 1, 1), D(2022, 12, 1), "", AbsenceReason.WORK_FOR_POLISH_EMPLOYER)
    open_question = lane(scene_of(life((journey,))), LaneId.PRESENCE).items[0]
    assert open_question.pattern is Pattern.HATCH
    assert "if you can prove it" in told(open_question)
    scene = scene_of(life((replace(journey, proof_state=DocumentStatus.READY),)))
    item = lane(scene, LaneId.PRESENCE).items[0]
    assert (item.pattern, item.ink) == (Pattern.OUTLINE, Ink.AWAY)
    assert scene.rolling[0].on(scene.today) == 0


def test_an_open_journey_ends_today_and_a_planned_one_is_called_so() -> None:
    case = life((Absence("a1", D(2026, 11, 1)), Absence("a2", D(2027, 1, 1), D(2027, 1, 9))))
    items = lane(scene_of(case), LaneId.PRESENCE).items
    assert days(items[0]) == (D(2026, 11, 1), TODAY)
    assert "still abroad" in told(items[0])
    assert "still ahead" in told(items[1])


def test_the_ends_of_an_approximate_journey_are_unsure() -> None:
    case = life(
        journeys((D(2023, 5, 1), D(2023, 6, 30))),
        approximate=(
            ApproximateDay("absences.a1.left", D(2023, 5, 1), D(2023, 5, 10)),
            ApproximateDay("absences.a1.returned", D(2023, 6, 20), D(2023, 6, 30)),
        ),
    )
    item = lane(scene_of(case), LaneId.PRESENCE).items[0]
    assert [(date.fromordinal(a), date.fromordinal(b)) for a, b in item.unsure] == [
        (D(2023, 5, 1), D(2023, 5, 9)),
        (D(2023, 6, 21), D(2023, 6, 30)),
    ]
    assert "between 1 May 2023 and 10 May 2023" in told(item)


def test_an_approximate_title_reaches_over_all_days_it_may_have_had() -> None:
    entries = (StatusEntry("s1", "visa_d", D(2019, 1, 20), D(2020, 8, 10)),)
    case = life(
        statuses=entries,
        approximate=(
            ApproximateDay("statuses.s1.first_day", D(2019, 1, 1), D(2019, 1, 20)),
            ApproximateDay("statuses.s1.last_day", D(2020, 8, 10), D(2020, 8, 31)),
        ),
    )
    item = lane(scene_of(case), LaneId.STATUS).items[0]
    assert days(item) == (D(2019, 1, 1), D(2020, 8, 31))
    assert len(item.unsure) == 2


def test_journeys_to_other_schengen_states_stand_in_their_lane_too() -> None:
    case = life(
        (
            Absence("a1", D(2023, 1, 1), D(2023, 1, 9), "Niemcy"),
            Absence("a2", D(2023, 2, 1), D(2023, 2, 9), "Ukraine"),
            Absence("a3", D(2023, 3, 1), D(2023, 3, 9), "somewhere"),
        ),
        schengen_stays=(
            SchengenStay("v1", D(2019, 1, 1), D(2019, 1, 31)),
            SchengenStay("v2", D(2019, 5, 1), D(2019, 4, 1)),
            SchengenStay("v3"),
        ),
    )
    items = lane(scene_of(case), LaneId.SCHENGEN).items
    assert [i.path for i in items] == ["schengen_stays.v1", "schengen_stays.v2", "absences.a1"]
    assert render(items[2].title) == "Germany"


def test_events_are_days_with_the_field_to_edit() -> None:
    case = life(
        person=Person(birth_date=D(2005, 3, 1)),
        current_stay=replace(SIX_YEARS, filed_on=D(2026, 10, 1), decision_delivered_on=D(2026, 11, 1)),
        earlier_filing=EarlierFiling(Tri.YES, sent_on=D(2026, 5, 2)),
        filing=FilingRecord(sent_on=D(2026, 11, 2), upo_received_on=D(2026, 11, 2)),
    )
    items = lane(scene_of(case), LaneId.MILESTONES).items
    assert [(i.id, i.path) for i in items] == [
        ("milestones.adult", "person.birth_date"),
        ("milestones.earlier_filing", "earlier_filing.sent_on"),
        ("milestones.filed", "current_stay.filed_on"),
        ("milestones.delivered", "current_stay.decision_delivered_on"),
        ("milestones.sent", "filing.sent_on"),
        ("milestones.upo", "filing.upo_received_on"),
    ]


def test_a_child_born_here_has_its_birth_as_an_event() -> None:
    case = Case("x", person=Person(birth_date=D(2026, 9, 1)), current_stay=CurrentStay("born_in_poland"))
    kinds = {kind.id for kind in rules().statuses if kind.last_day_rule.value == "born_here"}
    case = case.with_changes(current_stay=CurrentStay(next(iter(kinds))))
    assert "milestones.birth" in [i.id for i in lane(scene_of(case), LaneId.MILESTONES).items]


def test_every_permit_that_counts_stay_has_a_lane_and_the_chosen_one_comes_first() -> None:
    case = life()
    scene = scene_of(case)
    lanes = [found.id for found in scene.lanes if found.id.startswith(LaneId.ROUTES)]
    counted = {r.id for r in assessed(case).routes if any(e.window_first for e in r.stay_evidence)}
    assert lanes[0] == "routes.ltr_standard"
    assert {name.partition(".")[2] for name in lanes} == counted
    assert len(counted) > 3


def test_the_bands_of_a_permit_lie_in_its_window_without_a_gap() -> None:
    entries = (StatusEntry("s1", "trp_studies", D(2018, 9, 1), D(2020, 8, 31)),)
    scene = scene_of(life(journeys((D(2022, 1, 1), D(2022, 2, 1))), statuses=entries))
    bands = lane(scene, f"{LaneId.ROUTES}.ltr_standard").items
    assert bands[0].first == scene.windows[0].first
    assert bands[-1].last == scene.windows[0].last
    assert all(a.last + 1 == b.first for a, b in pairwise(bands))
    assert all(told(band) for band in bands)


def test_every_item_can_be_found_by_its_id_and_told_in_both_languages() -> None:
    case = life(
        journeys((D(2022, 1, 1), D(2022, 9, 1))),
        schengen_stays=(SchengenStay("v1", D(2019, 1, 1)),),
        planned_filing_on=D(2027, 1, 1),
    )
    scene = scene_of(case)
    for found in scene.lanes:
        for item in found.items:
            assert scene.item(item.id) == item
            assert scene.lane_of(item.id) == found
            for language in ("en", "pl"):
                assert all(texts(language).render(fact) for fact in (item.title, *item.facts))
    assert scene.item("nothing") is None
    assert scene.lane_of("nothing") is None


def test_items_are_in_order_of_days_and_the_scene_holds_them() -> None:
    scene = scene_of(many(300))
    for found in scene.lanes:
        firsts = [item.first for item in found.items]
        assert firsts == sorted(firsts)
        assert all(scene.first <= i.first and i.last <= scene.last for i in found.items)


def test_days_far_ahead_do_not_stretch_the_scene() -> None:
    scene = scene_of(life(journeys((D(2090, 1, 1), D(2090, 2, 1)))))
    assert date.fromordinal(scene.last).year < 2032


def test_a_life_of_ninety_years_fits() -> None:
    case = life(current_stay=CurrentStay("trp_work", D(1936, 11, 21), D(2027, 8, 31)))
    scene = scene_of(case)
    assert date.fromordinal(scene.first).year <= 1936

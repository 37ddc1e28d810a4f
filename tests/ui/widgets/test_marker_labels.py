"""Labels of lines never touch each other and are never crossed."""

from __future__ import annotations

from itertools import product

import pytest

from permitdesk.ui.widgets.marker_labels import LabelPlace, place_labels


def crossings(lines: list[tuple[float, float]], places: tuple[LabelPlace, ...]) -> list[str]:
    """What is wrong with the places."""
    wrong = []
    for a, (one, here) in enumerate(zip(lines, places, strict=True)):
        for b, (other, there) in enumerate(zip(lines, places, strict=True)):
            if a == b:
                continue
            meet = here.start < there.start + other[1] and there.start < here.start + one[1]
            if here.level == there.level and meet:
                wrong.append(f"{a} touches {b}")
            if there.level < here.level and here.start < other[0] < here.start + one[1]:
                wrong.append(f"{a} is crossed by {b}")
    return wrong


@pytest.mark.parametrize("width", [60, 90, 120])
@pytest.mark.parametrize("days", [(5, 10), (290, 300), (10, 150, 290), (140, 141, 150, 160)])
def test_labels_stand_apart(width: float, days: tuple[int, ...]) -> None:
    lines = [(float(x), float(width)) for x in days]
    places = place_labels(lines, 300)
    assert crossings(lines, places) == []
    for (_x, wide), place in zip(lines, places, strict=True):
        assert place.start >= 0
        assert place.start + wide <= 300


def test_labels_with_room_share_one_level() -> None:
    assert {place.level for place in place_labels([(0, 80), (299, 80)], 300)} == {0}


def test_a_label_wider_than_both_sides_stands_over_its_line() -> None:
    assert place_labels([(150, 200)], 300) == (LabelPlace(0, 100, above=True),)


def test_labels_never_touch_however_little_room_there_is() -> None:
    for days in product(range(0, 301, 50), repeat=3):
        lines = [(float(x), 200.0) for x in days]
        assert not [wrong for wrong in crossings(lines, place_labels(lines, 300)) if "touches" in wrong], days


def test_two_lines_on_one_day_have_labels_of_their_own() -> None:
    lines = [(150.0, 100.0), (150.0, 100.0)]
    assert crossings(lines, place_labels(lines, 300)) == []


def test_nothing_to_label_needs_no_place() -> None:
    assert place_labels([], 300) == ()

"""The timeline as a person uses it: by mouse, by touch pad, by keys alone, by a screen reader."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from permitdesk.documents.drawing import Drawing, Measure, Style
from permitdesk.documents.layout_base import View, Words
from permitdesk.documents.timeline_scene import Scene
from permitdesk.ui.theme import apply_theme
from permitdesk.ui.widgets.hover_card import HoverCard
from permitdesk.ui.widgets.timeline_layouts import LAYOUTS, Layout, Permits, PictureKind
from permitdesk.ui.widgets.timeline_view import TimelineView
from tests.ui.widgets.timeline_support import PLAIN, day, make_scene, many_journeys, plain_lanes, texts

NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Open = Callable[..., TimelineView]
#: the windows of this test: qtbot itself only remembers them weakly
_WINDOWS: list[QWidget] = []


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    """Opens a view on the screen, with the keyboard in the picture."""
    _WINDOWS.clear()

    def make(
        scene: Scene | None = None,
        width: int = 900,
        height: int = 560,
        layouts: dict[PictureKind, Layout] | None = None,
    ) -> TimelineView:
        # Beside nothing else in its window, as the only thing on a page.
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(width, height)
        view = TimelineView(texts(), window, layouts or PLAIN)
        view.setGeometry(0, 0, width, height)
        view.show_scene(scene or make_scene())
        _WINDOWS.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        view.picture.setFocus()
        view.picture.settle()
        return view

    return make


def press(view: TimelineView, *keys: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
    for key in keys:
        QTest.keyClick(view.picture, key, modifier)
    view.picture.settle()


def focused(view: TimelineView) -> str:
    item = view.picture.focused_item()
    return "" if item is None else item.id


def middle(view: TimelineView, item_id: str) -> QPoint:
    """Where an item is drawn."""
    drawing = view.picture.drawing()
    assert drawing is not None
    hit = next(h for h in drawing.hits if h.item == item_id)
    drop = view.picture.verticalScrollBar().value()
    return QPoint(round(hit.x + hit.width / 2), round(hit.y + hit.height / 2 - drop))


def click(view: TimelineView, where: QPoint) -> None:
    QTest.mouseClick(view.picture.viewport(), Qt.MouseButton.LeftButton, NO, where)
    view.picture.settle()


def turn_wheel(
    view: TimelineView, notches: float, modifier: Qt.KeyboardModifier = NO, at: QPoint | None = None
) -> bool:
    """Whether the picture took the turn for itself."""
    viewport = view.picture.viewport()
    here = QPointF(at if at is not None else viewport.rect().center())
    event = QWheelEvent(
        here,
        viewport.mapToGlobal(here),
        QPoint(),
        QPoint(0, round(notches * 120)),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)
    view.picture.settle()
    return event.isAccepted()


# --- walking by keys ---------------------------------------------------------------------


def test_arrows_walk_through_the_entries_and_tell_each(opened: Open) -> None:
    view = opened()
    press(view, Qt.Key.Key_Right)
    assert focused(view) == "statuses.s1"
    press(view, Qt.Key.Key_Right)
    assert focused(view) == "current"
    press(view, Qt.Key.Key_Down)
    assert focused(view) == "absences.a2018"
    assert view.title.text() == "Title of absences.a2018"
    assert view.facts.text() == "Facts of absences.a2018"
    press(view, Qt.Key.Key_Left)
    assert focused(view) == "absences.a2016"
    press(view, Qt.Key.Key_Left)
    assert focused(view) == "absences.a2016"
    press(view, Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_P)
    assert focused(view) == "absences.a2018"


def test_enter_opens_the_entry_that_has_the_focus(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.edit_asked) as asked:
        press(view, Qt.Key.Key_Return)
    assert asked.args == ["absences.a2016"]
    with qtbot.waitSignal(view.edit_asked):
        QTest.mouseClick(view.edit, Qt.MouseButton.LeftButton)


def test_what_has_no_entry_opens_nothing(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    view.show_permits(Permits.ALL)
    view.picture.focus_item("routes.pr.1")
    assert not view.edit.isVisible()
    with qtbot.assertNotEmitted(view.edit_asked):
        press(view, Qt.Key.Key_Return)


def test_tab_leaves_the_picture(opened: Open) -> None:
    view = opened()
    assert view.picture.hasFocus()
    QTest.keyClick(view.picture, Qt.Key.Key_Tab)
    assert not view.picture.hasFocus()


def test_the_walk_brings_the_entry_into_view_and_keeps_the_zoom(opened: Open) -> None:
    view = opened()
    view.picture.show_exactly(float(day(2016, 4)), float(day(2016, 8)))
    press(view, Qt.Key.Key_Down)
    span = view.picture.axis.span
    view.picture.focus_item("absences.a2025")
    view.picture.settle()
    axis = view.picture.axis
    assert axis.span == pytest.approx(span)
    assert axis.first <= day(2025, 5)
    assert day(2025, 5, 21) <= axis.last


def test_out_of_sight_the_walk_begins_with_what_is_in_sight(opened: Open) -> None:
    view = opened()
    press(view, Qt.Key.Key_Down)
    view.picture.show_exactly(float(day(2025)), float(day(2026)))
    view.picture.settle()
    view.picture.focus_item("absences.a2016")
    view.picture.show_exactly(float(day(2025)), float(day(2026)))
    press(view, Qt.Key.Key_Right)
    assert focused(view) == "current"


def test_a_page_that_scrolls_goes_along_with_the_walk(qtbot: QtBot) -> None:
    page = QWidget()
    box = QVBoxLayout(page)
    view = TimelineView(texts(), layouts=PLAIN)
    view.show_scene(make_scene())
    box.addWidget(view)
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(500, 130)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    view.picture.setFocus()
    for item_id in ("absences.a2018", "statuses.s1", "absences.a2025"):
        view.picture.focus_item(item_id)
        qtbot.waitUntil(lambda: view.picture.drawing() is not None)
        view.picture.settle()
        here = view.picture.viewport().mapTo(area.viewport(), middle(view, item_id))
        assert area.viewport().rect().contains(here), item_id


def test_the_focused_entry_has_a_frame_that_only_it_has(opened: Open) -> None:
    view = opened()
    before = view.picture.grab().toImage()
    view.picture.focus_item("absences.a2020")
    view.picture.settle()
    after = view.picture.grab().toImage()
    here = middle(view, "absences.a2020")
    box = range(here.x() - 12, here.x() + 12)
    assert any(before.pixelColor(x, here.y()) != after.pixelColor(x, here.y()) for x in box)
    other = middle(view, "absences.a2016")
    box = range(other.x() - 12, other.x() + 12)
    assert all(before.pixelColor(x, other.y()) == after.pixelColor(x, other.y()) for x in box)


# --- zoom and pan ------------------------------------------------------------------------


def test_keys_zoom_pan_and_show_everything(opened: Open) -> None:
    view = opened()
    axis = view.picture.axis
    whole = axis.span
    press(view, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    assert axis.span == pytest.approx(whole / 2.25)
    begun = axis.first
    press(view, Qt.Key.Key_Right, modifier=CTRL)
    assert axis.first > begun
    press(view, Qt.Key.Key_Left, modifier=CTRL)
    assert axis.first == pytest.approx(begun)
    press(view, Qt.Key.Key_PageDown)
    assert axis.first > begun
    press(view, Qt.Key.Key_PageUp)
    press(view, Qt.Key.Key_End)
    assert axis.last == pytest.approx(axis.upper)
    press(view, Qt.Key.Key_Home)
    assert axis.first == pytest.approx(axis.lower)
    press(view, Qt.Key.Key_Minus)
    assert axis.span == pytest.approx(whole / 1.5)
    press(view, Qt.Key.Key_0)
    assert axis.everything


def test_t_goes_to_today_and_w_to_the_period_that_counts(opened: Open) -> None:
    view = opened()
    axis = view.picture.axis
    press(view, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Home, Qt.Key.Key_T)
    assert axis.first <= day(2026, 11, 21) < axis.last
    press(view, Qt.Key.Key_W)
    assert axis.first <= day(2021, 11, 21)
    assert axis.last >= day(2026, 11, 21)
    assert axis.span < 2200


def test_zooming_keeps_the_focused_entry_in_view(opened: Open) -> None:
    view = opened()
    view.picture.focus_item("absences.a2016")
    press(view, *[Qt.Key.Key_Plus] * 12)
    axis = view.picture.axis
    assert axis.first < day(2016, 5, 21)
    assert day(2016, 5) < axis.last


def test_buttons_do_what_the_keys_do_and_say_which(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    axis = view.picture.axis
    assert not view.zoom_out.isEnabled()
    assert not view.everything.isEnabled()
    QTest.mouseClick(view.zoom_in, Qt.MouseButton.LeftButton)
    assert axis.span < 3700
    QTest.mouseClick(view.zoom_out, Qt.MouseButton.LeftButton)
    assert axis.everything
    QTest.mouseClick(view.window_button, Qt.MouseButton.LeftButton)
    assert axis.span < 2200
    QTest.mouseClick(view.today, Qt.MouseButton.LeftButton)
    QTest.mouseClick(view.everything, Qt.MouseButton.LeftButton)
    assert axis.everything
    for button, key in (
        (view.zoom_in, "+"),
        (view.zoom_out, "-"),
        (view.everything, "0"),
        (view.window_button, "W"),
        (view.today, "T"),
        (view.permits, "A"),
        (view.full_screen, "F11"),
    ):
        assert f"key {key}" in button.toolTip()


def test_one_cannot_look_closer_than_two_weeks(opened: Open) -> None:
    view = opened()
    press(view, *[Qt.Key.Key_Plus] * 20)
    assert view.picture.axis.closest
    assert not view.zoom_in.isEnabled()


def test_ctrl_and_the_wheel_zoom_at_the_pointer(opened: Open) -> None:
    view = opened()
    at = middle(view, "absences.a2016")
    before = view.picture.day_at(at.x())
    assert turn_wheel(view, 3, CTRL, at)
    assert view.picture.axis.span < 2600
    assert view.picture.day_at(at.x()) == pytest.approx(before, abs=0.5)
    turn_wheel(view, -30, CTRL, at)
    assert view.picture.axis.everything


def test_shift_and_the_wheel_pan(opened: Open) -> None:
    view = opened()
    press(view, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    begun = view.picture.axis.first
    assert turn_wheel(view, -1, SHIFT)
    assert view.picture.axis.first > begun


def test_a_plain_wheel_belongs_to_the_page_until_the_picture_has_the_focus(opened: Open) -> None:
    view = opened()
    press(view, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    view.today.setFocus()
    begun = view.picture.axis.first
    assert not turn_wheel(view, -1)
    assert view.picture.axis.first == begun
    view.picture.setFocus()
    assert turn_wheel(view, -1)
    assert view.picture.axis.first > begun
    press(view, Qt.Key.Key_0)
    assert not turn_wheel(view, -1)


def test_a_picture_taller_than_its_room_scrolls_down(opened: Open) -> None:
    view = opened(height=240)
    bar = view.picture.verticalScrollBar()
    assert bar.maximum() > 0
    assert turn_wheel(view, -1)
    assert bar.value() > 0
    press(view, Qt.Key.Key_Up, modifier=CTRL)
    assert bar.value() == 0
    view.show_permits(Permits.ALL)
    view.picture.focus_item("routes.pr.1")
    view.picture.settle()
    here = middle(view, "routes.pr.1")
    assert view.picture.viewport().rect().contains(here)


def test_dragging_moves_the_days_with_the_pointer_and_opens_nothing(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    press(view, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    viewport = view.picture.viewport()
    start = QPoint(400, 40)
    held = view.picture.day_at(start.x())
    with qtbot.assertNotEmitted(view.edit_asked):
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, NO, start)
        for x in (380, 340, 300):
            QTest.mouseMove(viewport, QPoint(x, 40))
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, NO, QPoint(300, 40))
    assert view.picture.day_at(300) == pytest.approx(held, abs=2)


def test_the_scroll_bar_shows_and_moves_where_one_is(opened: Open) -> None:
    view = opened()
    bar = view.picture.horizontalScrollBar()
    assert bar.maximum() == 0
    press(view, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Home)
    assert bar.value() == 0
    bar.setValue(bar.maximum())
    view.picture.settle()
    assert view.picture.axis.last == pytest.approx(view.picture.axis.upper, abs=1.5)


def test_a_picture_costly_to_lay_out_moves_at_once_and_is_drawn_anew_when_it_rests(
    opened: Open, qtbot: QtBot
) -> None:
    calls: list[float] = []

    def slow(
        scene: Scene, view: View, style: Style, words: Words, measure: Measure, permits: Permits
    ) -> Drawing:
        calls.append(view.first)
        until = time.perf_counter() + 0.03
        while time.perf_counter() < until:
            pass
        return plain_lanes(scene, view, style, words, measure, permits)

    view = opened(layouts=dict.fromkeys(PictureKind, slow))
    view.picture.grab()
    count = len(calls)
    for _ in range(5):
        view.picture.zoom(1.2)
        view.picture.grab()
    assert len(calls) == count
    qtbot.waitUntil(lambda: len(calls) > count)
    assert calls[-1] == view.picture.axis.first


def test_pinching_on_a_touch_pad_zooms_at_the_fingers(opened: Open) -> None:
    view = opened()
    viewport = view.picture.viewport()
    here = QPointF(300, 60)
    held = view.picture.day_at(300)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        here,
        here,
        viewport.mapToGlobal(here),
        0.5,
        QPointF(),
    )
    QApplication.sendEvent(viewport, event)
    view.picture.settle()
    assert not view.picture.axis.everything
    assert view.picture.day_at(300) == pytest.approx(held, abs=0.5)


# --- mouse -------------------------------------------------------------------------------


def test_a_click_tells_what_it_is_and_opens_the_entry(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    with qtbot.waitSignal(view.edit_asked) as asked:
        click(view, middle(view, "absences.a2018"))
    assert asked.args == ["absences.a2018"]
    assert focused(view) == "absences.a2018"


def test_a_double_click_opens_the_entry_once(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    asked: list[str] = []
    view.edit_asked.connect(asked.append)
    where = middle(view, "absences.a2018")
    # A double click is a click, and then an event of its own for the second one.
    QTest.mouseClick(view.picture.viewport(), Qt.MouseButton.LeftButton, NO, where)
    QTest.mouseDClick(view.picture.viewport(), Qt.MouseButton.LeftButton, NO, where)
    assert asked == ["absences.a2018"]


def test_the_label_of_a_day_that_matters_tells_the_day_and_opens_where_it_is_told(
    opened: Open, qtbot: QtBot
) -> None:
    scene = make_scene()
    (today,) = scene.markers
    scene = replace(scene, markers=(replace(today, path="planned_filing_date"),))
    view = opened(scene, layouts=dict(LAYOUTS))
    where = middle(view, "markers.today")
    QTest.mouseMove(view.picture.viewport(), where)
    qtbot.waitUntil(lambda: any(c.isVisible() for c in view.window().findChildren(HoverCard)))
    (card,) = view.window().findChildren(HoverCard)
    assert (card.title.text(), card.facts.text()) == ("Today", "21 November 2026")
    with qtbot.waitSignal(view.edit_asked) as asked:
        click(view, where)
    assert asked.args == ["planned_filing_date"]


def test_a_click_beside_everything_opens_nothing(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    with qtbot.assertNotEmitted(view.edit_asked):
        click(view, QPoint(5, 5))


def test_resting_on_something_tells_what_it_is_without_covering_it(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    where = middle(view, "absences.a2018")
    QTest.mouseMove(view.picture.viewport(), where)
    qtbot.waitUntil(lambda: any(c.isVisible() for c in view.window().findChildren(HoverCard)))
    (card,) = view.window().findChildren(HoverCard)
    assert card.title.text() == "Title of absences.a2018"
    assert card.facts.text() == "Facts of absences.a2018"
    assert not card.geometry().contains(view.picture.viewport().mapTo(view, where))
    assert view.rect().contains(card.geometry())
    press(view, Qt.Key.Key_Escape)
    assert not card.isVisible()
    QTest.mouseMove(view.picture.viewport(), QPoint(3, 3))
    assert not card.isVisible()


# --- pictures ----------------------------------------------------------------------------


def test_numbers_and_buttons_choose_the_picture(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    for key, kind in ((Qt.Key.Key_2, "years"), (Qt.Key.Key_3, "rolling"), (Qt.Key.Key_1, "lanes")):
        press(view, key)
        assert view.picture.kind == kind
        assert [k for k, b in view.kinds.items() if b.isChecked()] == [kind]
    QTest.mouseClick(view.kinds[PictureKind.YEARS], Qt.MouseButton.LeftButton)
    assert view.picture.kind is PictureKind.YEARS
    assert not view.zoom_in.isEnabled()
    press(
        view, Qt.Key.Key_Plus, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_T, Qt.Key.Key_W
    )


def test_a_chart_tells_what_it_counts_on_the_day_pointed_at_and_on_the_last_day_of_an_entry(
    opened: Open, qtbot: QtBot
) -> None:
    view = opened(layouts=dict(LAYOUTS))
    press(view, Qt.Key.Key_3)
    QTest.mouseMove(view.picture.viewport(), QPoint(700, 60))
    (card,) = view.window().findChildren(HoverCard)
    assert card.isVisible()
    assert card.facts.text() == "Days abroad: 20 of 300 days"
    press(view, Qt.Key.Key_Escape)
    assert not card.isVisible()
    view.picture.focus_item("absences.a2016")
    assert view.facts.text() == "Facts of absences.a2016 · On 20 May 2016. Days abroad: 20 of 300 days"


@pytest.mark.parametrize("kind", list(PictureKind))
def test_the_frame_of_the_focus_lies_where_the_entry_is_drawn(opened: Open, kind: PictureKind) -> None:
    view = opened(layouts=dict(LAYOUTS))
    view.show_kind(kind)
    view.picture.settle()
    view.picture.focus_item("absences.a2016")
    QApplication.processEvents()
    before = view.picture.viewport().grab().toImage()
    view.picture.focus_item("absences.a2020")
    view.picture.settle()
    after = view.picture.viewport().grab().toImage()
    assert before.size() == after.size()
    columns = range(before.width())
    rows = range(0, before.height(), 2)
    changed = [x for x in columns if any(before.pixelColor(x, y) != after.pixelColor(x, y) for y in rows)]
    # The old frame and the new one, which lie in one column where years stand below each other.
    jumps = [here for here, there in pairwise(changed) if there - here > 30]
    assert changed
    assert len(jumps) == (0 if kind is PictureKind.YEARS else 1)
    assert (
        max(changed) - min(changed) - (0 if not jumps else changed[changed.index(jumps[0]) + 1] - jumps[0])
        < 90
    )


def test_one_of_many_in_one_place_has_a_frame_of_its_own_and_a_click_looks_closer(
    opened: Open, qtbot: QtBot
) -> None:
    view = opened(many_journeys(2000), layouts=dict(LAYOUTS))
    drawing = view.picture.drawing()
    assert drawing is not None
    crowd = next(h for h in drawing.hits if h.more)
    view.picture.focus_item("absences.a3")
    QApplication.processEvents()
    before = view.picture.viewport().grab().toImage()
    view.picture.focus_item("absences.a1000")
    view.picture.settle()
    after = view.picture.viewport().grab().toImage()
    y = round(crowd.y + crowd.height / 2)
    changed = [x for x in range(before.width()) if before.pixelColor(x, y) != after.pixelColor(x, y)]
    assert changed
    assert len(changed) < 40
    span = view.picture.axis.span
    with qtbot.assertNotEmitted(view.edit_asked):
        click(view, QPoint(450, y))
    assert view.picture.axis.span < span


def test_a_shows_the_bands_of_every_permit(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    view.picture.focus_item("routes.pr.1")
    assert focused(view) == ""
    press(view, Qt.Key.Key_A)
    assert view.permits.isChecked()
    view.picture.focus_item("routes.pr.1")
    assert focused(view) == "routes.pr.1"
    QTest.mouseClick(view.permits, Qt.MouseButton.LeftButton)
    assert focused(view) == ""


# --- as text -----------------------------------------------------------------------------


def test_everything_is_there_as_text_in_step_with_the_focus(opened: Open, qtbot: QtBot) -> None:
    view = opened()
    assert not view.lines.isVisible()
    QTest.mouseClick(view.as_text, Qt.MouseButton.LeftButton)
    assert view.lines.isVisible()
    spoken = [view.model.index(row).data() for row in range(view.model.rowCount())]
    assert spoken[:3] == ["The five years that count", "Today: 21 November 2026", "Stay"]
    view.picture.focus_item("absences.a2018")
    assert view.lines.currentIndex().data() == "Title of absences.a2018. Facts of absences.a2018"
    assert not view.facts.isVisible()
    QTest.keyClick(view.lines, Qt.Key.Key_Down)
    assert focused(view) == "absences.a2020"
    with qtbot.waitSignal(view.edit_asked) as asked:
        QTest.keyClick(view.lines, Qt.Key.Key_Return)
    assert asked.args == ["absences.a2020"]


def test_the_lines_are_a_sound_model(opened: Open) -> None:
    view = opened()
    tester = QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    view.show_permits(Permits.ALL)
    view.show_scene(make_scene(without="absences.a2018"))
    view.show_scene(None)
    view.show_scene(make_scene())
    assert tester.model() is view.model


# --- facts that change -------------------------------------------------------------------


def test_other_facts_keep_zoom_and_focus(opened: Open) -> None:
    view = opened()
    view.picture.show_exactly(float(day(2017)), float(day(2019)))
    view.picture.focus_item("absences.a2018")
    before = view.look()
    view.show_scene(make_scene(without="absences.a2016", last_year=2030))
    view.picture.settle()
    assert view.look() == before
    view.show_scene(make_scene(without="absences.a2018"))
    assert focused(view) == ""
    assert view.picture.axis.first == pytest.approx(day(2017))


def test_who_sees_everything_goes_on_seeing_everything(opened: Open) -> None:
    view = opened()
    view.show_scene(make_scene(last_year=2035))
    view.picture.settle()
    assert view.picture.axis.everything
    assert view.picture.axis.last > day(2035, 12, 31)


def test_without_facts_the_view_says_so_and_offers_nothing(opened: Open) -> None:
    view = opened()
    view.show_scene(None)
    view.picture.settle()
    assert not view.zoom_in.isEnabled()
    assert not view.as_text.isEnabled()
    assert view.model.rowCount() == 0
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_0, Qt.Key.Key_T, Qt.Key.Key_W)
    assert focused(view) == ""
    assert not view.picture.grab().isNull()


def test_another_view_can_look_the_same_way(opened: Open) -> None:
    view, other = opened(), opened()
    press(view, Qt.Key.Key_3, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    view.picture.focus_item("absences.a2018")
    view.as_text.click()
    other.set_look(view.look())
    assert other.look() == view.look()


# --- for everybody -----------------------------------------------------------------------


def test_everything_has_a_name_and_the_focus_is_spoken(opened: Open) -> None:
    view = opened()
    for widget in (view.picture, view.lines, *view.findChildren(QPushButton)):
        spoken = QAccessible.queryAccessibleInterface(widget)
        assert spoken.text(QAccessible.Text.Name), widget.objectName()
    for button in view.findChildren(QPushButton):
        assert button.toolTip()
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Down)
    told = QAccessible.queryAccessibleInterface(view.picture).text(QAccessible.Text.Description)
    assert told == "Journeys: Title of absences.a2016. Facts of absences.a2016 1 of 4."


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [320, 1240])
def test_large_text_and_small_windows_show_every_control_whole(
    opened: Open, qapp: QApplication, scale: float, dark: bool, width: int
) -> None:
    apply_theme(qapp, dark=dark, scale=scale)
    try:
        view = opened(width=width, height=680)
        qapp.processEvents()
        buttons = [b for b in view.findChildren(QPushButton) if b.isVisible()]
        for button in buttons:
            box = QRect(button.mapTo(view, QPoint(0, 0)), button.size())
            assert view.rect().contains(box), button.text()
            assert button.width() >= min(button.sizeHint().width(), width)
        assert view.picture.viewport().height() > 60
    finally:
        apply_theme(qapp, dark=False, scale=1.0)


@pytest.mark.parametrize("kind", list(PictureKind))
def test_two_thousand_journeys_are_drawn_and_walked_without_a_pause(opened: Open, kind: PictureKind) -> None:
    scene = many_journeys(2000)
    started = time.process_time()
    view = opened(scene, width=1240, layouts=dict(LAYOUTS))
    view.show_kind(kind)
    view.picture.settle()
    view.picture.grab()
    press(view, Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    view.as_text.click()
    QApplication.processEvents()
    assert time.process_time() - started < 2.0

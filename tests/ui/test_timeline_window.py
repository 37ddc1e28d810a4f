"""The timeline over the whole screen: the last legal day stays in sight, an entry leads back to the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from permitdesk.ui.timeline_window import TimelineWindow, open_full_screen
from permitdesk.ui.viewmodels.headline import Headline, Urgency
from permitdesk.ui.widgets.timeline_layouts import PictureKind
from permitdesk.ui.widgets.timeline_view import TimelineView
from permitdesk.ui.widgets.tones import Tone
from tests.ui.widgets.timeline_support import day, make_scene, texts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

AMBER = Headline("Last day of legal stay", "31 January 2027 · 71 days left", Urgency.AMBER)


class Page:
    """A page with a timeline, and the full screen opened from it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.widget = QWidget()
        qtbot.addWidget(self.widget)
        self.view = TimelineView(texts(), self.widget)
        self.view.setGeometry(0, 0, 800, 500)
        self.view.show_scene(make_scene())
        self.widget.resize(800, 500)
        self.widget.show()
        self.view.picture.show_exactly(float(day(2017)), float(day(2020)))
        self.view.picture.focus_item("absences.a2018")
        opened = open_full_screen(self.view, texts(), AMBER, self.widget)
        assert opened is not None
        self.window: TimelineWindow = opened
        qtbot.waitExposed(self.window)


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    return Page(qtbot)


def test_the_last_legal_day_and_the_days_left_stay_in_sight(page: Page) -> None:
    assert page.window.isFullScreen()
    assert page.window.last_day.isVisible()
    assert page.window.last_day.text() == "Last day of legal stay: 31 January 2027 · 71 days left"
    assert page.window.head.tone is Tone.AMBER


def test_it_looks_on_as_the_page_was_left_and_the_page_takes_it_back(page: Page, qtbot: QtBot) -> None:
    assert page.window.view.look() == page.view.look()
    QTest.keyClick(page.window.view.picture, Qt.Key.Key_2)
    QTest.keyClick(page.window.view.picture, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.window.finished):
        QTest.keyClick(page.window.view.picture, Qt.Key.Key_Escape)
    assert page.view.picture.kind is PictureKind.YEARS
    item = page.view.picture.focused_item()
    assert item is not None
    assert item.id == "absences.a2020"


@pytest.mark.parametrize("way", ["key", "button"])
def test_f11_and_the_button_close_it(page: Page, qtbot: QtBot, way: str) -> None:
    with qtbot.waitSignal(page.window.finished):
        if way == "key":
            page.window.activateWindow()
            qtbot.waitUntil(page.window.isActiveWindow)
            QTest.keyClick(page.window.view.picture, Qt.Key.Key_F11)
        else:
            QTest.mouseClick(page.window.close_button, Qt.MouseButton.LeftButton)


def test_an_entry_to_edit_closes_it_and_goes_to_the_page(page: Page) -> None:
    heard: list[object] = []
    page.window.finished.connect(lambda _result: heard.append("closed"))
    page.view.edit_asked.connect(heard.append)
    QTest.keyClick(page.window.view.picture, Qt.Key.Key_Return)
    assert heard == ["closed", "absences.a2018"]


def test_f11_on_the_page_asks_for_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    view = TimelineView(texts(), window)
    view.show_scene(make_scene())
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    view.picture.setFocus()
    with qtbot.waitSignal(view.full_screen_asked):
        QTest.keyClick(view.picture, Qt.Key.Key_F11)
    with qtbot.waitSignal(view.full_screen_asked):
        QTest.mouseClick(view.full_screen, Qt.MouseButton.LeftButton)


def test_without_facts_there_is_nothing_to_open(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    assert open_full_screen(TimelineView(texts(), page), texts(), AMBER, page) is None


def test_its_parts_have_names(page: Page) -> None:
    for widget in (page.window.last_day, page.window.close_button, page.window.view.picture):
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    assert page.window.windowTitle() == "Timeline"

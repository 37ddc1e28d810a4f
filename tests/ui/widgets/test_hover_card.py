"""A card tells what something is and never lies over it, wherever there is room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from permitdesk.ui.widgets.hover_card import HoverCard, card_place

ROOM = QRect(0, 0, 400, 300)
CARD = QSize(150, 80)


@pytest.mark.parametrize(
    ("item", "pointer"),
    [
        (QRect(100, 20, 60, 20), QPoint(120, 30)),
        (QRect(100, 260, 60, 20), QPoint(120, 270)),
        (QRect(0, 100, 10, 20), QPoint(2, 110)),
        (QRect(380, 100, 20, 20), QPoint(398, 110)),
        (QRect(100, 190, 200, 30), QPoint(200, 200)),
        # A band from top to bottom: beside the pointer, on whichever side there is room.
        (QRect(50, 0, 10, 300), QPoint(55, 150)),
        (QRect(340, 0, 10, 300), QPoint(345, 150)),
    ],
)
def test_the_card_lies_beside_the_item_and_inside_the_room(item: QRect, pointer: QPoint) -> None:
    box = QRect(card_place(CARD, item, pointer, ROOM), CARD)
    assert ROOM.contains(box)
    assert not box.contains(pointer)
    assert not box.intersects(item)


def test_a_card_as_large_as_the_room_stays_inside_it() -> None:
    large = QSize(400, 300)
    box = QRect(card_place(large, QRect(100, 100, 20, 20), QPoint(110, 110), ROOM), large)
    assert ROOM.contains(box)


def test_long_facts_wrap_and_stay_inside_the_window(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(320, 400)
    window.show()
    card = HoverCard(window)
    card.show_beside("Title", "word " * 60, QRect(150, 30, 20, 20), QPoint(160, 40))
    assert window.rect().contains(card.geometry())
    assert card.facts.height() >= 3 * card.fontMetrics().height()
    card.show_beside("Title", "", QRect(150, 30, 20, 20), QPoint(160, 40))
    assert not card.facts.isVisible()

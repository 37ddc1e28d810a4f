"""Controls that do not fit beside each other go on in the next line."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from permitdesk.ui.widgets.wrap_row import WrapRow


def row_of(count: int) -> tuple[WrapRow, list[QPushButton]]:
    row = WrapRow(6)
    buttons = [QPushButton(f"Button {n}") for n in range(count)]
    for button in buttons:
        row.add(button)
    return row, buttons


def shown(qtbot: QtBot, row: WrapRow, width: int) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    inner = QWidget(window)
    box = QVBoxLayout(inner)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(row)
    box.addStretch(1)
    inner.setGeometry(0, 0, width, 400)
    window.resize(width, 400)
    window.show()
    return window


def test_with_room_all_stand_on_one_line(qtbot: QtBot) -> None:
    row, buttons = row_of(4)
    window = shown(qtbot, row, 900)
    assert {button.y() for button in buttons} == {0}
    assert row.height() == buttons[0].height()
    assert window.isVisible()


def test_without_room_they_wrap_and_none_is_cut_off_or_covered(qtbot: QtBot) -> None:
    row, buttons = row_of(6)
    window = shown(qtbot, row, 200)
    assert len({button.y() for button in buttons}) > 1
    qtbot.waitUntil(lambda: all(row.rect().contains(button.geometry()) for button in buttons))
    boxes = [button.geometry() for button in buttons]
    assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])
    assert window.isVisible()


def test_a_hidden_control_leaves_no_gap_and_a_longer_one_gets_its_room(qtbot: QtBot) -> None:
    row, buttons = row_of(3)
    window = shown(qtbot, row, 600)
    buttons[0].hide()
    qtbot.waitUntil(lambda: buttons[1].x() == 0)
    before = buttons[2].x()
    buttons[1].setText("A button with a much longer text")
    qtbot.waitUntil(lambda: buttons[2].x() > before)
    assert window.isVisible()


def test_a_row_without_controls_takes_no_height(qtbot: QtBot) -> None:
    row = WrapRow()
    qtbot.addWidget(row)
    assert row.heightForWidth(100) == 0
    assert row.minimumSizeHint().height() == 0

"""What a person at the keyboard can do: press keys where the keyboard is, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from permitdesk.domain.case import Case
from permitdesk.domain.dossier import RouteAssessment
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.field_row import FieldRow
from permitdesk.ui.wizard.wizard_view import WizardView
from tests.ui.conftest import Shell

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def focused() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None, "the keyboard is nowhere"
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """One key, wherever the keyboard is."""
    QTest.keyClick(focused(), key, modifier)


def write(text: str) -> None:
    """Type. ASCII only: Qt's test library ends the interpreter on anything else."""
    assert text.isascii()
    for letter in text:
        QTest.keyClicks(focused(), letter)


def tab_to(wanted: Callable[[QWidget], bool], limit: int = 40) -> None:
    """Press Tab until the keyboard is on a widget that fits."""
    for _ in range(limit):
        if wanted(focused()):
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"{limit} times Tab did not lead there; the keyboard is on {focused()}")


def row_path(widget: QWidget | None) -> str:
    """The field path of the row that a widget belongs to, or an empty text."""
    while widget is not None and not isinstance(widget, FieldRow):
        widget = widget.parentWidget()
    return "" if widget is None else widget.path


def wizard(shell: Shell) -> WizardView:
    """The view of the open case."""
    assert shell.window.wizard is not None, "no case is open"
    return shell.window.wizard


def session(shell: Shell) -> CaseSession:
    """The open case."""
    return wizard(shell).session


def case(shell: Shell) -> Case:
    """The answers now."""
    return session(shell).case


def chosen_route(shell: Shell) -> RouteAssessment:
    """The assessment of the permit chosen."""
    dossier = session(shell).dossier
    assert dossier.chosen is not None
    route = dossier.route(dossier.chosen)
    assert route is not None
    return route

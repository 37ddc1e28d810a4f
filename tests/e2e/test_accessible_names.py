"""A screen reader can name everything that takes the keyboard, on every page and around it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.e2e.cases import CASES
from tests.e2e.screens import every_screen, open_in
from tests.ui.conftest import FragileStore, Shell

FIELDS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QTextEdit)


def is_spoken(widget: QWidget) -> bool:
    """Whether a widget has a name of its own, or words on it that are read out."""
    if isinstance(widget, QTabBar):
        return widget.count() > 0
    if isinstance(widget, QAbstractButton) and widget.text():
        return True
    return bool(widget.accessibleName())


def takes_keyboard(widget: QWidget) -> bool:
    """Whether Tab stops at a widget (Qt's own inner parts aside)."""
    if widget.focusProxy() is not None:
        return False
    inner = widget.objectName().startswith("qt_") or isinstance(widget, QHeaderView)
    plain_area = isinstance(widget, QScrollArea)
    fits = isinstance(widget, FIELDS) or bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    can = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisible()
    return can and fits and not inner and not plain_area


@pytest.mark.parametrize(("name", "language"), [("filed", "en"), ("frightened", "pl"), ("tolerated", "pl")])
def test_everything_that_takes_the_keyboard_has_a_name(
    shell: Shell, store: FragileStore, name: str, language: str
) -> None:
    shell.window.set_language(language)
    view = open_in(shell, store, CASES[name])
    nameless = set()
    for screen in every_screen(view):
        for widget in shell.window.findChildren(QWidget):
            if takes_keyboard(widget) and not is_spoken(widget):
                nameless.add((screen, type(widget).__name__, widget.objectName()))
    assert nameless == set()


def test_the_first_field_of_every_page_has_the_keyboard(shell: Shell, store: FragileStore) -> None:
    view = open_in(shell, store, CASES["tolerated"])
    for screen in every_screen(view):
        focus = shell.window.focusWidget()
        assert focus is not None
        assert view.page.isAncestorOf(focus), screen

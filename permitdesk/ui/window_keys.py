"""The keys of the window that belong to no entry of the menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from permitdesk.ui.undo_keys import UndoKeys

if TYPE_CHECKING:
    from permitdesk.ui.main_window import MainWindow


class WindowKeys(QObject):
    """Walking through the steps and the people, searching, and Enter on a button."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._undo_keys = UndoKeys(window)
        slots: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+F", self._on_find),
            ("Alt+Left", lambda: self._on_walk(forward=False)),
            ("Alt+Right", lambda: self._on_walk(forward=True)),
            ("F6", self._on_steps),
            ("Alt+PgUp", lambda: self._on_person(-1)),
            ("Alt+PgDown", lambda: self._on_person(1)),
        )
        self._shortcuts = [QShortcut(QKeySequence(keys), window, slot) for keys, slot in slots]
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def set_enabled(self, enabled: bool) -> None:
        """While everything is hidden, no key does anything with it."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(enabled)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Enter presses a button, as the space bar does; Ctrl+Z goes on where a field has no use for it."""
        if isinstance(now, QPushButton) and not now.autoDefault():
            now.setAutoDefault(True)
        elif isinstance(now, QLineEdit | QPlainTextEdit):
            now.installEventFilter(self._undo_keys)

    def _on_walk(self, *, forward: bool) -> None:
        session = self._window.workspace.session
        if session is not None:
            self._window.finish_typing()
            if forward:
                session.go_next()
            else:
                session.go_back()

    def _on_find(self) -> None:
        workspace = self._window.workspace
        if workspace.session is None and workspace.is_open:
            self._window.start.desk.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_person(self, distance: int) -> None:
        if self._window.wizard is not None:
            self._window.wizard.switch_by(distance)

    def _on_steps(self) -> None:
        if self._window.wizard is not None:
            self._window.wizard.steps.setFocus(Qt.FocusReason.ShortcutFocusReason)

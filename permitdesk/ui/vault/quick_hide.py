"""One key covers everything at once, and the same key shows it again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QToolTip, QVBoxLayout, QWidget
from shiboken6 import isValid

from permitdesk.ui.vault.cloakroom import Cloakroom, close_popups, windows_beside
from permitdesk.ui.widgets.labels import TextLabel


class HiddenPage(QWidget):
    """Says nothing but how to come back."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("hidden_page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words = TextLabel("", "heading")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.addStretch(1)
        box.addWidget(self.words)
        box.addStretch(1)
        self._retranslate()

    def _retranslate(self) -> None:
        self.words.setText(self.tr("PermitDesk is hidden. F9 shows it again."))
        self.setAccessibleName(self.words.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()


class QuickHide(QObject):
    """Takes the content of the window and every dialog off the screen, also for screen readers."""

    changed = Signal(bool)

    def __init__(self, window: QMainWindow, before: Callable[[], object]) -> None:
        """``before``: what must not be lost when the keyboard goes elsewhere, such as half-typed text."""
        super().__init__(window)
        self._window = window
        self._before = before
        #: the dialogs that were open
        self.dialogs = Cloakroom()
        self._content: QWidget | None = None
        self._focus: QWidget | None = None
        self._title = ""

    @property
    def is_hidden(self) -> bool:
        """Whether everything is covered now."""
        return self._content is not None

    def toggle(self) -> None:
        """Hide, or show again."""
        if self.is_hidden:
            self._show()
        else:
            self._hide()

    def _hide(self) -> None:
        window = self._window
        close_popups()
        QToolTip.hideText()
        focus = QGuiApplication.focusObject()
        self._focus = focus if isinstance(focus, QWidget) else window.focusWidget()
        self._title = window.windowTitle()
        others = windows_beside(window)
        content = window.takeCentralWidget()
        page = HiddenPage()
        window.setCentralWidget(page)
        window.setWindowTitle("PermitDesk")
        for dialog in others:
            self.dialogs.take(dialog)
        page.show()
        window.activateWindow()
        page.setFocus()
        # Not at the next round of events: now.
        window.repaint()
        self._content = content
        self._before()
        self.changed.emit(True)

    def _show(self) -> None:
        window, content = self._window, self._content
        self._content = None
        page = window.takeCentralWidget()
        if content is not None:
            window.setCentralWidget(content)
            content.show()
        if page is not None:
            page.deleteLater()
        window.setWindowTitle(self._title)
        self.changed.emit(False)
        self.dialogs.give_back()
        focus, self._focus = self._focus, None
        # Locking disposes of what had the keyboard, such as the field of a dialog.
        if focus is not None and isValid(focus) and focus.window().isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

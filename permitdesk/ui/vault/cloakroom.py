"""Keeps widgets off the screen and out of the accessible tree, as they are, until they are wanted again."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from permitdesk.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class _Hung:
    """A window and how it stood."""

    widget: QWidget
    parent: QWidget | None
    flags: Qt.WindowType
    place: QPoint
    modal: bool


def windows_beside(window: QWidget) -> list[QWidget]:
    """The dialogs and windows on the screen other than ``window``; popups are none."""
    popups = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget is not window and widget.isVisible() and widget.windowType() not in popups
    ]


def close_popups() -> None:
    """Close open menus and lists."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if QApplication.activePopupWidget() is popup:
            return


def holds_typed_text(widget: QWidget) -> bool:
    """Whether a dialog has a field with words that somebody may have typed."""
    # Kinds of widgets that the first screen does without.
    from PySide6.QtWidgets import QFileDialog, QTextEdit

    # What a file dialog or the dialog about the vault holds is typed again.
    if isinstance(widget, QFileDialog) or widget.property("keeps_nothing") is True:
        return False
    # Choices cost work as words do.
    if widget.property("waits_behind_lock") is True:
        return True
    if any(
        line.isModified() and line.text() and not _is_no_text(line) for line in widget.findChildren(QLineEdit)
    ):
        return True
    fields: list[QPlainTextEdit | QTextEdit] = [
        *widget.findChildren(QPlainTextEdit),
        *widget.findChildren(QTextEdit),
    ]
    return any(
        not field.isReadOnly() and field.document().isModified() and field.toPlainText() for field in fields
    )


def _is_no_text(line: QLineEdit) -> bool:
    """A passphrase, which is never kept, or the field of a list to choose from."""
    from PySide6.QtWidgets import QComboBox

    secret = bool(line.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData)
    return secret or isinstance(line.parent(), QComboBox)


class Cloakroom:
    """A place without a window of its own, so that no other program can look at what hangs there."""

    def __init__(self) -> None:
        self._room = QWidget()
        self._hung: list[_Hung] = []

    def take(self, widget: QWidget) -> None:
        """Take a window off the screen."""
        hung = _Hung(widget, widget.parentWidget(), widget.windowFlags(), widget.pos(), widget.isModal())
        self._hung.append(hung)
        widget.hide()
        widget.setParent(self._room)

    def give_back(self) -> None:
        """Put every window back where it stood. Those that were disposed of meanwhile are left out."""
        hung, self._hung = self._hung, []
        alive = set(self._room.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly))
        for one in hung:
            if one.widget not in alive:
                continue
            one.widget.setParent(one.parent, one.flags)
            one.widget.move(one.place)
            if one.modal and isinstance(one.widget, QDialog):
                one.widget.open()
            else:
                one.widget.show()

    def move_to(self, other: Cloakroom) -> None:
        """Let another cloakroom keep those that hold typed text; close the others."""
        hung, self._hung = self._hung, []
        for one in hung:
            if holds_typed_text(one.widget):
                one.widget.setParent(other._room)
                other._hung.append(one)
            else:
                _dispose(one.widget)

    def empty(self) -> None:
        """Nobody may have them back: dispose of all that hang here."""
        hung, self._hung = self._hung, []
        for one in hung:
            _dispose(one.widget)

    @property
    def is_empty(self) -> bool:
        """Whether nothing hangs here."""
        return not self._hung


def _dispose(widget: QWidget) -> None:
    widget.close()
    widget.deleteLater()

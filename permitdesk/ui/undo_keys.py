"""Undo and redo of the whole case also work from a text field that has nothing of its own to undo."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


class UndoKeys(QObject):
    """Filters the keys of text fields: Qt gives Ctrl+Z to the field even if that does nothing there."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the key go on to the window when the field has no use for it."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.matches(QKeySequence.StandardKey.Undo):
            useless = not _can_undo(watched)
        elif event.matches(QKeySequence.StandardKey.Redo):
            useless = not _can_redo(watched)
        else:
            return False
        if useless:
            event.ignore()
        return useless


def _can_undo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return isinstance(field, QPlainTextEdit) and field.document().isUndoAvailable()


def _can_redo(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable()
    return isinstance(field, QPlainTextEdit) and field.document().isRedoAvailable()

"""A bug is told plainly: nothing is lost, and here is a report without personal data to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from permitdesk.ui.widgets.labels import TextLabel


class ErrorDialog(QDialog):
    """Shows a bug report that ``permitdesk.errors.bug_report`` made from an allow-list."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something went wrong in the program"))
        self._report = report
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(self.tr("Error report"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        # The style's own icon cannot be seen in the dark theme.
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        self.copy = QPushButton(self.tr("&Copy the report"))
        self.copy.clicked.connect(self._on_copy)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(10)
        box.addWidget(TextLabel(self.tr("Something went wrong in the program"), "title"))
        box.addWidget(
            TextLabel(
                self.tr(
                    "This is a mistake of the program, not yours. Every answer you had confirmed is saved. "
                    "You can go on; if it happens again, close the program and start it anew. "
                    "The report below helps to mend it. It holds no names, dates or answers."
                )
            )
        )
        box.addWidget(text, 1)
        box.addWidget(buttons)
        letters = self.fontMetrics()
        room = QGuiApplication.primaryScreen().availableSize()
        width, height = letters.averageCharWidth() * 92, letters.height() * 26
        self.resize(min(width, room.width() - 60), min(height, room.height() - 60))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)

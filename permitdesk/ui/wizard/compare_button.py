"""The button that lays a permit beside another one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from permitdesk.ui.compare_dialog import CompareDialog
from permitdesk.ui.wizard.form_page import FormPage


def compare_button(page: FormPage, first: Callable[[], str | None]) -> QPushButton:
    """A button on ``page``; ``first`` names the permit that stands at the left when it is pressed."""

    def show() -> None:
        dialog = CompareDialog(page.session, first(), page.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    button = QPushButton(page.texts.get("page.compare.open"))
    button.setObjectName("compare")
    button.clicked.connect(show)
    return button

"""The dialogs of the window that tell something or ask for a day or a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QWidget

from permitdesk.ui.viewmodels.workspace import Workspace

if TYPE_CHECKING:
    from permitdesk.ui.wizard.wizard_view import WizardView


def opened(dialog: QDialog) -> QDialog:
    """The dialog on the screen; it is gone for good once it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


class WindowDialogs(QObject):
    """Opens them over ``window``, in the language in use."""

    def __init__(self, window: QWidget, workspace: Workspace) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace

    # --- telling ------------------------------------------------------------------------

    def told(self) -> QDialog:
        """What people are told and what holds now."""
        from permitdesk.ui.text_dialogs import advice_dialog

        workspace = self._workspace
        session = workspace.session
        matching = session.dossier.outdated_advice if session is not None else ()
        return opened(advice_dialog(workspace.ruleset, workspace.texts, matching, self._window))

    def shortcuts(self) -> QDialog:
        """What the keyboard can do."""
        from permitdesk.ui.text_dialogs import shortcuts_dialog

        lines = (
            (self.tr("Next step"), "Alt+→"),
            (self.tr("Step before"), "Alt+←"),
            (self.tr("To the list of steps"), "F6"),
            (self.tr("Next person of the family"), "Alt+PgDown"),
            (self.tr("Person before"), "Alt+PgUp"),
            (self.tr("Undo"), "Ctrl+Z"),
            (self.tr("Redo"), "Ctrl+Y"),
            (self.tr("Search in your cases"), "Ctrl+F"),
            (self.tr("Open a case file"), "Ctrl+O"),
            (self.tr("Save this case as a file"), "Ctrl+S"),
            (self.tr("Look at another day"), "Ctrl+D"),
            (self.tr("Back to today"), "Ctrl+Shift+D"),
            (self.tr("All cases"), "Ctrl+Home"),
            (self.tr("Dates of all cases"), "Ctrl+B"),
            (self.tr("History of the case"), "Ctrl+H"),
            (self.tr("Take over cases from a file"), "Ctrl+Shift+O"),
            (self.tr("Delete the chosen cases"), self.tr("Del")),
            (self.tr("Timeline over the whole screen"), "F11"),
            (self.tr("Hide everything, and show it again"), "F9"),
            (self.tr("Lock the cases"), "Ctrl+L"),
            (self.tr("From field to field"), self.tr("Tab, Shift+Tab")),
            (self.tr("This help"), "F1"),
            (self.tr("Quit"), "Ctrl+Q"),
        )
        return opened(shortcuts_dialog(lines, self._window))

    def legal_stay_reasons(self) -> QDialog | None:
        """Why the last day of legal stay is what it is; None without an open case."""
        from permitdesk.ui.text_dialogs import reasons_dialog
        from permitdesk.ui.viewmodels.reasons import reasons_of_legal_stay

        session = self._workspace.session
        if session is None:
            return None
        stay = session.dossier.last_day_of_legal_stay
        reasons = reasons_of_legal_stay(stay, session.ruleset, session.texts)
        return opened(reasons_dialog(reasons, self._window))

    # --- asking -------------------------------------------------------------------------

    def ask_for_day(self, view: WizardView) -> QDialog:
        """Ask which day the open case should be seen as of."""
        from permitdesk.ui.day_dialog import DayDialog

        return opened(DayDialog(view.session, view.look_at, self._window))

    def ask_where_to_save(self, case_id: str) -> None:
        """Ask for a place and write a case there."""
        from PySide6.QtWidgets import QFileDialog

        from permitdesk.ui.folders import usual_folder

        dialog = QFileDialog(self._window, self.tr("Save as a case file"), str(usual_folder()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Case files (*.json)"))
        dialog.setDefaultSuffix("json")
        dialog.selectFile("case.json")
        dialog.fileSelected.connect(lambda name: self._workspace.export_case(case_id, Path(name)))
        opened(dialog)

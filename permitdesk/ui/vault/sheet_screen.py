"""Right after a vault was made: the recovery key, before anything else."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from permitdesk.ui.vault.screen import VaultScreen
from permitdesk.ui.vault.sheet_part import SheetPart
from permitdesk.ui.viewmodels.gate import Gate


class SheetScreen(VaultScreen):
    """The key is kept, or that is put off and a reminder stays."""

    def __init__(self, gate: Gate, part: SheetPart) -> None:
        super().__init__()
        self.part = part
        self.go_on = QPushButton()
        self.later = QPushButton()
        self.column.addWidget(part)
        self.buttons(self.go_on, self.later)
        part.kept_changed.connect(self.refresh)
        self.go_on.clicked.connect(lambda: gate.sheet_done(kept=True))
        self.later.clicked.connect(lambda: gate.sheet_done(kept=False))
        self.retranslate()
        self.refresh()

    def first(self) -> QWidget:
        """The button that saves the sheet."""
        return self.part.save

    def retranslate(self) -> None:
        """Show the words of the language in use."""
        self.title.setText(self.tr("Keep this recovery key"))
        self.lead.setText(
            self.tr(
                "Your cases are encrypted now. This key is shown once; you need it if you ever forget the "
                "passphrase."
            )
        )
        self.go_on.setText(self.tr("&Go on to my cases"))
        self.later.setText(self.tr("&Later"))

    def refresh(self) -> None:
        """One goes on once the key is kept."""
        self.go_on.setEnabled(self.part.kept.isChecked())

"""After the recovery key opened the vault: a new passphrase."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from permitdesk.ui.vault.passphrase_fields import NewPassphrase
from permitdesk.ui.vault.screen import VaultScreen
from permitdesk.ui.viewmodels.gate import Gate


class NewPassphraseScreen(VaultScreen):
    """The cases come only after it: nobody shall need the paper again tomorrow."""

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self._gate = gate
        self.fields = NewPassphrase()
        self.go_on = QPushButton()
        self.column.addWidget(self.fields)
        self.buttons(self.go_on)
        self.fields.changed.connect(self.refresh)
        self.fields.entered.connect(self._on_go_on)
        self.go_on.clicked.connect(self._on_go_on)
        gate.busy_changed.connect(self.refresh)
        self.retranslate()
        self.refresh()

    def first(self) -> QWidget:
        """The new passphrase."""
        return self.fields

    def retranslate(self) -> None:
        """Show the words of the language in use."""
        self.title.setText(self.tr("Choose a new passphrase"))
        self.lead.setText(
            self.tr(
                "The recovery key fits, and your cases are all there. Choose a new passphrase; the old one "
                "then no longer opens them on this computer. The recovery sheet stays valid."
            )
        )
        self.go_on.setText(self.tr("&Go on to my cases"))

    def refresh(self) -> None:
        """One goes on with a usable passphrase."""
        self.go_on.setEnabled(not self._gate.busy and self.fields.passphrase() is not None)

    def _on_go_on(self) -> None:
        passphrase = self.fields.passphrase()
        if passphrase is not None and not self._gate.busy:
            self._gate.choose_passphrase(passphrase)

"""The first start: how the cases are protected, those of an older PermitDesk too."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from permitdesk.storage.vault.records import VaultState
from permitdesk.ui.vault.message import Message
from permitdesk.ui.vault.passphrase_fields import NewPassphrase
from permitdesk.ui.vault.screen import VaultScreen
from permitdesk.ui.viewmodels.gate import Gate
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.tones import Tone


class SetupScreen(VaultScreen):
    """A passphrase, or after one deliberate step none."""

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self._gate = gate
        self.older = Message()
        self.fields = NewPassphrase()
        self.protect = QPushButton()
        self.without = QPushButton()
        self.without.setProperty("flat", True)
        self._forgotten = TextLabel("", "help")
        self.meaning = TextLabel("")
        self.understood = QCheckBox()
        self.go_without = QPushButton()
        self.back = QPushButton()
        self.column.insertWidget(2, self.older)
        self.column.addWidget(self.fields)
        self.column.addWidget(self._forgotten)
        self.buttons(self.protect, self.without)
        self.column.addWidget(self.meaning)
        self.column.addWidget(self.understood)
        self.buttons(self.back, self.go_without)
        self.back.setProperty("primary", False)
        self.protect.clicked.connect(self._on_protect)
        self.fields.entered.connect(self._on_protect)
        self.fields.changed.connect(self.refresh)
        self.without.clicked.connect(lambda: self._show_choice(without=True))
        self.back.clicked.connect(lambda: self._show_choice(without=False))
        self.understood.toggled.connect(self.refresh)
        self.go_without.clicked.connect(self._on_without)
        gate.busy_changed.connect(self.refresh)
        self._without = False
        self.retranslate()

    def first(self) -> QWidget:
        """The passphrase."""
        return self.back if self._without else self.fields

    def retranslate(self) -> None:
        """Show the words of the language in use."""
        self.protect.setText(self.tr("&Protect my cases"))
        self.without.setText(self.tr("&No passphrase on this computer…"))
        self.back.setText(self.tr("&Back: choose a passphrase"))
        self.go_without.setText(self.tr("&Go on without a passphrase"))
        self.understood.setText(self.tr("I understand what this means"))
        self._forgotten.setText(
            self.tr(
                "Your passphrase is written down nowhere: nobody can look it up or send you a new one. "
                "In the next step you get a recovery key to keep on paper."
            )
        )
        self.meaning.setText(
            self.tr(
                "Without a passphrase, whoever uses this computer account, takes its disk or copies its "
                "files can see every case: names, passport numbers, family, travel. PermitDesk then cannot "
                "be locked. Choose this only if nobody else can get at this computer; it is safer if its "
                "whole disk is encrypted. You can choose a passphrase later in the menu, under “Vault and "
                "privacy”."
            )
        )
        self._show_words()
        self.refresh()

    def refresh(self) -> None:
        """What can be pressed now, and what stands in older files."""
        busy = self._gate.busy
        self.fields.setEnabled(not busy)
        self.protect.setEnabled(not busy and self.fields.passphrase() is not None)
        self.go_without.setEnabled(not busy and self.understood.isChecked())
        if busy:
            self.message.say(self.tr("Your vault is being made. This takes a moment."), Tone.INFO)
        elif self.message.tone is Tone.INFO:
            self.message.say("")

    def _show_words(self) -> None:
        look = self._gate.look
        older = look is not None and look.state is VaultState.OLDER_DATABASE
        if self._without:
            self.title.setText(self.tr("Work without a passphrase?"))
            self.lead.setText("")
        else:
            self.title.setText(self.tr("Your cases are private. Choose a passphrase"))
            self.lead.setText(
                self.tr(
                    "PermitDesk encrypts the cases it keeps on this computer. Whoever takes the computer "
                    "away cannot read them without your passphrase. PDF and case files that you save "
                    "yourself are not encrypted."
                )
            )
        self.lead.setVisible(not self._without)
        self.older.say(self._older_words() if older else "", Tone.INFO)
        for widget in (self.fields, self._forgotten, self.protect, self.without):
            widget.setVisible(not self._without)
        for part in (self.meaning, self.understood, self.back, self.go_without):
            part.setVisible(self._without)

    def _older_words(self) -> str:
        look = self._gate.look
        count = look.cases if look is not None else None
        if count is not None:
            return self.tr(
                "Cases from the earlier PermitDesk: {n}. All are carried over, with their history. When "
                "they have been counted in the new place, the old unencrypted file is removed. Copies of it "
                "that you made elsewhere stay as they are."
            ).format(n=count)
        return self.tr(
            "Your cases from the earlier PermitDesk are carried over, with their history. When they have "
            "been counted in the new place, the old unencrypted file is removed. Copies of it that you made "
            "elsewhere stay as they are."
        )

    def _show_choice(self, *, without: bool) -> None:
        self._without = without
        self.understood.setChecked(False)
        self._show_words()
        self.refresh()
        self.first().setFocus()

    def _on_protect(self) -> None:
        passphrase = self.fields.passphrase()
        if passphrase is not None and not self._gate.busy:
            self.message.say("")
            self._gate.set_up(passphrase)

    def _on_without(self) -> None:
        if self.understood.isChecked():
            self._gate.set_up(None)

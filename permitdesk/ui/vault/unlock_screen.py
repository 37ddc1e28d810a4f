"""The passphrase, the recovery key, and honest words for who has neither."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from permitdesk.ui.vault.passphrase_fields import PassphraseField
from permitdesk.ui.vault.screen import VaultScreen
from permitdesk.ui.viewmodels.gate import Gate
from permitdesk.ui.widgets.labels import TextLabel

#: longer than any recovery key
LONGEST_KEY = 200


class UnlockScreen(VaultScreen):
    """Three views of one screen; the passphrase comes first."""

    def __init__(self, gate: Gate) -> None:
        super().__init__()
        self._gate = gate
        self._view = "passphrase"
        #: the words of the last problem, without the pause
        self._told = ""
        self.passphrase = PassphraseField("passphrase")
        self.remember = QCheckBox()
        self.remember.hide()
        self.unlock = QPushButton()
        self.forgotten = QPushButton()
        self.forgotten.setProperty("flat", True)
        self._key_label = TextLabel("", "strong")
        self.recovery_key = QLineEdit()
        self.recovery_key.setObjectName("recovery_key")
        self.recovery_key.setMaxLength(LONGEST_KEY)
        self._key_help = TextLabel("", "help")
        self.use_key = QPushButton()
        self.neither = QPushButton()
        self.neither.setProperty("flat", True)
        self.back = QPushButton()
        self._truth = TextLabel("")
        self.sure = QCheckBox()
        self.back_from_end = QPushButton()
        self.set_aside = QPushButton()
        for widget in (self.passphrase, self.remember):
            self.column.addWidget(widget)
        self.buttons(self.unlock, self.forgotten)
        for part in (self._key_label, self.recovery_key, self._key_help):
            self.column.addWidget(part)
        self.buttons(self.use_key, self.back, self.neither)
        self.column.addWidget(self._truth)
        self.column.addWidget(self.sure)
        self.buttons(self.back_from_end, self.set_aside)
        self._views: dict[str, tuple[QWidget, ...]] = {
            "passphrase": (self.passphrase, self.unlock, self.forgotten),
            "key": (
                self._key_label,
                self.recovery_key,
                self._key_help,
                self.use_key,
                self.back,
                self.neither,
            ),
            "end": (self._truth, self.sure, self.back_from_end, self.set_aside),
        }
        self.unlock.clicked.connect(self._on_unlock)
        self.passphrase.entered.connect(self._on_unlock)
        self.passphrase.changed.connect(self.refresh)
        self.forgotten.clicked.connect(lambda: self._show("key"))
        self.use_key.clicked.connect(self._on_use_key)
        self.recovery_key.returnPressed.connect(self._on_use_key)
        self.recovery_key.textChanged.connect(self.refresh)
        self.neither.clicked.connect(lambda: self._show("end"))
        self.back.clicked.connect(lambda: self._show("passphrase"))
        self.back_from_end.clicked.connect(lambda: self._show("passphrase"))
        self.sure.toggled.connect(self.refresh)
        self.set_aside.clicked.connect(self._on_set_aside)
        gate.busy_changed.connect(self.refresh)
        gate.pause_changed.connect(self._on_pause)
        self._show("passphrase")
        self.retranslate()

    def first(self) -> QWidget:
        """The field to type in."""
        return {"passphrase": self.passphrase, "key": self.recovery_key, "end": self.back_from_end}[
            self._view
        ]

    def offer_to_remember(self, possible: bool) -> None:
        """Whether this system has a keyring that could remember the vault."""
        self.remember.setProperty("possible", possible)
        self.remember.setVisible(possible and self._view == "passphrase")

    def retranslate(self) -> None:
        """Show the words of the language in use."""
        self.passphrase.set_label(self.tr("Passphrase"))
        self.remember.setText(self.tr("Remember on this computer (system keyring)"))
        self.unlock.setText(self.tr("&Open my cases"))
        self.forgotten.setText(self.tr("&Forgotten passphrase?"))
        self._key_label.setText(self.tr("Recovery key"))
        self.recovery_key.setAccessibleName(self.tr("Recovery key"))
        look = self._gate.look
        mark = look.vault_mark if look is not None else ""
        words = self.tr(
            "It is on your recovery sheet. Small and capital letters, spaces and hyphens do not matter."
        )
        if mark:
            words += " " + self.tr("The sheet of this vault bears the mark {mark}.").format(mark=mark)
        self._key_help.setText(words)
        self.use_key.setText(self.tr("Open with the &recovery key"))
        self.neither.setText(self.tr("I have &neither…"))
        self.back.setText(self.tr("&Back"))
        self.back_from_end.setText(self.tr("&Back"))
        self.sure.setText(self.tr("I understand what this means"))
        self.set_aside.setText(self.tr("&Set this vault aside and begin a new one"))
        self._truth.setText(
            self.tr(
                "Without the passphrase and without the recovery key nobody can open these cases: not you, "
                "not "
                "us, not a repair shop. That is what protects them. Look once more: a note in your papers, a "
                "password manager, the sheet with the recovery key, a colleague who chose the passphrase.\n\n"
                "If nothing is found, you can set this vault aside. Nothing is deleted: its files are kept "
                "in a "
                "folder of their own beside the new vault, and can be opened should the key turn up one day. "
                "Hand-over files and case files that you saved elsewhere can still be opened."
            )
        )
        self._show_words()
        self.refresh()

    def refresh(self) -> None:
        """What can be pressed now."""
        ready = not self._gate.busy and not self._gate.pause
        self.passphrase.setEnabled(not self._gate.busy)
        self.unlock.setEnabled(ready and bool(self.passphrase.text()))
        self.use_key.setEnabled(not self._gate.busy and bool(self.recovery_key.text().strip()))
        self.set_aside.setEnabled(not self._gate.busy and self.sure.isChecked())
        self.unlock.setText(self.tr("Opening…") if self._gate.busy else self.tr("&Open my cases"))

    def ask_again(self, words: str) -> None:
        """A wrong passphrase can be typed anew at once, or after a pause."""
        self._told = words
        self._on_pause(self._gate.pause)
        self.passphrase.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.passphrase.edit.selectAll()

    def _on_pause(self, seconds: int) -> None:
        if seconds:
            words = self.tr(
                "{told} The next try is possible in {seconds} s. The pauses grow, so guessing takes long."
            )
            self.message.say(words.format(told=self._told, seconds=seconds))
        elif self.message.words():
            self.message.say(self._told)
        self.refresh()

    def _show(self, view: str) -> None:
        self._view = view
        self.message.say("")
        self.sure.setChecked(False)
        for name, widgets in self._views.items():
            for widget in widgets:
                widget.setVisible(name == view)
        self.remember.setVisible(view == "passphrase" and bool(self.remember.property("possible")))
        self._show_words()
        self.refresh()
        self.first().setFocus()

    def _show_words(self) -> None:
        titles = {
            "passphrase": self.tr("Your cases are locked"),
            "key": self.tr("Open with the recovery key"),
            "end": self.tr("Neither passphrase nor recovery key"),
        }
        self.title.setText(titles[self._view])
        self.lead.setText(self.tr("Your stored cases are encrypted.") if self._view == "passphrase" else "")
        self.lead.setVisible(self._view == "passphrase")

    def _on_unlock(self) -> None:
        if self.unlock.isEnabled():
            self._gate.unlock(self.passphrase.text(), remember=self.remember.isChecked())

    def _on_use_key(self) -> None:
        if self.use_key.isEnabled():
            self._gate.unlock_with_recovery_key(self.recovery_key.text())

    def _on_set_aside(self) -> None:
        if self.sure.isChecked():
            self._gate.set_aside()

"""The overview of the vault: how it is protected, when it locks, and who works here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from permitdesk.settings import IDLE_MINUTES, Settings
from permitdesk.ui.viewmodels.vault_care import VaultCare
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.labels import Surface, TextLabel
from permitdesk.ui.widgets.pause import at_pause
from permitdesk.ui.widgets.tones import Tone


class PrivacyOverview(QWidget):
    """``step_asked`` names the step that a button leads to."""

    step_asked = Signal(str)

    def __init__(self, care: VaultCare, settings: Settings, set_minutes: Callable[[int], object]) -> None:
        super().__init__()
        self._care = care
        self._set_minutes = set_minutes
        self._state = Surface(Tone.GOOD)
        self._state_words = TextLabel("")
        self._state.body.addWidget(self._state_words)
        self.change = QPushButton(self.tr("&Change the passphrase…"))
        self.protect = QPushButton(self.tr("Choose a &passphrase…"))
        self.recovery = QPushButton(self.tr("New &recovery key…"))
        self.open = QPushButton(self.tr("&No passphrase on this computer…"))
        self.remember = QCheckBox(self.tr("Remember on this computer (system keyring)"))
        self.remember.hide()
        self._remember_help = TextLabel(
            self.tr("Whoever is logged in to this computer account then needs no passphrase at the start."),
            "help",
        )
        self._remember_help.hide()
        self.minutes = Combo()
        self.minutes.setAccessibleName(self.tr("Lock when nobody works here"))
        for minutes in IDLE_MINUTES:
            self.minutes.addItem(_minutes_words(minutes), minutes)
        self.minutes.setCurrentIndex(IDLE_MINUTES.index(settings.idle_minutes))
        self.author = QLineEdit(care.author)
        self.author.setObjectName("author")
        self.author.setMaxLength(80)
        self.author.setAccessibleName(self.tr("Who works here"))
        self.pause = at_pause(self.author, self.keep)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(10)
        box.addWidget(self._state)
        for row in ((self.change, self.protect), (self.recovery,), (self.open,)):
            line = QHBoxLayout()
            for button in row:
                line.addWidget(button)
            line.addStretch(1)
            box.addLayout(line)
        box.addWidget(self.remember)
        box.addWidget(self._remember_help)
        box.addSpacing(6)
        self._idle_label = TextLabel(self.tr("Lock when nobody works here"), "strong")
        self._idle_help = TextLabel(
            self.tr("The cases also lock when the computer sleeps or its screen is locked."), "help"
        )
        line = QHBoxLayout()
        line.addWidget(self.minutes)
        line.addStretch(1)
        box.addWidget(self._idle_label)
        box.addLayout(line)
        box.addWidget(self._idle_help)
        box.addSpacing(6)
        box.addWidget(TextLabel(self.tr("Who works here"), "strong"))
        box.addWidget(self.author)
        box.addWidget(
            TextLabel(
                self.tr(
                    "This name is written into the history of each case you change. It stays in the vault."
                ),
                "help",
            )
        )
        box.addStretch(1)
        self.change.clicked.connect(lambda: self.step_asked.emit("change"))
        self.protect.clicked.connect(lambda: self.step_asked.emit("protect"))
        self.recovery.clicked.connect(lambda: self.step_asked.emit("recovery"))
        self.open.clicked.connect(lambda: self.step_asked.emit("open"))
        self.remember.clicked.connect(self._care.remember)
        self.minutes.activated.connect(lambda place: self._set_minutes(IDLE_MINUTES[place]))
        self.author.editingFinished.connect(self.keep)
        care.keyring_known.connect(self._on_keyring)
        care.ask_for_keyring()
        self.refresh()

    def refresh(self) -> None:
        """Show the vault as it is now."""
        protected = self._care.has_passphrase
        self._state_words.setText(
            self.tr("Your cases are encrypted. The passphrase or the recovery key opens them.")
            if protected
            else self.tr(
                "There is no passphrase: whoever uses this computer account can open your cases, "
                "and they cannot be locked."
            )
        )
        self._state.set_tone(Tone.GOOD if protected else Tone.AMBER)
        for widget in (
            self.change,
            self.recovery,
            self.open,
            self._idle_label,
            self.minutes,
            self._idle_help,
        ):
            widget.setVisible(protected)
        self.protect.setVisible(not protected)
        possible = bool(self.remember.property("possible")) and protected
        self.remember.setVisible(possible)
        self._remember_help.setVisible(possible)
        self.remember.setChecked(self._care.remembered)

    def keep(self) -> None:
        """Keep who works here."""
        if self.author.isModified():
            self.author.setModified(False)
            self._care.set_author(self.author.text().strip())

    def _on_keyring(self, possible: bool) -> None:
        self.remember.setProperty("possible", possible)
        self.refresh()


def _minutes_words(minutes: int) -> str:
    if minutes == 0:
        return QCoreApplication.translate("PrivacyOverview", "Never")
    return QCoreApplication.translate("PrivacyOverview", "After {n} minutes").format(n=minutes)

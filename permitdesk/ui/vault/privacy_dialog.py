"""Everything about the vault in one dialog: a calm overview, and one decision at a time behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from permitdesk.settings import Settings
from permitdesk.storage.errors import StorageError, WrongPassphrase
from permitdesk.storage.vault.records import RecoveryKey
from permitdesk.ui.flow_area import FlowArea
from permitdesk.ui.vault.message import Message
from permitdesk.ui.vault.privacy_overview import PrivacyOverview
from permitdesk.ui.vault.privacy_steps import ChangeStep, KeyStep, OpenStep, ProtectStep
from permitdesk.ui.vault.sheet_part import SheetPart
from permitdesk.ui.viewmodels.gate import Gate
from permitdesk.ui.viewmodels.vault_care import VaultCare
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.tones import Tone

if TYPE_CHECKING:
    from permitdesk.ui.vault.keeper import VaultKeeper


class PrivacyDialog(QDialog):
    """The overview, or one step: change, protect, open, recovery."""

    def __init__(
        self,
        gate: Gate,
        keeper: VaultKeeper,
        settings: Settings,
        set_minutes: Callable[[int], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("privacy_dialog")
        self.setProperty("keeps_nothing", True)
        self.setWindowTitle(self.tr("Vault and privacy"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keeper = keeper
        self.care = VaultCare(gate, keeper.beside, self)
        self.title = TextLabel("", "title")
        self.message = Message()
        self.overview = PrivacyOverview(self.care, settings, set_minutes)
        self.steps = {
            "change": ChangeStep(self.care),
            "protect": ProtectStep(self.care),
            "open": OpenStep(self.care),
            "recovery": KeyStep(self.care),
        }
        self._key: SheetPart | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(FlowArea(self.overview))
        self._areas = {name: FlowArea(step) for name, step in self.steps.items()}
        for area in self._areas.values():
            self.stack.addWidget(area)
        self.back = QPushButton(self.tr("&Back"))
        self.close_button = QPushButton(self.tr("Close"))
        line = QHBoxLayout()
        line.addWidget(self.back)
        line.addStretch(1)
        line.addWidget(self.close_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(10)
        box.addWidget(self.title)
        box.addWidget(self.message)
        box.addWidget(self.stack, 1)
        box.addLayout(line)
        self.back.clicked.connect(self.go_back)
        self.close_button.clicked.connect(self.close)
        self.overview.step_asked.connect(self.go_to)
        self.care.failed.connect(self._on_failed)
        self.care.changed.connect(self._on_changed)
        self.care.key_made.connect(self._on_key_made)
        letters = self.fontMetrics()
        room = QGuiApplication.primaryScreen().availableSize()
        self.resize(
            min(letters.averageCharWidth() * 84, room.width() - 60),
            min(letters.height() * 32, room.height() - 80),
        )
        self.go_back()

    def go_back(self) -> None:
        """Show the overview."""
        self.message.say("")
        self._drop_key()
        self.title.setText(self.tr("Vault and privacy"))
        self.overview.refresh()
        self.stack.setCurrentIndex(0)
        self.back.hide()

    def go_to(self, name: str) -> None:
        """Show one step."""
        step = self.steps[name]
        self.message.say("")
        self._drop_key()
        step.begin()
        self.title.setText(step.title())
        self.stack.setCurrentWidget(self._areas[name])
        self.back.show()
        step.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, problem: StorageError) -> None:
        words = self._keeper.words_of(problem)
        if isinstance(problem, WrongPassphrase):
            words = self.tr("That is not the passphrase you use now. Nothing was changed.")
        self.message.say(words)

    def _on_changed(self, what: str) -> None:
        told = {
            "passphrase": self.tr(
                "The new passphrase is valid from now on. The old one no longer opens your cases here."
            ),
            "protected": self.tr("Your cases are encrypted with your passphrase now."),
            "unprotected": self.tr("Your cases open without a passphrase on this computer from now on."),
        }.get(what)
        if what in ("passphrase", "unprotected"):
            self.go_back()
        if told:
            self.message.say(told, Tone.GOOD)
        self.overview.refresh()

    def _on_key_made(self, key: RecoveryKey) -> None:
        """Show a new recovery key in the place of the step."""
        self._drop_key()
        part = SheetPart(key, self._keeper.write_sheet, self._keeper.words_of)
        part.kept_changed.connect(self._on_kept)
        self._key = part
        self.title.setText(self.tr("Keep this recovery key"))
        self._key_area = FlowArea(_padded(part))
        self.stack.addWidget(self._key_area)
        self.stack.setCurrentWidget(self._key_area)
        self.back.show()
        part.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_kept(self) -> None:
        if self._key is not None and self._key.kept.isChecked():
            self.care.sheet_kept()

    def _drop_key(self) -> None:
        if self._key is not None:
            self._key = None
            self.stack.removeWidget(self._key_area)
            self._key_area.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The name of who works here is kept, however the dialog is closed."""
        self.overview.keep()
        for step in self.steps.values():
            step.begin()
        super().closeEvent(event)


def _padded(part: QWidget) -> QWidget:
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 8, 0)
    box.addWidget(part)
    box.addStretch(1)
    return holder

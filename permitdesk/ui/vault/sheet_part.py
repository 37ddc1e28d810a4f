"""The recovery key as it is shown once: in groups, to be saved as a sheet or written down."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QFileDialog, QPushButton, QVBoxLayout, QWidget

from permitdesk.storage.errors import StorageError
from permitdesk.storage.vault.records import RecoveryKey
from permitdesk.ui.folders import usual_folder
from permitdesk.ui.vault.message import Message
from permitdesk.ui.widgets.labels import Surface, TextLabel
from permitdesk.ui.widgets.tones import Tone

#: writes the sheet; raises StorageError
WriteSheet = Callable[[Path, RecoveryKey], None]


class SheetPart(QWidget):
    """There is no button to copy the key: a clipboard is remembered by other programs."""

    kept_changed = Signal()

    def __init__(self, key: RecoveryKey, write: WriteSheet, say: Callable[[StorageError], str]) -> None:
        super().__init__()
        self._key = key
        self._write = write
        self._say = say
        frame = Surface(Tone.PLAIN)
        self.key = TextLabel(key.text, "title")
        self.key.setObjectName("recovery_key")
        font = QFont(self.key.font())
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
        self.key.setFont(font)
        self._mark = TextLabel("", "help")
        frame.body.addWidget(self.key)
        frame.body.addWidget(self._mark)
        self._help = TextLabel("", "help")
        self.save = QPushButton()
        self.save.setObjectName("save_sheet")
        self.message = Message()
        self.kept = QCheckBox()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(frame)
        box.addWidget(self._help)
        box.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.message)
        box.addWidget(self.kept)
        self.save.clicked.connect(self._on_save)
        self.kept.toggled.connect(self.kept_changed)
        self._retranslate()

    def write_to(self, path: Path) -> None:
        """Write the sheet and say how that went."""
        try:
            self._write(path, self._key)
        except StorageError as problem:
            self.message.say(self._say(problem))
            return
        self.message.say(
            self.tr(
                "The sheet is saved as {name}. Print it, keep it where you keep your passport, "
                "then delete the file and empty the recycle bin."
            ).format(name=path.name),
            Tone.GOOD,
        )
        self.kept.setChecked(True)

    def _on_save(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Save the recovery sheet"), str(usual_folder()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF documents (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile("recovery-sheet.pdf")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.write_to(Path(name)))
        dialog.open()

    def _retranslate(self) -> None:
        self.key.setAccessibleName(self.tr("Recovery key: {key}").format(key=self._key.text))
        self._mark.setText(
            self.tr("Mark of this vault: {mark}. It is on the sheet too and is no secret.").format(
                mark=self._key.vault_mark
            )
        )
        self._help.setText(
            self.tr(
                "If you forget the passphrase, only this key opens your cases. Keep it on paper, away from "
                "this computer. Whoever has the key and the files of this computer can read every case."
            )
        )
        self.save.setText(self.tr("&Save the sheet (PDF)…"))
        self.kept.setText(self.tr("I have saved it or written it down"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

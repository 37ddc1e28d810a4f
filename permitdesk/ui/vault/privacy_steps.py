"""The single decisions of the privacy dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from permitdesk.ui.vault.passphrase_fields import NewPassphrase, PassphraseField
from permitdesk.ui.viewmodels.vault_care import VaultCare
from permitdesk.ui.widgets.labels import TextLabel


class Step(QWidget):
    """What it means, the fields it needs, and the button that does it."""

    def __init__(self, care: VaultCare) -> None:
        super().__init__()
        self.care = care
        self.meaning = TextLabel(self.words())
        self.act = QPushButton(self.button())
        self.act.setProperty("primary", True)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 8, 0)
        self.box.setSpacing(10)
        self.box.addWidget(self.meaning)
        self.build()
        line = QHBoxLayout()
        line.addWidget(self.act)
        line.addStretch(1)
        self.box.addLayout(line)
        self.box.addStretch(1)
        self.act.clicked.connect(self.on_act)
        care.busy_changed.connect(self.refresh)
        self.refresh()

    def title(self) -> str:
        """The heading of the dialog."""
        raise NotImplementedError

    def words(self) -> str:
        """What the decision means."""
        raise NotImplementedError

    def button(self) -> str:
        """The words of the button."""
        raise NotImplementedError

    def build(self) -> None:
        """Add the fields to ``box``."""

    def begin(self) -> None:
        """Forget what was typed before."""

    def ready(self) -> bool:
        """Whether the button may be pressed."""
        return True

    def on_act(self) -> None:
        """Do it."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """What gets the keyboard."""
        return self.act

    def refresh(self) -> None:
        """What can be pressed now."""
        self.act.setEnabled(not self.care.busy and self.ready())
        self.act.setText(self.tr("One moment…") if self.care.busy else self.button())


class ChangeStep(Step):
    """Another passphrase; the one in use is asked for."""

    def title(self) -> str:
        return self.tr("Change the passphrase")

    def words(self) -> str:
        return self.tr(
            "The cases stay as they are, and the recovery sheet stays valid. If somebody may know the old "
            "passphrase and have a copy of your files, this is not enough: go on without a passphrase, then "
            "choose one again. That makes a new key for everything."
        )

    def button(self) -> str:
        return self.tr("&Change the passphrase")

    def build(self) -> None:
        self.old = PassphraseField("old_passphrase")
        self.old.set_label(self.tr("The passphrase you use now"))
        self.fields = NewPassphrase()
        self.box.addWidget(self.old)
        self.box.addWidget(self.fields)
        self.old.changed.connect(self.refresh)
        self.old.entered.connect(lambda: self.fields.setFocus())
        self.fields.changed.connect(self.refresh)
        self.fields.entered.connect(self.on_act)

    def begin(self) -> None:
        self.old.clear()
        self.fields.clear()

    def ready(self) -> bool:
        return bool(self.old.text()) and self.fields.passphrase() is not None

    def first(self) -> QWidget:
        return self.old

    def on_act(self) -> None:
        passphrase = self.fields.passphrase()
        if passphrase is not None and self.old.text():
            self.care.change_passphrase(self.old.text(), passphrase)


class ProtectStep(Step):
    """A passphrase for a vault that had none."""

    def title(self) -> str:
        return self.tr("Choose a passphrase")

    def words(self) -> str:
        return self.tr(
            "All cases are written anew under a new key and counted, then the old file is removed. "
            "Copies of it that you made elsewhere stay as they are. "
            "Then you get a recovery key to keep on paper."
        )

    def button(self) -> str:
        return self.tr("&Protect my cases")

    def build(self) -> None:
        self.fields = NewPassphrase()
        self.box.addWidget(self.fields)
        self.fields.changed.connect(self.refresh)
        self.fields.entered.connect(self.on_act)

    def begin(self) -> None:
        self.fields.clear()

    def ready(self) -> bool:
        return self.fields.passphrase() is not None

    def first(self) -> QWidget:
        return self.fields

    def on_act(self) -> None:
        passphrase = self.fields.passphrase()
        if passphrase is not None:
            self.care.protect(passphrase)


class OpenStep(Step):
    """No passphrase from now on, after saying what that means."""

    def title(self) -> str:
        return self.tr("Work without a passphrase?")

    def words(self) -> str:
        return self.tr(
            "Whoever uses this computer account, takes its disk or copies its files can then see every "
            "case: names, passport numbers, family, travel. The cases cannot be locked any more. You can "
            "choose a passphrase again at any time."
        )

    def button(self) -> str:
        return self.tr("&Go on without a passphrase")

    def build(self) -> None:
        self.understood = QCheckBox(self.tr("I understand what this means"))
        self.old = PassphraseField("old_passphrase_to_open")
        self.old.set_label(self.tr("The passphrase you use now"))
        self.box.addWidget(self.understood)
        self.box.addWidget(self.old)
        self.understood.toggled.connect(self.refresh)
        self.old.changed.connect(self.refresh)

    def begin(self) -> None:
        self.understood.setChecked(False)
        self.old.clear()

    def ready(self) -> bool:
        return self.understood.isChecked() and bool(self.old.text())

    def first(self) -> QWidget:
        return self.understood

    def on_act(self) -> None:
        if self.ready():
            self.care.unprotect(self.old.text())


class KeyStep(Step):
    """Another recovery key."""

    def title(self) -> str:
        return self.tr("New recovery key")

    def words(self) -> str:
        return self.tr(
            "A new key is made and shown once, to be saved as a sheet or written down. "
            "An older recovery sheet then no longer opens your cases here: shred it."
        )

    def button(self) -> str:
        return self.tr("&Make a new recovery key")

    def on_act(self) -> None:
        self.care.new_recovery_key()

"""What stands in the way of the cases: in use elsewhere, damaged, or trouble with disk and files."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QPushButton, QWidget

from permitdesk.storage.backups.records import Backup
from permitdesk.storage.errors import LastChangesLost, StorageError
from permitdesk.ui.vault.screen import VaultScreen
from permitdesk.ui.viewmodels.gate import Gate, GateState
from permitdesk.ui.widgets.labels import TextLabel


class ObstacleScreen(VaultScreen):
    """The words of a problem, another try, and the way out. In use or trouble."""

    def __init__(self, gate: Gate, title: Callable[[], str], say: Callable[[StorageError], str]) -> None:
        super().__init__()
        self._gate = gate
        self._title = title
        self._say = say
        self.again = QPushButton()
        self.quit = QPushButton()
        self.aside = QPushButton()
        self.without = QPushButton()
        self.without.setProperty("flat", True)
        self._help = TextLabel("", "help")
        self.buttons(self.again, self.quit, self.aside)
        self.column.addWidget(self._help)
        self.buttons(self.without)
        self.without.setProperty("primary", False)
        self.aside.setVisible(gate.may_set_aside)
        # In use elsewhere, the same case would soon be there twice.
        for widget in (self._help, self.without):
            widget.setVisible(gate.state is GateState.TROUBLE)
        self.aside.clicked.connect(lambda: gate.set_aside())
        self.without.clicked.connect(gate.go_without)
        self.again.clicked.connect(self._on_again)
        self.quit.clicked.connect(QApplication.closeAllWindows)
        self.retranslate()

    def first(self) -> QWidget:
        """Another try."""
        return self.again

    def retranslate(self) -> None:
        """Show the words of the language in use."""
        self.title.setText(self._title())
        problem = self._gate.problem
        self.lead.setText(self._say(problem) if problem is not None else "")
        self.again.setText(self.tr("&Try again"))
        self.quit.setText(self.tr("&Quit"))
        self.aside.setText(self.tr("&Set these files aside and begin anew"))
        self.without.setText(self.tr("&Work without saving here…"))
        self._help.setText(
            self.tr(
                "You can prepare a case all the same. It is not stored on this computer; "
                "save it as a file before you leave it."
            )
        )

    def _on_again(self) -> None:
        self._gate.try_again()


class RescueScreen(VaultScreen):
    """The database is damaged: nothing was erased, and there are copies to go on with."""

    def __init__(self, gate: Gate, moment: Callable[[Backup], str]) -> None:
        """``moment``: day and time of a copy in the language in use."""
        super().__init__()
        self._gate = gate
        self._moment = moment
        self._state = TextLabel("", "strong")
        self.copies = QListWidget()
        self.copies.setObjectName("good_copies")
        self._help = TextLabel("", "help")
        self.go_on = QPushButton()
        self.without = QPushButton()
        self.again = QPushButton()
        self.quit = QPushButton()
        for widget in (self._state, self.copies, self._help):
            self.column.addWidget(widget)
        self.buttons(self.go_on, self.without, self.again, self.quit)
        self.without.clicked.connect(lambda: gate.go_on_with(None))
        self.go_on.clicked.connect(self._on_go_on)
        self.again.clicked.connect(gate.try_again)
        self.quit.clicked.connect(QApplication.closeAllWindows)
        self.copies.itemSelectionChanged.connect(self._show_state)
        gate.busy_changed.connect(self._show_state)
        self.retranslate()

    def first(self) -> QWidget:
        """The list of copies."""
        return self.copies if self.copies.count() else self.again

    def retranslate(self) -> None:
        """Show the words of the language in use."""
        lost = isinstance(self._gate.problem, LastChangesLost)
        self.title.setText(
            self.tr("What was saved last cannot be read")
            if lost
            else self.tr("The file with your cases is damaged")
        )
        words = self.tr(
            "Nothing was erased, and nothing was overwritten. PermitDesk makes copies while you work and "
            "checks each one; you can go on with one of them. The damaged file is kept aside."
        )
        if lost:
            words = " ".join(
                [
                    self.tr(
                        "The disk has damaged the changes made just before PermitDesk stopped. Some of them "
                        "may be missing from now on, so look through the cases you worked on last."
                    ),
                    words,
                ]
            )
        self.lead.setText(words)
        self._help.setText(
            self.tr(
                "Cases that were changed after the chosen copy are read from the damaged file as far as "
                "that is "
                "possible. You will see how many that were."
            )
        )
        self.copies.setAccessibleName(self.tr("Copies that are whole, the newest first"))
        self.go_on.setText(self.tr("&Go on with this copy"))
        self.without.setText(self.tr("Go on with what can still be &read"))
        self.again.setText(self.tr("&Try again"))
        self.quit.setText(self.tr("&Quit"))
        self.refresh()

    def refresh(self) -> None:
        """The copies that were found."""
        chosen = max(self.copies.currentRow(), 0)
        self.copies.clear()
        for backup in self._gate.back.copies or ():
            words = self.tr("{when}, cases: {n}").format(when=self._moment(backup), n=backup.cases)
            self.copies.addItem(QListWidgetItem(words))
        if self.copies.count():
            self.copies.setCurrentRow(min(chosen, self.copies.count() - 1))
        rows = min(max(self.copies.count(), 1), 6)
        self.copies.setFixedHeight(rows * round(self.fontMetrics().height() * 1.7) + 12)
        self._show_state()

    def _show_state(self) -> None:
        copies = self._gate.back.copies
        if copies is None:
            self._state.setText(self.tr("The copies are being opened and checked…"))
        elif copies:
            self._state.setText(self.tr("Copies that are whole:"))
        else:
            self._state.setText(
                self.tr(
                    "No whole copy was found. Cases can often be read from a damaged file: PermitDesk can "
                    "take over what is still readable and keep the damaged file aside. Or quit, make a copy "
                    "of the data folder, and ask for help first."
                )
            )
        self.copies.setVisible(bool(copies))
        self._help.setVisible(bool(copies))
        self.go_on.setVisible(bool(copies))
        # A whole copy gives all that and more.
        self.without.setVisible(copies is not None and not copies)
        self.without.setEnabled(not self._gate.busy)
        self.go_on.setEnabled(not self._gate.busy and self.copies.currentRow() >= 0)

    def _on_go_on(self) -> None:
        copies, row = self._gate.back.copies or (), self.copies.currentRow()
        if 0 <= row < len(copies):
            self._gate.go_on_with(copies[row])

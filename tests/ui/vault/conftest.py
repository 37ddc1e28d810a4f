"""The window before a real vault, with keys that cost next to nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Case, Person
from permitdesk.i18n import Translators
from permitdesk.settings import Settings, Theme
from permitdesk.storage.errors import TargetUnwritable
from permitdesk.storage.vault.records import RecoveryKey
from permitdesk.ui.main_window import MainWindow
from permitdesk.ui.theme import load_fonts
from permitdesk.ui.vault.keeper import VaultKeeper
from permitdesk.ui.vault.screen import VaultScreen
from permitdesk.ui.viewmodels.gate import Gate, GateState
from permitdesk.ui.viewmodels.vault_port import VaultPort
from permitdesk.ui.viewmodels.workspace import Outside, Workspace
from tests.vault_support import PASSPHRASE, Clock, closed_vault, open_vault, unprotected_vault

JAN = Case("jan", title="Jan", person=Person(given_names="Jan", surname="Nowak"))


class Desk:
    """A window with a vault, and the hands of a person in front of it."""

    def __init__(self, qtbot: QtBot, window: MainWindow, folder: Path, sheets: list[str]) -> None:
        self.qtbot = qtbot
        self.window = window
        self.folder = folder
        #: the recovery keys that were saved as a sheet
        self.sheets = sheets

    @property
    def gate(self) -> Gate:
        assert self.window.workspace.gate is not None
        return self.window.workspace.gate

    def state(self) -> GateState:
        """How far the person is on the way to the cases."""
        return self.gate.state

    @property
    def keeper(self) -> VaultKeeper:
        assert self.window.keeper is not None
        return self.window.keeper

    @property
    def screen(self) -> VaultScreen:
        """The screen before the cases."""
        shown = self.keeper.view.current
        assert shown is not None
        assert shown.isVisible()
        return shown

    def type(self, name: str, text: str) -> None:
        """Type into the field of that name, letter by letter."""
        field = next(edit for edit in self.window.findChildren(QWidget, name) if edit.isVisible())
        field.setFocus()
        if not (isinstance(field, QLineEdit) and field.hasSelectedText()):
            QTest.keyClick(field, Qt.Key.Key_End)
        for letter in text:
            key_clicks(field, letter)

    def press(self, button: QAbstractButton) -> None:
        """Press a button that can be pressed."""
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Type a passphrase and press Enter."""
        self.type("passphrase", passphrase)
        field = next(e for e in self.window.findChildren(QWidget, "passphrase") if e.isVisible())
        QTest.keyClick(field, Qt.Key.Key_Return)

    def titles(self) -> list[str]:
        """What stands on the list of cases."""
        model = self.window.start.desk.table.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def key_clicks(field: QWidget, letter: str) -> None:
    """One letter of any alphabet."""
    from tests.ui.conftest import type_text

    type_text(field, letter)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def start(
    qtbot: QtBot, qapp: QApplication, outside: Outside, folder: Path, clock: Clock
) -> Iterator[Callable[..., Desk]]:
    """Starts the window over whatever stands in the folder."""
    load_fonts()
    translators = Translators(qapp)
    translators.set_language("en")
    windows: list[MainWindow] = []

    def begin(vault: VaultPort | None = None) -> Desk:
        sheets: list[str] = []

        def write(path: Path, key: RecoveryKey, _language: str) -> None:
            if path.name == "nowhere.pdf":
                raise TargetUnwritable(path, "no such folder")
            sheets.append(key.text)

        port = vault or closed_vault(folder, clock)
        plugged = replace(outside, vault=lambda: port, write_sheet=write)
        settings = replace(Settings(), language="en", theme=Theme.LIGHT)
        window = MainWindow(Workspace(plugged, "en"), settings, lambda _: True, translators.set_language)
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        qtbot.waitUntil(lambda: "ruleset" in vars(window.workspace))
        return Desk(qtbot, window, folder, sheets)

    yield begin
    for window in windows:
        if window.quick_hide.is_hidden:
            window.quick_hide.toggle()
        window.workspace.session = None
        window.workspace.close()
    translators.set_language("en")


@pytest.fixture
def locked(folder: Path, clock: Clock) -> None:
    """A vault with a passphrase and one case."""
    vault = open_vault(folder, clock)
    vault.store.save(JAN, "applicant")
    vault.close()


@pytest.fixture
def unprotected(folder: Path, clock: Clock) -> None:
    """A vault without a passphrase and one case."""
    vault = unprotected_vault(folder, clock)
    vault.store.save(JAN, "applicant")
    vault.close()

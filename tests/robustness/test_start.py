"""The program starts whatever it finds: no screen, no data folder, broken settings, a store it cannot use."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from permitdesk import app as composition
from permitdesk import paths, resources
from permitdesk.app import build_window
from permitdesk.clock import moment
from permitdesk.domain.answers import Answers
from permitdesk.domain.case import Case
from permitdesk.i18n import Translators
from permitdesk.screen import NO_SCREEN, no_screen
from permitdesk.storage.exchange import read_case
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.ui import theme
from permitdesk.ui.decision_dialog import DecisionDialog
from permitdesk.ui.error_dialog import ErrorDialog
from permitdesk.ui.main_window import MainWindow
from permitdesk.ui.vault.obstacle_screens import ObstacleScreen
from permitdesk.ui.viewmodels.session import CaseSession
from tests.vault_support import unprotected_vault

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> Iterator[None]:
    yield
    Translators(qapp).set_language("en")


def open_store() -> SqliteCaseStore:
    """The store that the window uses."""
    return SqliteCaseStore(paths.case_store_file(), moment)


def start(qtbot: QtBot, qapp: QApplication, *, vault: bool = True) -> MainWindow:
    """The window as it comes up, with its first chores done; ``vault``: over one without a passphrase."""
    if vault and not (paths.data_dir() / "vault.keys").exists():
        unprotected_vault(paths.data_dir()).close()
    window = build_window(qapp, TODAY)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: "ruleset" in vars(window.workspace))
    return window


def opened(window: MainWindow) -> CaseSession | None:
    """The open case, if there is one."""
    return window.workspace.session


def leave(window: MainWindow) -> None:
    """Close without asking, so that no test waits for an answer."""
    window.workspace.close_case()
    window.close()
    window.workspace.close()


# --- screen -------------------------------------------------------------------------


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="screens are named this way on Linux only")
def test_a_screen_that_does_not_answer_is_told_in_one_sentence(tmp_path: Path) -> None:
    left_out = ("QT_", "LC_", "LANG", "WAYLAND", "COV")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    environment["DISPLAY"] = ":4711"
    done = subprocess.run(
        [sys.executable, "-m", "permitdesk"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == NO_SCREEN + "\n"


def test_the_sentence_is_polish_where_the_system_is() -> None:
    assert no_screen({"LANG": "pl_PL.UTF-8"}).startswith("PermitDesk nie może")
    assert no_screen({"LC_ALL": "C", "LANG": "pl_PL.UTF-8"}) == NO_SCREEN


# --- settings and data folder -------------------------------------------------------


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\xff\xfe\x00", b'{"language": "xx", "theme": 7, "text_percent": "big"}']
)
def test_broken_settings_are_the_settings_of_a_new_computer(
    content: bytes, qtbot: QtBot, qapp: QApplication
) -> None:
    paths.settings_file().write_bytes(content)
    window = start(qtbot, qapp)
    assert window.settings.text_percent == 100
    assert window.settings.language is None
    leave(window)


def test_without_a_data_folder_one_can_work_and_save_as_a_file(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PERMITDESK_HOME", str(tmp_path / "file" / "home"))
    window = start(qtbot, qapp, vault=False)
    go_without(window)
    window.set_text_size(125)
    assert "could not be stored" in window.problem.words()
    window.set_text_size(100)
    work_and_rescue(window, tmp_path)


def test_without_our_fonts_the_window_opens(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str, base: object = None) -> bytes:
        raise resources.ResourceMissing(name)

    with monkeypatch.context() as patched:
        patched.setattr(resources, "read_bytes", missing)
        theme.load_fonts()
    leave(start(qtbot, qapp))


# --- a store that cannot be used ----------------------------------------------------


def go_without(window: MainWindow) -> str:
    """Work without saving; returns the words of the problem that stands in the way."""
    assert window.keeper is not None
    screen = window.keeper.view.current
    assert isinstance(screen, ObstacleScreen)
    words = screen.lead.text()
    screen.without.click()
    return words


def set_up_without_passphrase(window: MainWindow) -> None:
    """What the person chooses on the first screen."""
    assert window.workspace.gate is not None
    window.workspace.gate.set_up(None)


def obstacle(window: MainWindow) -> ObstacleScreen | None:
    """The screen that says what stands in the way, if there is one."""
    screen = window.keeper.view.current if window.keeper is not None else None
    return screen if isinstance(screen, ObstacleScreen) else None


def work_and_rescue(window: MainWindow, folder: Path) -> None:
    """One can work on, is told the problem, saves as a file, and leaves after being asked."""
    workspace = window.workspace
    workspace.new_case()
    session = workspace.session
    assert session is not None
    session.update(session.case.with_changes(title="typed all the same"))
    assert not session.saved
    assert "Nothing you typed is lost" in window.problem.words()
    window.leave_case()
    assert opened(window) is session
    question = window.findChild(DecisionDialog)
    assert question is not None
    question.close()
    assert workspace.export_case(session.case.case_id, folder / "rescue.json")
    assert read_case(folder / "rescue.json").title == "typed all the same"
    window.leave_case()
    assert opened(window) is None
    leave(window)


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_store_is_told_and_never_erased(
    content: bytes, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    paths.case_store_file().write_bytes(content)
    window = start(qtbot, qapp, vault=False)
    set_up_without_passphrase(window)
    qtbot.waitUntil(lambda: obstacle(window) is not None)
    assert "damaged" in go_without(window)
    work_and_rescue(window, tmp_path)
    assert paths.case_store_file().read_bytes() == content


def test_a_store_of_a_newer_version_is_told_and_left_alone(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    with sqlite3.connect(paths.case_store_file()) as other:
        other.execute("PRAGMA user_version = 999")
    other.close()
    before = paths.case_store_file().read_bytes()
    window = start(qtbot, qapp, vault=False)
    set_up_without_passphrase(window)
    qtbot.waitUntil(lambda: obstacle(window) is not None)
    assert "newer version" in go_without(window)
    work_and_rescue(window, tmp_path)
    assert paths.case_store_file().read_bytes() == before


# --- answers keep their kind, bugs tell nothing -------------------------------------


def test_days_in_answers_survive_saving_as_a_file_opening_and_saving_again(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    window = start(qtbot, qapp)
    workspace = window.workspace
    asked = {str(q.kind): q.id for q in workspace.ruleset.questions}
    told = Answers.of({asked["day"]: date(2019, 2, 28), asked["whole_number"]: 3})
    workspace.new_case()
    session = workspace.session
    assert session is not None
    session.update(session.case.with_changes(answers=told))
    for name in ("one.json", "two.json"):
        assert workspace.session is not None
        assert workspace.export_case(workspace.session.case.case_id, tmp_path / name)
        window.leave_case()
        workspace.import_case(tmp_path / name)
        assert workspace.session is not None
        assert workspace.session.case.answers == told
    leave(window)


def test_a_bug_is_told_once_with_a_report_to_copy_that_holds_nothing_personal(
    qtbot: QtBot, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    window = start(qtbot, qapp)
    secret = Case("Kowalska-1999-12-31", title="Kowalska")
    tell = composition._telling_hook(window)
    for _ in range(3):
        try:
            raise ValueError(f"{secret}")
        except ValueError as error:
            tell(ValueError, error, error.__traceback__)
    dialogs = window.findChildren(ErrorDialog)
    assert len(dialogs) == 1
    dialogs[0].copy.click()
    shown = dialogs[0].findChildren(QPlainTextEdit)[0].toPlainText()
    copied = QApplication.clipboard().text()
    assert copied == shown
    for words in (copied, capsys.readouterr().err):
        assert "ValueError" in words
        assert "Kowalska" not in words
        assert "1999" not in words
        assert str(Path.home()) not in words
    dialogs[0].close()
    leave(window)


def test_answers_are_stored_even_if_assessing_them_has_a_bug(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    window = start(qtbot, qapp)
    window.workspace.new_case()
    session = window.workspace.session
    assert session is not None
    monkeypatch.setattr("permitdesk.domain.assess.assess", broken)
    with pytest.raises(ZeroDivisionError):
        session.update(session.case.with_changes(title="kept"))
    assert window.workspace.store.load(session.case.case_id).case.title == "kept"
    leave(window)

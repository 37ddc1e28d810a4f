"""Files for several cases and the day sheet: numbered, nothing written over, nothing half."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from permitdesk.storage.case_store import AuditAction, StoredCase
from permitdesk.ui.desk import batch_dialog
from permitdesk.ui.desk.batch_dialog import BatchDialog
from permitdesk.ui.desk.day_sheet_dialog import DaySheetDialog
from permitdesk.ui.viewmodels.desk_ports import DeskPorts, ports_of
from tests.ui.desk.conftest import DeskShell, save

# Qt's offscreen screen has no window manager.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Opened = Callable[[QDialog | None], QDialog]


@pytest.fixture
def two(desk: DeskShell) -> DeskShell:
    save(desk.store, "a", "Kowalska")
    save(desk.store, "b", "Nguyen")
    desk.reload()
    row = desk.model.row_of("a")
    assert row is not None
    desk.desk.select_row(row)
    return desk


def choose_all(desk: DeskShell) -> None:
    desk.desk.table.selectAll()


def batch(desk: DeskShell, opened: Opened) -> BatchDialog:
    choose_all(desk)
    dialog = opened(desk.actions.show_batch())
    assert isinstance(dialog, BatchDialog)
    return dialog


def test_case_files_are_numbered_carry_no_name_and_write_over_nothing(
    two: DeskShell, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "case-01-2026-11-21.json").write_text("mine")
    dialog = batch(two, opened)
    dialog.kinds["case"].setChecked(True)
    dialog.write(folder)
    qtbot.waitUntil(dialog.notice.isVisible)
    assert sorted(path.name for path in folder.iterdir()) == [
        "case-01-2026-11-21-2.json", "case-01-2026-11-21.json", "case-02-2026-11-21.json",
    ]  # fmt: skip
    assert (folder / "case-01-2026-11-21.json").read_text() == "mine"
    assert two.store.audit("a")[0].action is AuditAction.EXPORTED


@pytest.mark.parametrize(("kind", "begin"), [("pdf", b"%PDF"), ("calendar", b"BEGIN:VCALENDAR")])
def test_each_chosen_case_gets_a_file(
    two: DeskShell, opened: Opened, qtbot: QtBot, tmp_path: Path, kind: str, begin: bytes
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    dialog = batch(two, opened)
    dialog.kinds[kind].setChecked(True)
    dialog.write(folder)
    qtbot.waitUntil(dialog.notice.isVisible, timeout=20_000)
    assert [path.read_bytes()[: len(begin)] for path in folder.iterdir()] == [begin, begin]


def test_a_folder_that_cannot_be_written_is_told_for_each_case(
    two: DeskShell, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = batch(two, opened)
    dialog.kinds["case"].setChecked(True)
    dialog.write(tmp_path / "not there")
    qtbot.waitUntil(dialog.write_button.isEnabled)
    assert "numbers 1, 2" in dialog.notice.spoken_text().replace("number ", "numbers ")


def test_stopping_writes_no_further_case(
    two: DeskShell, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = batch(two, opened)
    dialog.kinds["case"].setChecked(True)
    dialog.write(tmp_path)
    dialog.stop_button.click()
    qtbot.waitUntil(dialog.write_button.isEnabled)
    assert "Stopped before the end." in dialog.notice.spoken_text()
    assert list(tmp_path.glob("case-*")) == []


def test_the_day_sheet_is_written_and_shown(two: DeskShell, qtbot: QtBot, tmp_path: Path) -> None:
    shown: list[Path] = []
    dialog = DaySheetDialog(ports_of(two.workspace), two.workspace.desk, two.window, shown.append)
    assert dialog.initials.isChecked()
    dialog.write(tmp_path / "day.pdf")
    qtbot.waitUntil(lambda: shown == [tmp_path / "day.pdf"], timeout=20_000)
    assert (tmp_path / "day.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_that_fails_again_and_again_ends_it_with_the_reason(
    desk: DeskShell, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in range(6):
        save(desk.store, f"c{number}", "Kowalska")
    desk.reload()
    dialog = batch(desk, opened)
    dialog.kinds["case"].setChecked(True)
    dialog.write(tmp_path / "gone")
    qtbot.waitUntil(dialog.notice.isVisible)
    assert dialog._failed == [1, 2, 3]
    assert "could not be written" in dialog.notice.spoken_text()


def test_the_file_being_written_when_one_stops_is_counted_and_noted(
    two: DeskShell, opened: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    write = batch_dialog._WRITERS["case"]

    def slowly(ports: DeskPorts, stored: StoredCase, path: Path) -> None:
        begun.set()
        go_on.wait(10)
        write(ports, stored, path)

    monkeypatch.setitem(batch_dialog._WRITERS, "case", slowly)
    dialog = batch(two, opened)
    dialog.kinds["case"].setChecked(True)
    dialog.write(tmp_path)
    qtbot.waitUntil(begun.is_set)
    dialog.stop_button.click()
    go_on.set()
    qtbot.waitUntil(dialog.notice.isVisible)
    assert dialog._written == len(list(tmp_path.glob("case-*.json"))) == 1
    noted = [two.store.audit(case_id)[0].action for case_id in ("a", "b")]
    assert noted.count(AuditAction.EXPORTED) == 1

"""Many cases changed, kept or removed at once: all of them or none, and the window answers meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Case, Person
from permitdesk.storage.errors import NoSuchCase
from permitdesk.storage.vault.open_vault import OpenVault
from permitdesk.ui.desk import retention_dialog
from permitdesk.ui.desk.retention_dialog import RetentionDialog
from permitdesk.ui.desk.trash_dialog import TrashDialog
from permitdesk.ui.viewmodels.desk_ports import ports_of
from permitdesk.ui.viewmodels.trash import trash_days
from tests.ui.desk.conftest import DeskShell, save
from tests.vault_support import unprotected_vault

# Qt's offscreen screen has no window manager.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[OpenVault]:
    """Three cases, two of them deleted, and a backup that has them all."""
    folder = tmp_path / "vault"
    folder.mkdir()
    with closing(unprotected_vault(folder)) as opened:
        for number in range(3):
            opened.store.save(Case(f"c{number}", person=Person(surname="Kowalska")), None)
        assert opened.back_up() is not None
        for case_id in ("c0", "c1"):
            opened.store.delete(case_id)
        yield opened


@pytest.fixture
def trash(desk: DeskShell, vault: OpenVault) -> TrashDialog:
    ports = replace(ports_of(desk.workspace), store=vault.store, vault=vault)
    dialog = TrashDialog(ports, lambda ids: None, desk.workspace.failed, desk.window)
    dialog.show()
    return dialog


def test_removing_from_the_backups_goes_on_beside_the_window(
    trash: TrashDialog, vault: OpenVault, qtbot: QtBot
) -> None:
    trash.deleted.selectAll()
    trash._purge(trash._chosen())
    assert trash.progress.isVisible()
    assert not trash.purge.isEnabled()
    qtbot.waitUntil(lambda: not trash.progress.isVisible())
    assert vault.store.list_cases(deleted=True) == ()
    assert trash.notes.count() == 2
    assert "2 cases were removed for good" in trash.notice.spoken_text()


def test_the_trash_can_be_closed_while_it_is_emptied(
    trash: TrashDialog, vault: OpenVault, qtbot: QtBot
) -> None:
    trash.deleted.selectAll()
    trash._purge(trash._chosen())
    QTest.keyClick(trash, Qt.Key.Key_Escape)
    assert not trash.isVisible()
    qtbot.waitUntil(lambda: vault.store.list_cases(deleted=True) == ())


def test_what_fails_after_the_trash_was_closed_is_said_in_the_window(
    trash: TrashDialog, desk: DeskShell, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.workspace.failed) as told:
        trash._purge(["gone"])
        trash.reject()
    assert isinstance(told.args[0], NoSuchCase)


def test_a_change_of_several_cases_happens_to_all_or_to_none(vault: OpenVault) -> None:
    store = vault.store

    def close_them() -> None:
        with store.together():
            store.close_case("c2")
            store.close_case("gone")

    with pytest.raises(NoSuchCase):
        close_them()
    assert store.summary("c2").closed_at is None
    assert [entry.action for entry in store.audit("c2")] == ["created"]
    store.close_case("c2")
    assert store.summary("c2").closed_at is not None


def test_the_days_of_the_trash_are_chosen_beside_the_rule(desk: DeskShell) -> None:
    dialog = desk.actions.show_retention()
    assert isinstance(dialog, RetentionDialog)
    assert dialog.days.currentData() == 30
    dialog.days.setCurrentIndex(dialog.days.findData(7))
    dialog.days.activated.emit(dialog.days.currentIndex())
    assert trash_days(desk.store) == 7


def test_no_more_cases_are_listed_than_one_looks_at(desk: DeskShell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention_dialog, "_MOST", 2)
    desk.store.set_setting("retention_months", "1")
    for number in range(3):
        save(desk.store, f"c{number}", "Kowalska")
    desk.reload()
    object.__setattr__(desk.workspace.outside, "today", desk.workspace.today.replace(year=2030))
    dialog = desk.actions.show_retention()
    assert isinstance(dialog, RetentionDialog)
    assert dialog.cases.count() == 2
    assert dialog.count.text().startswith("3 cases")
    assert "first 2" in dialog.count.text()
    dialog.cases.selectAll()
    dialog.delete.click()
    assert dialog.cases.count() == 1
    assert len(desk.titles()) == 1

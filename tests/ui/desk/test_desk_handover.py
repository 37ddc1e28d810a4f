"""Handing cases over and taking them over, with real files and a real store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from permitdesk.domain.case import Case
from permitdesk.storage.case_store import AuditAction
from permitdesk.storage.exchange import write_case
from permitdesk.ui.desk.handover_dialog import HandoverDialog
from permitdesk.ui.desk.import_dialog import ImportDialog
from tests.ui.desk.conftest import DeskShell, save

# Qt's offscreen screen has no window manager.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

Opened = Callable[[QDialog | None], QDialog]
SECRET = "correct horse battery staple"


@pytest.fixture
def one(desk: DeskShell) -> DeskShell:
    save(desk.store, "a", "Kowalska", note="ours at first")
    desk.reload()
    return desk


@pytest.fixture
def file(one: DeskShell, opened: Opened, qtbot: QtBot, tmp_path: Path) -> Path:
    """A hand-over file of the case as it is now."""
    dialog = opened(one.actions.show_hand_over())
    assert isinstance(dialog, HandoverDialog)
    path = tmp_path / "x.permitdesk"
    dialog.passphrase.first.edit.setText(SECRET)
    dialog.passphrase.again.edit.setText(SECRET)
    dialog.write(path)
    qtbot.waitUntil(dialog.notice.isVisible)
    dialog.reject()
    return path


def unlock(one: DeskShell, opened: Opened, qtbot: QtBot, path: Path, secret: str = SECRET) -> ImportDialog:
    dialog = opened(one.actions.open_path(path))
    assert isinstance(dialog, ImportDialog)
    dialog.secret.edit.setText(secret)
    dialog.unlock.click()
    return dialog


def opened_file(one: DeskShell, opened: Opened, qtbot: QtBot, path: Path) -> ImportDialog:
    dialog = unlock(one, opened, qtbot, path)
    qtbot.waitUntil(lambda: dialog.cases.count() > 0 and dialog.cases.currentRow() == 0)
    return dialog


def change(one: DeskShell, **told: object) -> Case:
    case = one.store.load("a").case.with_changes(**told)
    one.store.save(case, "applicant")
    return case


def test_two_passphrases_that_differ_write_nothing(one: DeskShell, opened: Opened) -> None:
    dialog = opened(one.actions.show_hand_over())
    assert isinstance(dialog, HandoverDialog)
    dialog.passphrase.first.edit.setText(SECRET)
    assert not dialog.save.isEnabled()
    dialog.passphrase.again.edit.setText(SECRET)
    assert dialog.save.isEnabled()


def test_enter_opens_the_file_and_then_takes_over(
    file: Path, one: DeskShell, opened: Opened, qtbot: QtBot
) -> None:
    one.store.purge("a")
    dialog = opened(one.actions.open_path(file))
    assert isinstance(dialog, ImportDialog)
    QTest.keyClicks(dialog.secret.edit, SECRET)
    QTest.keyClick(dialog.secret.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.cases.count() == 1 and dialog.take.isEnabled())
    QTest.keyClick(dialog.cases, Qt.Key.Key_Return)
    assert one.titles() == ["Anna Kowalska"]


def test_what_was_taken_over_is_not_offered_again_in_any_way(
    file: Path, one: DeskShell, opened: Opened, qtbot: QtBot
) -> None:
    change(one, note="later")
    one.store.restore("a", 1)
    change(one, title="other")
    dialog = opened_file(one, opened, qtbot, file)
    dialog.as_new.setFocus()
    dialog.as_new.click()
    assert not dialog.as_new.isEnabled()
    assert not dialog.merge.isEnabled()
    assert dialog.focusWidget() is dialog.cases
    QTest.keyClick(dialog.cases, Qt.Key.Key_Return)
    assert len(one.store.list_cases()) == 2
    assert dialog.leave.text() == "Close"


def test_a_suggested_passphrase_is_strong_and_shown(one: DeskShell, opened: Opened) -> None:
    dialog = opened(one.actions.show_hand_over())
    assert isinstance(dialog, HandoverDialog)
    dialog.suggest.click()
    assert dialog.save.isEnabled()
    assert dialog.passphrase.first.edit.echoMode() is dialog.passphrase.first.edit.EchoMode.Normal


def test_a_suggested_passphrase_is_told_once_more_when_the_file_stands(
    one: DeskShell, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(one.actions.show_hand_over())
    assert isinstance(dialog, HandoverDialog)
    dialog.suggest.click()
    suggested = dialog.passphrase.first.edit.text()
    dialog.write(tmp_path / "x.permitdesk")
    qtbot.waitUntil(dialog.notice.isVisible)
    assert suggested in dialog.notice.spoken_text()


def test_a_passphrase_of_ones_own_is_not_shown_again(
    one: DeskShell, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(one.actions.show_hand_over())
    assert isinstance(dialog, HandoverDialog)
    dialog.suggest.click()
    dialog.passphrase.first.edit.setText(SECRET)
    dialog.passphrase.again.edit.setText(SECRET)
    dialog.write(tmp_path / "x.permitdesk")
    qtbot.waitUntil(dialog.notice.isVisible)
    assert SECRET not in dialog.notice.spoken_text()


def test_handing_over_is_noted_and_the_file_tells_nothing(file: Path, one: DeskShell) -> None:
    assert one.store.audit("a")[0].action is AuditAction.HANDED_OVER
    assert b"Kowalska" not in file.read_bytes()


def test_an_open_file_says_what_it_means(
    one: DeskShell, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(one.actions.show_hand_over())
    assert isinstance(dialog, HandoverDialog)
    assert not dialog._open_words.isVisible()
    dialog.open_way.setChecked(True)
    assert dialog._open_words.isVisible()
    dialog.write(tmp_path / "open.json")
    qtbot.waitUntil(dialog.notice.isVisible)
    assert "Kowalska" in (tmp_path / "open.json").read_text(encoding="utf-8")


def test_a_wrong_passphrase_is_said_and_can_be_typed_again(
    file: Path, one: DeskShell, opened: Opened, qtbot: QtBot
) -> None:
    dialog = unlock(one, opened, qtbot, file, "something else entirely")
    qtbot.waitUntil(dialog.notice.isVisible)
    assert dialog.unlock.isEnabled()
    dialog.secret.edit.setText(SECRET)
    dialog.unlock.click()
    qtbot.waitUntil(lambda: dialog.cases.count() == 1)


def test_a_file_that_is_none_is_said_in_words(
    one: DeskShell, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "x.permitdesk"
    path.write_bytes(b"nonsense")
    dialog = unlock(one, opened, qtbot, path)
    qtbot.waitUntil(dialog.notice.isVisible)
    assert one.titles() == ["Anna Kowalska"]


def test_the_same_case_offers_nothing_to_take_over(
    file: Path, one: DeskShell, opened: Opened, qtbot: QtBot
) -> None:
    dialog = opened_file(one, opened, qtbot, file)
    assert "the same as here" in dialog.cases.item(0).text()
    assert not dialog.take.isEnabled()


def test_a_case_that_is_not_here_is_taken_over_as_it_is(
    file: Path, one: DeskShell, opened: Opened, qtbot: QtBot
) -> None:
    one.store.delete("a")
    one.store.purge("a")
    one.reload()
    dialog = opened_file(one, opened, qtbot, file)
    assert one.titles() == []
    dialog.take.click()
    assert one.titles() == ["Anna Kowalska"]
    assert one.store.history("a")[0].action is AuditAction.IMPORTED
    assert not dialog.take.isEnabled()


def test_what_changed_only_here_stays(file: Path, one: DeskShell, opened: Opened, qtbot: QtBot) -> None:
    change(one, note="later here")
    dialog = opened_file(one, opened, qtbot, file)
    assert "changed only here" in dialog.cases.item(0).text()
    assert not dialog.take.isEnabled()


@pytest.mark.parametrize(("theirs", "note"), [(False, "mine"), (True, "ours at first")])
def test_a_conflict_keeps_ours_unless_the_person_chooses_otherwise(
    file: Path, one: DeskShell, opened: Opened, qtbot: QtBot, theirs: bool, note: str, tmp_path: Path
) -> None:
    # The file as the other side gives it back: its own change of the note, and a further advisor.
    change(one, note="mine")
    path = tmp_path / "theirs.json"
    write_case(path, one.store.load("a").case.with_changes(note="ours at first", advisor="Maria"))
    dialog = opened(one.actions.open_path(path))
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: dialog.cases.currentRow() == 0)
    before = one.store.load("a").revision
    table = dialog.merge.table
    texts = [table.model().index(row, 1).data() for row in range(table.rowCount())]
    dialog.merge.select_line(texts.index("mine"))
    if theirs:
        dialog.merge.take_theirs.click()
    assert one.store.load("a").revision == before
    dialog.take.click()
    merged = one.store.load("a").case
    assert (merged.note, merged.advisor) == (note, "Maria")
    assert one.store.history("a")[0].action is AuditAction.MERGED


def test_a_case_file_of_a_case_that_is_here_can_become_a_new_case(
    one: DeskShell, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    write_case(tmp_path / "a.json", one.store.load("a").case.with_changes(note="another"))
    dialog = opened(one.actions.open_path(tmp_path / "a.json"))
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(dialog.as_new.isEnabled)
    dialog.as_new.click()
    assert len(one.titles()) == 2
    assert one.store.load("a").case.note == "ours at first"


def test_a_case_file_of_no_case_here_opens_as_before(one: DeskShell, tmp_path: Path) -> None:
    write_case(tmp_path / "b.json", Case("other", title="Other"))
    assert one.actions.open_path(tmp_path / "b.json") is None
    assert one.workspace.session is not None
    assert one.workspace.session.case.title == "Other"


def test_joining_the_open_case_shows_the_joined_answers(
    one: DeskShell, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    write_case(tmp_path / "a.json", one.store.load("a").case.with_changes(advisor="Maria"))
    one.workspace.open_case("a")
    session = one.workspace.session
    assert session is not None
    dialog = opened(one.actions.open_path(tmp_path / "a.json"))
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(dialog.take.isEnabled)
    dialog.take.click()
    assert session.case.advisor == "Maria"
    assert session.problem is None


def test_an_unticked_case_is_left_out(one: DeskShell, opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    write_case(tmp_path / "a.json", one.store.load("a").case.with_changes(advisor="Maria"))
    dialog = opened(one.actions.open_path(tmp_path / "a.json"))
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(dialog.take.isEnabled)
    dialog.cases.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.take.isEnabled()

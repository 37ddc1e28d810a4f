"""Damaged cases, found at the start or while one works: the way back to them. And keys are not kept long."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from permitdesk.domain.case import Case
from permitdesk.storage.errors import Damaged, LastChangesLost
from permitdesk.ui.decision_dialog import DecisionDialog
from permitdesk.ui.vault.obstacle_screens import RescueScreen
from permitdesk.ui.viewmodels.gate import GateState
from tests.ui.vault.conftest import Desk
from tests.vault_support import PASSPHRASE, Clock, closed_vault

Start = Callable[..., Desk]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def desk(start: Start, locked: None) -> Desk:
    """An open vault."""
    made = start()
    made.unlock()
    return made


def rescue_screen(desk: Desk) -> RescueScreen:
    """The screen with the copies."""
    screen = desk.screen
    assert isinstance(screen, RescueScreen)
    return screen


def holds_key(desk: Desk) -> bool:
    """Whether the way to the cases keeps a key in memory, open or not."""
    return desk.gate.vault is not None or desk.gate._key is not None


def refuse(*_: object, **__: object) -> None:
    """A page that cannot be read."""
    raise Damaged


def test_damage_found_while_one_works_leads_to_the_whole_copies_and_back(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = desk.window.workspace
    desk.keeper.rounds.look()
    workspace.store.save(Case("new", title="Newer than the copy"), None)
    workspace.open_case("jan")
    assert desk.gate.vault is not None
    monkeypatch.setattr(desk.gate.vault.store, "load", refuse)
    workspace.open_case("new")
    question = desk.window.findChild(DecisionDialog)
    assert question is not None
    desk.press(question.buttons[0])
    screen = rescue_screen(desk)
    assert desk.titles() == []
    assert screen.copies.count() == 1
    assert not screen.without.isVisible()
    desk.press(screen.go_on)
    assert desk.state() is GateState.OPEN
    assert sorted(row.title for row in workspace.store.list_cases()) == ["Jan", "Newer than the copy"]
    assert workspace.session is not None
    assert workspace.session.household.case_id == "jan"
    assert "1" in desk.keeper.reminder.words()


def test_damage_is_offered_once_and_typed_answers_survive_the_way_back(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = desk.window.workspace
    desk.keeper.rounds.look()
    workspace.open_case("jan")
    session = workspace.session
    assert session is not None
    assert desk.gate.vault is not None
    monkeypatch.setattr(desk.gate.vault.store, "save", refuse)
    session.update(session.case.with_changes(title="Typed"))
    session.update(session.case.with_changes(title="Typed on"))
    (question,) = desk.window.findChildren(DecisionDialog)
    desk.press(question.buttons[0])
    desk.press(rescue_screen(desk).go_on)
    assert workspace.session is not None
    assert workspace.session.case.title == "Typed on"
    assert workspace.session.saved
    assert workspace.store.load("jan").case.title == "Typed on"


def test_other_problems_offer_no_copies(desk: Desk) -> None:
    desk.window.workspace.open_case("no such case")
    assert desk.window.problem.isVisible()
    assert desk.window.findChild(DecisionDialog) is None


@pytest.fixture
def damaged(desk: Desk, tmp_path: Path) -> Path:
    """A data folder as a killed program left it, where the disk then damaged the last change."""
    desk.keeper.rounds.look()
    desk.window.workspace.store.save(Case("new", title="New"), None)
    desk.window.workspace.store.save(Case("last", title="Last"), None)
    folder = tmp_path / "killed"
    shutil.copytree(desk.folder, folder)
    (journal,) = folder.glob("vault-*.db-wal")
    content = bytearray(journal.read_bytes())
    content[-2000] ^= 0x10
    journal.write_bytes(content)
    return folder


def test_lost_last_changes_are_told_and_nothing_older_comes_back_unsaid(
    damaged: Path, start: Start, clock: Clock
) -> None:
    desk = start(closed_vault(damaged, clock))
    desk.unlock()
    screen = rescue_screen(desk)
    assert isinstance(desk.gate.problem, LastChangesLost)
    assert "look through" in screen.lead.text()
    assert desk.titles() == []
    desk.press(screen.go_on)
    assert desk.state() is GateState.OPEN
    titles = desk.titles()
    assert {"Jan", "New"} <= set(titles)
    assert desk.keeper.reminder.isVisible()
    kept = [path.name for path in (damaged / "set-aside").rglob("*") if path.is_file()]
    assert any(name.endswith("-wal") for name in kept)


def test_without_a_whole_copy_one_goes_on_with_what_can_be_read(
    damaged: Path, start: Start, clock: Clock
) -> None:
    for copy in (damaged / "backups").glob("*.db"):
        copy.write_bytes(b"\x5a" * 4096)
    desk = start(closed_vault(damaged, clock))
    desk.unlock()
    screen = rescue_screen(desk)
    assert not screen.go_on.isVisible()
    desk.press(screen.without)
    assert desk.state() is GateState.OPEN
    assert {"Jan", "New"} <= set(desk.titles())
    assert "rely" in desk.keeper.reminder.words()


# --- keys -----------------------------------------------------------------------------


def test_a_key_kept_beside_a_damaged_file_is_forgotten_when_nobody_is_there(
    damaged: Path, start: Start, clock: Clock
) -> None:
    desk = start(closed_vault(damaged, clock))
    desk.unlock()
    assert holds_key(desk)
    desk.keeper.idle.idle.emit()
    assert not holds_key(desk)
    assert desk.state() is GateState.LOCKED
    desk.unlock()
    assert desk.state() is GateState.DAMAGED


@pytest.mark.usefixtures("locked")
def test_a_key_kept_while_the_vault_is_in_use_elsewhere_is_forgotten_too(
    start: Start, folder: Path, clock: Clock
) -> None:
    other = closed_vault(folder, clock)
    used = other.open(other.key_from_passphrase(PASSPHRASE))
    desk = start()
    desk.unlock()
    assert desk.state() is GateState.IN_USE
    desk.keeper.system.on_sleep(True)
    assert not holds_key(desk)
    used.close()
    assert desk.state() is GateState.LOCKED


def test_a_problem_that_is_shown_keeps_no_frames_with_keys(damaged: Path, start: Start, clock: Clock) -> None:
    desk = start(closed_vault(damaged, clock))
    desk.unlock()
    seen: BaseException | None = desk.gate.problem
    assert seen is not None
    while seen is not None:
        assert seen.__traceback__ is None
        seen = seen.__cause__ or seen.__context__


@pytest.mark.usefixtures("unprotected")
def test_without_a_passphrase_there_is_nothing_to_forget(start: Start, folder: Path, clock: Clock) -> None:
    other = closed_vault(folder, clock)
    used = other.open(other.key_unprotected())
    desk = start()
    assert desk.state() is GateState.IN_USE
    desk.keeper.idle.idle.emit()
    assert desk.state() is GateState.IN_USE
    used.close()


def test_falling_asleep_locks_without_making_a_copy_first(desk: Desk, clock: Clock) -> None:
    desk.window.workspace.store.save(Case("new", title="New"), None)
    clock.go_on(hours=2)
    assert desk.gate.vault is not None
    assert desk.gate.vault.backup_due(leaving=True)
    before = len(list((desk.folder / "backups").glob("*.db")))
    desk.keeper.system.on_sleep(True)
    assert desk.state() is GateState.LOCKED
    assert len(list((desk.folder / "backups").glob("*.db"))) == before


def test_who_leaves_before_choosing_a_new_passphrase_leaves_it_locked(
    start: Start, folder: Path, clock: Clock
) -> None:
    vault = closed_vault(folder, clock)
    prepared = vault.prepare(PASSPHRASE)
    vault.create(prepared).close()
    assert prepared.recovery_key is not None
    desk = start()
    desk.gate.unlock_with_recovery_key(prepared.recovery_key.text)
    assert desk.state() is GateState.NEW_PASSPHRASE
    desk.keeper.idle.idle.emit()
    assert desk.state() is GateState.LOCKED
    assert not holds_key(desk)
    desk.unlock()
    assert desk.state() is GateState.OPEN

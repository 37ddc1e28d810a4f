"""Safety copies in the quiet moments and before the end; going on with one when the file is damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from permitdesk.domain.case import Case
from permitdesk.storage.errors import DiskFull
from permitdesk.ui.vault.obstacle_screens import RescueScreen
from permitdesk.ui.viewmodels.gate import GateState
from tests.ui.vault.conftest import Desk
from tests.vault_support import Clock

Start = Callable[..., Desk]

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def desk(start: Start, locked: None) -> Desk:
    """An open vault."""
    made = start()
    made.unlock()
    return made


def copies(desk: Desk) -> int:
    """How many copies are kept."""
    return len(list((desk.folder / "backups").glob("*.db")))


def test_a_copy_is_made_when_one_is_due_and_not_before(desk: Desk, clock: Clock) -> None:
    desk.window.workspace.store.save(Case("new", title="New"), None)
    desk.keeper.rounds.look()
    made = copies(desk)
    assert made == 1
    desk.window.workspace.store.save(Case("new", title="Newer"), None)
    clock.go_on(hours=3)
    desk.keeper.rounds.look()
    assert copies(desk) == made
    clock.go_on(hours=2)
    desk.keeper.rounds.look()
    assert copies(desk) == made + 1


def test_locking_makes_the_last_copy_and_lets_go_of_the_files(desk: Desk, clock: Clock) -> None:
    desk.window.workspace.store.save(Case("new", title="New"), None)
    clock.go_on(hours=2)
    before = copies(desk)
    desk.gate.lock()
    assert copies(desk) == before + 1
    desk.unlock()
    assert desk.state() is GateState.OPEN


def test_a_copy_that_cannot_be_made_is_told_and_does_not_keep_anybody_from_leaving(
    desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskFull

    assert desk.gate.vault is not None
    monkeypatch.setattr(type(desk.gate.vault), "back_up", refuse)
    monkeypatch.setattr(type(desk.gate.vault), "backup_due", lambda *_, **__: True)
    desk.keeper.rounds.look()
    assert desk.window.problem.isVisible()
    assert "copy" in desk.window.problem.words()
    desk.window.close()
    assert not desk.window.isVisible()


def test_closing_makes_the_last_copy(desk: Desk, clock: Clock) -> None:
    desk.window.workspace.store.save(Case("new", title="New"), None)
    clock.go_on(hours=2)
    before = copies(desk)
    desk.window.close()
    assert not desk.window.isVisible()
    assert copies(desk) == before + 1


def test_a_damaged_file_is_told_and_one_goes_on_with_a_whole_copy(
    desk: Desk, clock: Clock, start: Start, folder: Path
) -> None:
    desk.window.workspace.store.save(Case("new", title="New"), None)
    clock.go_on(hours=2)
    desk.gate.lock()
    desk.window.workspace.close()
    database = next(folder.glob("vault-*.db"))
    database.write_bytes(b"\x5a" * 8192)
    again = start()
    again.unlock()
    screen = again.screen
    assert isinstance(screen, RescueScreen)
    assert screen.copies.count() >= 1
    assert "2" in screen.copies.item(0).text()
    again.press(screen.go_on)
    assert again.state() is GateState.OPEN
    assert sorted(again.titles()) == ["Jan", "New"]
    assert again.keeper.reminder.isVisible()
    kept = [path for path in (folder / "set-aside").rglob("*") if path.is_file()]
    assert any(path.read_bytes() == b"\x5a" * 8192 for path in kept)

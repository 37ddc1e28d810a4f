"""One user of a vault at a time, and no obstacle left by a program that died."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from permitdesk.storage.errors import StorageError, VaultGone, VaultInUse
from permitdesk.storage.vault.instance_lock import STALE, InstanceLock
from permitdesk.storage.vault.this_computer import computer_mark
from tests.vault_support import NOW, Clock


class Room:
    """A folder, a clock, and locks of any computer on it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "vault.lock"
        self.clock = Clock()
        self.locks: list[InstanceLock] = []

    def lock(self, computer: str = "here") -> InstanceLock:
        lock = InstanceLock(self.path, self.clock, computer=computer, beat=False)
        self.locks.append(lock)
        return lock

    def left_by(self, computer: str, ago: timedelta) -> None:
        """The file as a program on a computer left it when it was killed, without a lock on it."""
        moment = (NOW - ago).isoformat()
        content = {"token": "ab" * 16, "computer": computer, "since": moment, "beat": moment}
        self.path.write_text(json.dumps(content, separators=(",", ":")), encoding="ascii")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    yield room
    for lock in room.locks:
        lock.release()


def test_the_second_window_hears_that_the_first_is_there_and_since_when(room: Room) -> None:
    room.lock().take()
    with pytest.raises(VaultInUse) as caught:
        room.lock().take()
    assert caught.value.where == "this_computer"
    assert caught.value.params["since"] == NOW.astimezone().strftime("%H:%M")


def test_after_the_first_has_gone_the_second_may_come(room: Room) -> None:
    first, second = room.lock(), room.lock()
    first.take()
    first.release()
    second.take()
    second.check()
    first.release()
    second.check()


@pytest.mark.parametrize("seconds", [0, 29, 119, -119])
def test_another_computer_with_a_fresh_beat_is_at_work(room: Room, seconds: int) -> None:
    room.left_by("there", timedelta(seconds=seconds))
    with pytest.raises(VaultInUse) as caught:
        room.lock().take()
    assert caught.value.where == "other_computer"


@pytest.mark.parametrize("ago", [STALE, timedelta(minutes=3), timedelta(days=400), -timedelta(hours=1)])
def test_a_beat_of_two_minutes_ago_is_that_of_a_dead_program(room: Room, ago: timedelta) -> None:
    room.left_by("there", ago)
    room.lock().take()


@pytest.mark.parametrize("seconds", [0, 60, 600])
def test_a_program_killed_on_this_computer_is_no_obstacle(room: Room, seconds: int) -> None:
    room.left_by("here", timedelta(seconds=seconds))
    lock = room.lock()
    lock.take()
    lock.check()


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 100, b"{", b"[]", b'{"token":"a"}', b"\xff" * 2000, b"null"]
)
def test_a_lock_file_that_cannot_be_understood_is_no_obstacle(room: Room, content: bytes) -> None:
    room.path.write_bytes(content)
    lock = room.lock()
    lock.take()
    lock.check()


def test_the_beat_goes_on_and_keeps_another_computer_out(room: Room) -> None:
    room.lock("there").take()
    for _ in range(5):
        room.clock.go_on(seconds=100)
        assert room.locks[0].beat()
    content = json.loads(room.path.read_bytes())
    assert content["beat"] == room.clock.now.isoformat()
    assert content["since"] == NOW.isoformat()


def test_whoever_slept_too_long_notices_before_the_next_save(room: Room) -> None:
    """The other computer sees no lock of the system, as on many shared folders: it writes its token."""
    lock = room.lock()
    lock.take()
    room.left_by("there", timedelta(0))
    for _ in range(2):
        with pytest.raises(VaultInUse) as caught:
            lock.check()
        assert caught.value.where == "other_computer"
    assert not lock.beat()
    assert json.loads(room.path.read_bytes())["computer"] == "there"


def test_it_stays_lost_when_the_other_has_gone_for_the_journal_may_be_another(room: Room) -> None:
    lock = room.lock()
    lock.take()
    room.left_by("there", timedelta(0))
    with pytest.raises(VaultInUse):
        lock.check()
    room.path.write_bytes(b"")
    with pytest.raises(VaultInUse):
        lock.check()
    lock.release()
    room.lock().take()


def test_giving_back_what_was_lost_does_not_throw_the_other_out(room: Room) -> None:
    lock = room.lock()
    lock.take()
    room.left_by("there", timedelta(0))
    lock.release()
    assert json.loads(room.path.read_bytes())["computer"] == "there"


def test_taking_it_again_needs_no_room_on_the_disk(room: Room) -> None:
    for _ in range(3):
        lock = room.lock()
        lock.take()
        assert room.path.stat().st_size == 512
        lock.release()
        assert (room.path.stat().st_size, room.path.read_bytes().strip()) == (512, b"")


def test_a_lock_file_somebody_tidied_away_is_made_again(room: Room) -> None:
    lock = room.lock()
    lock.take()
    room.path.unlink()
    lock.check()
    assert room.path.exists()
    with pytest.raises(VaultInUse):
        room.lock().take()


def test_a_lock_file_replaced_by_another_user_is_lost(room: Room) -> None:
    lock = room.lock()
    lock.take()
    room.path.unlink()
    other = room.lock("there")
    other.take()
    with pytest.raises(VaultInUse):
        lock.check()
    other.check()


def test_a_folder_that_is_gone_is_told_and_comes_back(room: Room, tmp_path: Path) -> None:
    lock = room.lock()
    lock.take()
    away = tmp_path.with_name(tmp_path.name + "-away")
    tmp_path.rename(away)
    for _ in range(2):
        with pytest.raises(VaultGone):
            lock.check()
    away.rename(tmp_path)
    lock.check()


def test_a_lock_file_that_the_disk_does_not_give_is_a_known_problem(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> bytes:
        raise OSError(errno.EIO, "the stick was pulled")

    lock = room.lock()
    lock.take()
    monkeypatch.setattr(lock, "_read", broken)
    with pytest.raises(VaultGone):
        lock.check()


def test_after_giving_back_nothing_may_be_saved(room: Room) -> None:
    lock = room.lock()
    lock.take()
    lock.release()
    lock.release()
    with pytest.raises(VaultGone):
        lock.check()


def test_without_the_folder_there_is_nothing_to_lock(tmp_path: Path) -> None:
    with pytest.raises(VaultGone):
        InstanceLock(tmp_path / "stick" / "vault.lock", Clock()).take()


def test_a_folder_that_may_not_be_written_is_a_known_problem(room: Room) -> None:
    room.path.mkdir()
    with pytest.raises(StorageError):
        room.lock().take()


def test_a_file_system_without_locks_leaves_it_to_the_token(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import fcntl

    def cannot(handle: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", cannot)
    room.lock("there").take()
    with pytest.raises(VaultInUse):
        room.lock("here").take()
    room.locks[0].check()


HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from permitdesk.storage.vault.instance_lock import InstanceLock
InstanceLock(Path(sys.argv[1]), lambda: datetime.now(UTC)).take()
print("taken", flush=True)
sys.stdin.read()
"""


def test_another_process_keeps_the_vault_while_it_lives_and_not_when_it_is_killed(room: Room) -> None:
    command = [sys.executable, "-c", HOLDER, str(room.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "taken\n"
        with pytest.raises(VaultInUse) as caught:
            room.lock(computer_mark()).take()
        assert caught.value.where == "this_computer"
        holder.kill()
        holder.wait()
        room.lock(computer_mark()).take()


def test_the_heart_beats_by_itself_and_stops_with_the_lock(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    from permitdesk.storage.vault import instance_lock

    monkeypatch.setattr(instance_lock, "BEAT_SECONDS", 0.01)
    beaten = threading.Event()

    class Noticing(InstanceLock):
        def beat(self) -> bool:
            beaten.set()
            return super().beat()

    lock = Noticing(room.path, room.clock)
    lock.take()
    assert beaten.wait(10)
    thread = next(thread for thread in threading.enumerate() if thread.name == "vault-beat")
    lock.release()
    thread.join(10)
    assert not thread.is_alive()


def test_the_check_before_each_save_costs_no_more_than_a_few_looks_at_a_file(room: Room) -> None:
    """A ratio, not a time: machines are shared. One check is about four system calls."""
    lock = room.lock()
    lock.take()

    def best(action: object) -> float:
        assert callable(action)
        rounds = []
        for _ in range(20):
            begun = time.perf_counter()
            for _ in range(100):
                action()
            rounds.append(time.perf_counter() - begun)
        return min(rounds)

    assert best(lock.check) < 12 * best(room.path.stat)


def test_the_mark_of_a_computer_is_steady_and_names_nobody() -> None:
    import platform

    assert computer_mark() == computer_mark()
    assert len(computer_mark()) == 16
    assert platform.node() not in computer_mark()

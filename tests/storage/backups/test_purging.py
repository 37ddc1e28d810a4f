"""Deleting for good: what cannot be reached is named, tried again, and nobody else is touched."""

from __future__ import annotations

import shutil
from datetime import UTC, date
from pathlib import Path

import pytest

from permitdesk.domain.case import Case
from permitdesk.storage.backups.names import day_of
from permitdesk.storage.errors import NoSuchCase
from permitdesk.storage.vault.open_vault import OpenVault
from tests.storage.backups.page_reader import traces_in
from tests.vault_support import NOW, Clock, closed_vault, unprotected_vault

LAN = Case(case_id="lan-id", title="Łańcucka")
OLENA = Case(case_id="olena-id", title="Ołena")


def secrets_of(vault: OpenVault) -> list[bytes]:
    return [bytes(key.secret) for key in vault.data_keys]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault(tmp_path: Path, clock: Clock) -> OpenVault:
    vault = unprotected_vault(tmp_path, clock)
    vault.store.save(LAN, None)
    vault.store.save(OLENA, None)
    for _ in range(3):
        vault.back_up()
        clock.go_on(days=1)
    return vault


def make_unreachable(vault: OpenVault, tmp_path: Path) -> tuple[Path, bytes]:
    """One copy that cannot be opened for now, as on a disk that gives errors; it is the middle one."""
    path = vault.backups()[1].path
    good = path.read_bytes()
    path.write_bytes(good[:64] + bytes(4032) + good[4096:])
    return path, good


def test_a_copy_that_cannot_be_cleaned_is_named_by_its_day_and_cleaned_later(
    tmp_path: Path, vault: OpenVault, clock: Clock
) -> None:
    vault.store.set_author("Ewa")
    path, good = make_unreachable(vault, tmp_path)
    assert vault.purge("lan-id", "request") == 1
    (note,) = vault.store.deletion_notes()
    assert note.backups_left == (date(2026, 11, 22),)
    assert (note.author, note.reason, note.begun_on) == ("Ewa", "request", NOW.date())
    assert vault.store.unfinished_deletions() == ("lan-id",)
    vault.close()

    vault = unprotected_vault(tmp_path, clock)
    assert vault.store.deletion_notes()[0].backups_left == (date(2026, 11, 22),)
    vault.close()

    path.write_bytes(good)
    vault = unprotected_vault(tmp_path, clock)
    assert vault.store.deletion_notes()[0].backups_left == ()
    assert vault.store.unfinished_deletions() == ()
    assert traces_in(tmp_path, secrets_of(vault), ["lan-id", "Łańcucka"]) == {}
    vault.close()


def test_a_copy_made_after_the_deletion_is_never_named(
    tmp_path: Path, vault: OpenVault, clock: Clock
) -> None:
    make_unreachable(vault, tmp_path)
    vault.purge("lan-id", "request")
    clock.go_on(days=2)
    vault.store.save(OLENA.with_changes(title="x"), None)
    later = vault.back_up()
    assert later is not None
    vault.close()
    later.path.write_bytes(b"\1" * 8192)
    vault = unprotected_vault(tmp_path, clock)
    assert vault.store.deletion_notes()[0].backups_left == (date(2026, 11, 22),)
    vault.close()


def test_a_damaged_file_kept_aside_is_named_and_that_of_another_vault_is_not(
    tmp_path: Path, vault: OpenVault
) -> None:
    ours, other = tmp_path / "set-aside" / "1", tmp_path / "set-aside" / "2"
    ours.mkdir(parents=True)
    other.mkdir()
    vault.close()
    data = bytearray(vault.database.read_bytes())
    data[200] ^= 1
    (ours / "vault-1.db").write_bytes(bytes(data))
    elsewhere = unprotected_vault(tmp_path / "elsewhere")
    elsewhere.store.save(LAN, None)
    elsewhere.close()
    shutil.move(elsewhere.database, other / "vault-1.db")
    before = (other / "vault-1.db").read_bytes()
    vault = unprotected_vault(tmp_path)
    assert vault.purge("lan-id", "request") == 1
    assert (other / "vault-1.db").read_bytes() == before
    vault.close()


def test_several_go_at_once_or_none(vault: OpenVault) -> None:
    with pytest.raises(NoSuchCase):
        vault.purge_all(["lan-id", "nobody"], "retention")
    assert len(vault.store.list_cases()) == 2
    assert vault.store.deletion_notes() == ()
    assert vault.purge_all(["lan-id", "olena-id"], "retention") == 0
    assert vault.store.list_cases() == ()
    assert [note.reason for note in vault.store.deletion_notes()] == ["retention", "retention"]
    assert [backup.cases for backup in vault.backups()] == [0, 0, 0]
    vault.close()


class Stopped(BaseException):
    """The program ends here."""


STEPS = ["case deleted", "overwritten", "written anew", "tidied", "deleted", "copies cleaned"]


@pytest.mark.parametrize("stop_at", STEPS)
@pytest.mark.parametrize("time", [1, 2])
def test_cut_off_at_any_step_it_is_finished_at_the_next_start(
    tmp_path: Path, clock: Clock, stop_at: str, time: int
) -> None:
    vault = unprotected_vault(tmp_path, clock)
    vault.store.save(LAN, None)
    vault.store.save(OLENA, None)
    vault.back_up()
    clock.go_on(hours=6)
    vault.store.save(LAN.with_changes(title="Łańcucka 2"), None)
    vault.back_up()
    vault.close()
    seen: list[str] = []

    def stop(step: str) -> None:
        seen.append(step)
        if seen.count(stop_at) == time:
            raise Stopped

    closed = closed_vault(tmp_path, clock, hook=stop)
    vault = closed.open(closed.key_unprotected())
    cut = seen.count(stop_at) < time
    try:
        vault.purge("lan-id", "request")
        cut = False
    except Stopped:
        cut = True
    vault.close()
    assert cut or seen.count(stop_at) < time

    vault = unprotected_vault(tmp_path, clock)
    assert traces_in(tmp_path, secrets_of(vault), ["lan-id", "Łańcucka"]) == {}
    assert vault.store.unfinished_deletions() == ()
    assert [backup.cases for backup in vault.backups()] == [1, 1]
    assert vault.store.load("olena-id").case == OLENA
    vault.close()


def test_the_day_of_a_copy_is_that_in_poland() -> None:
    assert day_of(NOW.replace(hour=22, minute=59)).day == 21
    assert day_of(NOW.replace(hour=23, minute=0)).day == 22
    assert day_of(NOW.astimezone(UTC)) == NOW.date()

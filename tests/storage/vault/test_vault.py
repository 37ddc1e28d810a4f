"""A vault as the window uses it: made, locked, opened by each of its ways, its keys changed."""

from __future__ import annotations

import base64
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from permitdesk.domain.case import Case, Person
from permitdesk.storage.errors import (
    Damaged,
    DiskFull,
    DiskTrouble,
    KeysDamaged,
    NotEnoughMemory,
    StorageError,
    VaultGone,
    VaultInUse,
    VaultLocked,
    WrongPassphrase,
    WrongRecoveryKey,
)
from permitdesk.storage.vault import key_store, slots
from permitdesk.storage.vault.open_vault import OpenVault
from permitdesk.storage.vault.records import VaultLook, VaultState
from tests.vault_support import (
    NOW,
    PASSPHRASE,
    Clock,
    KeyringInMemory,
    closed_vault,
    open_vault,
    unprotected_vault,
)

OTHER = "zupełnie inne hasło"
CASE = Case(case_id="c1", title="Lan", person=Person(given_names="Lan", surname="Nguyen"))


def titles(vault: OpenVault) -> list[str]:
    return sorted(case.title for case in vault.store.list_cases())


def with_a_case(vault: OpenVault) -> OpenVault:
    vault.store.save(CASE, None)
    return vault


def reopened(folder: Path, passphrase: str = PASSPHRASE) -> list[str]:
    """Titles found when the vault is opened anew."""
    vault = open_vault(folder, passphrase=passphrase)
    try:
        return titles(vault)
    finally:
        vault.close()


def opens(folder: Path, passphrase: str) -> bool:
    try:
        closed_vault(folder).key_from_passphrase(passphrase)
    except WrongPassphrase:
        return False
    return True


# --- making and opening -------------------------------------------------------------------


def test_an_empty_folder_has_no_vault(tmp_path: Path) -> None:
    assert closed_vault(tmp_path).look() == VaultLook(VaultState.ABSENT)


def test_a_new_vault_is_locked_by_its_passphrase(tmp_path: Path) -> None:
    with_a_case(open_vault(tmp_path)).close()
    look = closed_vault(tmp_path).look()
    assert (look.state, look.made_on, look.remembered) == (VaultState.LOCKED, NOW.date(), False)
    assert look.has_recovery_key
    assert reopened(tmp_path) == ["Lan"]


def test_making_keys_writes_nothing(tmp_path: Path) -> None:
    closed_vault(tmp_path).prepare(PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_a_vault_is_made_once(tmp_path: Path) -> None:
    with_a_case(open_vault(tmp_path)).close()
    vault = closed_vault(tmp_path)
    with pytest.raises(VaultInUse):
        vault.create(vault.prepare(OTHER))
    assert reopened(tmp_path) == ["Lan"]


def test_the_folder_of_a_new_vault_is_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    open_vault(folder).close()
    modes = {path.name: path.stat().st_mode & 0o777 for path in folder.rglob("*") if path.is_file()}
    assert set(modes.values()) == {0o600}, modes
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_short_passphrase_makes_no_vault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="too short"):
        closed_vault(tmp_path).prepare("seven77")


@pytest.mark.parametrize("typed", [OTHER, "", PASSPHRASE.upper(), PASSPHRASE + " ", PASSPHRASE[:-1]])
def test_another_passphrase_opens_nothing(tmp_path: Path, typed: str) -> None:
    open_vault(tmp_path).close()
    with pytest.raises(WrongPassphrase):
        closed_vault(tmp_path).key_from_passphrase(typed)


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("Zażółć gęślą jaźń", "Zaz\u0307o\u0301łc\u0301 ge\u0328s\u0301la\u0328 jaz\u0301n\u0301"),
        (
            "\u0439\u0457 \u0439\u0457 \u0439\u0457",
            "\u0438\u0306\u0456\u0308 \u0438\u0306\u0457 \u0439\u0457",
        ),
        ("ﬁnance №5 rodzina", "finance No5 rodzina"),
    ],
)
def test_a_passphrase_opens_however_the_keyboard_composes_its_letters(
    tmp_path: Path, chosen: str, typed: str
) -> None:
    open_vault(tmp_path, passphrase=chosen).close()
    assert opens(tmp_path, typed)


def test_locking_lets_go_of_the_files_and_of_the_store(tmp_path: Path) -> None:
    vault = with_a_case(open_vault(tmp_path))
    vault.close()
    vault.close()
    with pytest.raises(VaultLocked):
        vault.new_recovery_key()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "backups", "vault-1.db", "vault.keys", "vault.lock",
    ]  # fmt: skip


def test_of_two_windows_the_second_is_told_and_changes_nothing(tmp_path: Path) -> None:
    first = with_a_case(open_vault(tmp_path))
    with pytest.raises(VaultInUse):
        open_vault(tmp_path)
    first.store.save(CASE.with_changes(title="Lan 2"), None)
    first.close()
    assert reopened(tmp_path) == ["Lan 2"]


def test_a_wrong_key_that_fits_no_vault_leaves_no_lock_behind(tmp_path: Path) -> None:
    open_vault(tmp_path).close()
    with pytest.raises(VaultGone):
        closed_vault(tmp_path).open(slots.new_data_key())
    assert reopened(tmp_path) == []


def test_no_memory_for_the_derivation_is_said_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_vault(tmp_path).close()

    def derive(*_: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(slots, "derive", derive)
    with pytest.raises(NotEnoughMemory):
        closed_vault(tmp_path).key_from_passphrase(PASSPHRASE)
    with pytest.raises(NotEnoughMemory):
        closed_vault(tmp_path).prepare(PASSPHRASE)


# --- without a passphrase -----------------------------------------------------------------


def test_a_vault_without_passphrase_opens_by_itself(tmp_path: Path) -> None:
    with_a_case(unprotected_vault(tmp_path)).close()
    vault = closed_vault(tmp_path)
    assert vault.look().state is VaultState.UNPROTECTED
    assert not vault.look().has_recovery_key
    again = vault.open(vault.key_unprotected())
    assert (titles(again), again.has_passphrase, again.remember()) == (["Lan"], False, False)
    again.close()


def test_a_protected_vault_has_no_open_key_and_an_open_one_no_passphrase(tmp_path: Path) -> None:
    open_vault(tmp_path / "a").close()
    with pytest.raises(KeysDamaged):
        closed_vault(tmp_path / "a").key_unprotected()
    unprotected_vault(tmp_path / "b").close()
    with pytest.raises(KeysDamaged):
        closed_vault(tmp_path / "b").key_from_passphrase(PASSPHRASE)
    with pytest.raises(WrongRecoveryKey):
        closed_vault(tmp_path / "b").key_from_recovery_key("1" * 36)


def test_protecting_writes_everything_anew_under_another_key(tmp_path: Path) -> None:
    vault = with_a_case(unprotected_vault(tmp_path))
    open_key = closed_vault(tmp_path).key_unprotected()
    before = (tmp_path / "vault-1.db").read_bytes()
    prepared = vault.prepare_protection(PASSPHRASE)
    vault.protect(prepared)
    vault.store.save(CASE.with_changes(title="Lan 2"), None)
    assert vault.has_passphrase
    vault.close()
    assert not (tmp_path / "vault-1.db").exists()
    after = (tmp_path / "vault-2.db").read_bytes()
    assert before[:16] != after[:16]
    assert open_key.secret not in b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert reopened(tmp_path) == ["Lan 2"]
    assert prepared.recovery_key is not None
    key = closed_vault(tmp_path).key_from_recovery_key(prepared.recovery_key.text)
    assert key == prepared.key
    history = open_vault(tmp_path)
    assert len(history.store.history("c1")) == 2
    history.close()


def test_taking_the_protection_off_again(tmp_path: Path) -> None:
    keyring = KeyringInMemory()
    vault = closed_vault(tmp_path, keyring=keyring)
    opened = with_a_case(vault.create(vault.prepare(PASSPHRASE)))
    opened.remember()
    opened.unprotect()
    assert (opened.has_passphrase, opened.remembered, keyring.kept) == (False, False, {})
    opened.close()
    again = unprotected_vault(tmp_path)
    assert titles(again) == ["Lan"]
    again.protect(again.prepare_protection(OTHER))
    again.close()
    assert reopened(tmp_path, OTHER) == ["Lan"]
    assert not opens(tmp_path, PASSPHRASE)


def test_backups_follow_to_the_new_key_and_the_old_one_is_forgotten(tmp_path: Path) -> None:
    vault = with_a_case(unprotected_vault(tmp_path))
    old = vault.data_keys[0]
    vault.close()
    shutil.copy(tmp_path / "vault-1.db", tmp_path / "backups" / "20261121T120000Z-1.db")
    (tmp_path / "backups" / "20261120T120000Z-1.db").write_bytes(b"damaged " * 1000)
    vault = unprotected_vault(tmp_path)
    vault.protect(vault.prepare_protection(PASSPHRASE))
    assert vault.data_keys[1] == old
    vault.close()
    vault = open_vault(tmp_path)
    assert vault.data_keys[1] == old
    assert not vault.renew_backups(lambda: True)
    assert vault.renew_backups()
    assert len(vault.data_keys) == 1
    vault.close()
    shutil.copy(tmp_path / "backups" / "20261121T120000Z-1.db", tmp_path / "vault-2.db")
    assert reopened(tmp_path) == ["Lan"]


def test_protecting_on_a_full_disk_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = with_a_case(unprotected_vault(tmp_path))
    prepared = vault.prepare_protection(PASSPHRASE)

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(key_store, "replace_file", full)
    with pytest.raises(DiskFull):
        vault.protect(prepared)
    monkeypatch.undo()
    assert not vault.has_passphrase
    vault.store.save(CASE.with_changes(title="Lan 2"), None)
    vault.close()
    assert not list(tmp_path.glob("*.part*"))
    again = unprotected_vault(tmp_path)
    assert titles(again) == ["Lan 2"]
    again.close()


# --- another passphrase -------------------------------------------------------------------


def test_another_passphrase_wraps_the_key_anew_and_leaves_the_cases_alone(tmp_path: Path) -> None:
    with_a_case(open_vault(tmp_path)).close()
    before = (tmp_path / "vault-1.db").read_bytes()
    old_keys = (tmp_path / "vault.keys").read_bytes()
    vault = open_vault(tmp_path)
    prepared = vault.prepare_passphrase(OTHER)
    assert prepared.recovery_key is None
    assert opens(tmp_path, PASSPHRASE)
    vault.change_passphrase(prepared)
    vault.close()
    assert (tmp_path / "vault-1.db").read_bytes() == before
    assert (opens(tmp_path, PASSPHRASE), opens(tmp_path, OTHER)) == (False, True)
    assert reopened(tmp_path, OTHER) == ["Lan"]
    for path in (tmp_path / "vault.keys", tmp_path / "backups" / "vault.keys"):
        assert path.read_bytes() != old_keys


def test_the_recovery_key_outlives_the_change_of_passphrase(tmp_path: Path) -> None:
    vault = closed_vault(tmp_path)
    prepared = vault.prepare(PASSPHRASE)
    opened = vault.create(prepared)
    opened.change_passphrase(opened.prepare_passphrase(OTHER))
    opened.close()
    assert prepared.recovery_key is not None
    vault.open(vault.key_from_recovery_key(prepared.recovery_key.text.lower())).close()


def test_keys_prepared_for_another_data_key_are_not_put_in(tmp_path: Path) -> None:
    one, two = open_vault(tmp_path / "one"), open_vault(tmp_path / "two")
    with pytest.raises(ValueError, match="another key"):
        one.change_passphrase(two.prepare_passphrase(OTHER))
    with pytest.raises(ValueError, match="already"):
        one.prepare_protection(OTHER)
    one.close()
    two.close()


# --- the recovery key ---------------------------------------------------------------------


def test_the_recovery_key_opens_the_vault_and_carries_its_mark(tmp_path: Path) -> None:
    vault = closed_vault(tmp_path)
    prepared = vault.prepare(PASSPHRASE)
    with_a_case(vault.create(prepared)).close()
    key = prepared.recovery_key
    assert key is not None
    assert key.made_on == NOW.date()
    assert key.vault_mark == vault.look().vault_mark
    opened = vault.open(vault.key_from_recovery_key(key.text))
    assert titles(opened) == ["Lan"]
    opened.close()


def test_a_new_recovery_key_makes_the_old_sheet_worthless(tmp_path: Path) -> None:
    vault = closed_vault(tmp_path)
    prepared = vault.prepare(PASSPHRASE)
    opened = vault.create(prepared)
    new = opened.new_recovery_key()
    opened.close()
    old = prepared.recovery_key
    assert old is not None
    with pytest.raises(WrongRecoveryKey) as caught:
        vault.key_from_recovery_key(old.text)
    assert not caught.value.mistyped
    assert vault.key_from_recovery_key(new.text) == prepared.key


def test_a_slip_is_told_from_the_key_of_another_vault(tmp_path: Path) -> None:
    vault = closed_vault(tmp_path / "a")
    vault.create(vault.prepare(PASSPHRASE)).close()
    foreign = closed_vault(tmp_path / "b").prepare(PASSPHRASE).recovery_key
    assert foreign is not None
    with pytest.raises(WrongRecoveryKey) as caught:
        vault.key_from_recovery_key(foreign.text)
    assert not caught.value.mistyped
    with pytest.raises(WrongRecoveryKey) as caught:
        vault.key_from_recovery_key(foreign.text[:-1])
    assert caught.value.mistyped


# --- the keyring --------------------------------------------------------------------------


def test_the_keyring_opens_the_vault_and_can_be_told_to_forget(tmp_path: Path) -> None:
    keyring = KeyringInMemory()
    vault = closed_vault(tmp_path, keyring=keyring)
    opened = vault.create(vault.prepare(PASSPHRASE))
    assert (vault.can_remember(), vault.key_from_keyring()) == (True, None)
    assert opened.remember()
    assert (opened.remembered, vault.look().remembered) == (True, True)
    opened.close()
    key = vault.key_from_keyring()
    assert key is not None
    opened = vault.open(key)
    opened.forget()
    assert (opened.remembered, keyring.kept) == (False, {})
    opened.close()
    assert vault.key_from_keyring() is None
    assert opens(tmp_path, PASSPHRASE)


def test_what_the_keyring_holds_is_not_the_data_key(tmp_path: Path) -> None:
    keyring = KeyringInMemory()
    vault = closed_vault(tmp_path, keyring=keyring)
    opened = vault.create(vault.prepare(PASSPHRASE))
    opened.remember()
    (kept,) = keyring.kept.values()
    assert base64.b64decode(kept) not in opened.data_keys[0].secret
    opened.close()


def test_a_keyring_that_lost_or_changed_it_leads_back_to_the_passphrase(tmp_path: Path) -> None:
    keyring = KeyringInMemory()
    vault = closed_vault(tmp_path, keyring=keyring)
    opened = vault.create(vault.prepare(PASSPHRASE))
    opened.remember()
    opened.close()
    for name in list(keyring.kept):
        keyring.kept[name] = "A" * 43 + "="
    assert vault.key_from_keyring() is None
    keyring.broken = True
    assert vault.key_from_keyring() is None
    assert not vault.can_remember() or vault.key_from_keyring() is None
    opened = vault.open(vault.key_from_passphrase(PASSPHRASE))
    opened.forget()
    assert not vault.look().remembered
    opened.close()


def test_without_a_keyring_nothing_is_remembered(tmp_path: Path) -> None:
    vault = open_vault(tmp_path)
    assert (vault.remember(), vault.remembered) == (False, False)
    vault.forget()
    vault.close()
    assert not closed_vault(tmp_path).can_remember()


# --- what can go wrong --------------------------------------------------------------------


def test_every_damaged_key_file_leads_to_the_copy(tmp_path: Path) -> None:
    with_a_case(open_vault(tmp_path)).close()
    whole = (tmp_path / "vault.keys").read_bytes()
    (tmp_path / "vault.keys").write_bytes(whole[:100])
    assert reopened(tmp_path) == ["Lan"]
    assert (tmp_path / "vault.keys").read_bytes() == whole
    (tmp_path / "backups" / "vault.keys").unlink()
    assert reopened(tmp_path) == ["Lan"]
    assert (tmp_path / "backups" / "vault.keys").read_bytes() == whole


def test_without_any_whole_keys_nothing_is_made_in_their_place(tmp_path: Path) -> None:
    with_a_case(open_vault(tmp_path)).close()
    for path in (tmp_path / "vault.keys", tmp_path / "backups" / "vault.keys"):
        path.write_bytes(b"")
    vault = closed_vault(tmp_path)
    before = (tmp_path / "vault-1.db").read_bytes()
    with pytest.raises(KeysDamaged):
        vault.look()
    with pytest.raises(KeysDamaged):
        vault.create(vault.prepare(PASSPHRASE))
    assert (tmp_path / "vault-1.db").read_bytes() == before


@pytest.mark.parametrize("content", [None, b""])
def test_a_missing_or_emptied_database_is_damage_and_no_empty_desk(
    tmp_path: Path, content: bytes | None
) -> None:
    with_a_case(open_vault(tmp_path)).close()
    (tmp_path / "vault-1.db").unlink()
    if content is not None:
        (tmp_path / "vault-1.db").write_bytes(content)
    for _ in range(2):
        with pytest.raises(Damaged):
            open_vault(tmp_path)


def test_a_database_of_another_vault_is_damage(tmp_path: Path) -> None:
    with_a_case(open_vault(tmp_path / "a")).close()
    open_vault(tmp_path / "b").close()
    shutil.copy(tmp_path / "b" / "vault-1.db", tmp_path / "a" / "vault-1.db")
    with pytest.raises(Damaged):
        open_vault(tmp_path / "a")


def test_a_stick_that_is_pulled_is_told_at_the_next_save(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    vault = with_a_case(open_vault(stick))
    stick.rename(tmp_path / "pulled")
    with pytest.raises(VaultGone):
        vault.store.save(CASE.with_changes(title="Lan 2"), None)
    with pytest.raises(StorageError):
        vault.change_passphrase(vault.prepare_passphrase(OTHER))
    assert not stick.exists()
    vault.close()


def test_a_stick_that_is_pulled_does_not_keep_the_vault_from_locking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = with_a_case(open_vault(tmp_path))

    def close() -> None:
        raise DiskTrouble("pulled")

    monkeypatch.setattr(vault.store, "close", close)
    vault.close()
    assert vault.data_keys[0].secret == b""


def test_another_file_in_the_place_of_the_vault_is_not_written_to(tmp_path: Path) -> None:
    vault = with_a_case(open_vault(tmp_path))
    database = tmp_path / "vault-1.db"
    database.rename(tmp_path / "elsewhere")
    database.write_bytes(b"another stick")
    with pytest.raises(VaultGone):
        vault.store.save(CASE.with_changes(title="Lan 2"), None)
    assert database.read_bytes() == b"another stick"
    vault.close()


def test_a_computer_that_slept_while_another_took_over_saves_nothing(tmp_path: Path) -> None:
    vault = with_a_case(open_vault(tmp_path))
    lock = tmp_path / "vault.lock"
    lock.write_bytes(lock.read_bytes().replace(b'"token":"', b'"token":"00', 1))
    with pytest.raises(VaultInUse):
        vault.store.save(CASE.with_changes(title="Lan 2"), None)
    vault.close()
    assert reopened(tmp_path) == ["Lan"]


def test_leftovers_of_a_change_that_never_happened_are_cleared_away(tmp_path: Path) -> None:
    open_vault(tmp_path).close()
    names = ["vault-2.db", "vault-2.db-wal", "vault-3.db.part", "vault-1.db.part", "vault-1.db.part-journal"]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "vault-notes.txt").write_bytes(b"mine")
    assert reopened(tmp_path) == []
    assert [name for name in names if (tmp_path / name).exists()] == []
    assert (tmp_path / "vault-notes.txt").exists()


def test_nothing_is_cleared_away_while_the_keys_come_from_the_copy(tmp_path: Path) -> None:
    """The damaged file may be the newer one, and name the database that the copy does not know."""
    open_vault(tmp_path).close()
    (tmp_path / "vault.keys").write_bytes(b"damaged")
    (tmp_path / "vault-2.db").write_bytes(b"perhaps all cases")
    reopened(tmp_path)
    assert (tmp_path / "vault-2.db").exists()


def test_the_clock_may_go_backwards(tmp_path: Path) -> None:
    clock = Clock()
    vault = with_a_case(open_vault(tmp_path, clock))
    clock.now -= timedelta(days=400)
    vault.store.save(CASE.with_changes(title="Lan 2"), None)
    vault.close()
    assert reopened(tmp_path) == ["Lan 2"]

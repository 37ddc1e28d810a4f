"""Making a vault, empty or from the unencrypted database of an older PermitDesk."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace

from permitdesk.storage.database import prepare_file
from permitdesk.storage.errors import StorageError, VaultInUse
from permitdesk.storage.vault.conversion import carried_over, lift, remove_plain
from permitdesk.storage.vault.key_file import KeyFile
from permitdesk.storage.vault.leftovers import give_name, last_number, remove_unfinished
from permitdesk.storage.vault.open_vault import OpenVault
from permitdesk.storage.vault.prepared import Prepared
from permitdesk.storage.vault.records import DataKey
from permitdesk.storage.vault.rewriting import prove_alone, remove_database
from permitdesk.storage.vault.steps import flush_to_disk
from permitdesk.storage.vault.surroundings import Surroundings


def make(around: Surroundings, prepared: Prepared) -> OpenVault:
    """Make the vault in a folder of which ``around.lock`` is taken. Raises as ``VaultPort.create``.

    The writing of the keys is the moment from which on the vault is there; until then all is as before.
    """
    if around.key_store.read() is not None:
        raise VaultInUse("this_computer")
    remove_unfinished(around.files)
    keys = replace(prepared.keys, database=last_number(around.files) + 1)
    older = around.files.plain.exists()
    _write(around, keys, prepared.key, older=older)
    if older:
        remove_plain(around.files)
        around.hook("plain removed")
    return OpenVault(around, keys, prepared.key)


def _write(around: Surroundings, keys: KeyFile, key: DataKey, *, older: bool) -> None:
    part = around.files.part(keys.database)
    with carried_over(around.files, part, key, around.clock) if older else nullcontext():
        if not older:
            prepare_file(part)
            lift(part, key)
            prove_alone(part)
            flush_to_disk(part)
        around.hook("database written")
        try:
            around.key_store.write(keys)
        except StorageError:
            remove_database(part)
            raise
        around.hook("keys written")
    give_name(around.files, keys.database)
    around.hook("database named")

"""Opening an encrypted database: SQLCipher 4 with the raw key of a vault. Any other use is as with SQLite."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import cast

from permitdesk.storage.database import PATIENCE, Connect, prepare_file
from permitdesk.storage.vault.records import DataKey

#: bytes of ``DataKey.secret``: the key of the pages, and the salt that stands at the head of the file
PAGE_KEY_BYTES, SALT_BYTES = 32, 16


def connector(key: DataKey) -> Connect:
    """Opens files with this key, creating them for their owner's eyes only.

    Whether the key fits shows at the first statement: another one makes the file "not a database".
    """

    def connect(path: Path) -> sqlite3.Connection:
        prepare_file(path)
        return connect_encrypted(path, key)

    return connect


def connect_encrypted(path: Path, key: DataKey) -> sqlite3.Connection:
    """Open a file that exists. Raises errors of SQLCipher, which ``known_problems`` knows."""
    return _connection(path, key)


def connect_unencrypted(path: Path) -> sqlite3.Connection:
    """Open the plain file of an older PermitDesk with SQLCipher, to write it encrypted elsewhere.

    The library of the standard ``sqlite3`` must not have it open in this program: each would take the
    locks of the other away (a trait of POSIX locks).
    """
    return _connection(path, None)


def _connection(path: Path, key: DataKey | None) -> sqlite3.Connection:
    from sqlcipher3 import dbapi2  # a first start shows its window before it

    connection = dbapi2.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        # It would print each wrong key and each damaged page to the terminal.
        connection.execute("PRAGMA cipher_log_level = NONE")
        # The defaults of a later SQLCipher may be others; our files stay as they are.
        connection.execute("PRAGMA cipher_default_compatibility = 4")
        if key is not None:
            connection.execute(f'PRAGMA key = "{raw_key(key)}"')
        # Sorting must not write a plain file.
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    # The module has the interface of the standard one, but no types and classes of its own.
    return cast("sqlite3.Connection", connection)


def raw_key(key: DataKey) -> str:
    """The key as SQLCipher reads it, for PRAGMA and ATTACH: a blob literal that skips its own derivation."""
    if len(key.secret) != PAGE_KEY_BYTES + SALT_BYTES:
        raise ValueError("not the key of a database")
    return f"x'{key.secret.hex()}'"

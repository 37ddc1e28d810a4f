"""The two copies of ``vault.keys``: which counts, and replacing both."""

from __future__ import annotations

import contextlib
from pathlib import Path

from permitdesk.crypto.argon2 import FLOOR, Costs
from permitdesk.replace_file import replace_file
from permitdesk.storage.disk import file_problem
from permitdesk.storage.errors import KeysDamaged, TooNew, VaultGone
from permitdesk.storage.vault.files import VaultFiles
from permitdesk.storage.vault.key_file import LARGEST, KeyFile, NotAKeyFile, from_bytes, to_bytes


class KeyStore:
    """Reads and replaces the keys of the vault in one folder."""

    def __init__(self, files: VaultFiles, floor: Costs = FLOOR) -> None:
        """``floor``: the cheapest derivation accepted from a file."""
        self._files = files
        self._floor = floor

    def read(self) -> KeyFile | None:
        """The newer of the copies that are whole; None where there never was a vault.

        Raises KeysDamaged if there is one but no whole copy, TooNew, ReadOnly.
        """
        found: list[KeyFile] = []
        too_new: TooNew | None = None
        unreadable: OSError | None = None
        for path in (self._files.keys, self._files.keys_copy):
            try:
                keys = self._one(path)
            except TooNew as error:
                too_new = error
            except OSError as error:
                unreadable = error
            else:
                found += [] if keys is None else [keys]
        if too_new is not None:
            # A newer program worked here; its own copies must not be overwritten by older ones.
            raise too_new
        if found:
            return max(found, key=lambda keys: keys.serial)
        if unreadable is not None:
            raise file_problem(unreadable) from unreadable
        if self._traces():
            raise KeysDamaged("no whole copy of the keys")
        return None

    def write(self, keys: KeyFile) -> None:
        """Replace the keys: from this moment the new ones count. Raises DiskFull, ReadOnly, VaultGone.

        A second copy that cannot be written is left to ``refresh_copy``.
        """
        if not self._files.folder.is_dir():
            raise VaultGone("the folder of the vault is not there")
        try:
            replace_file(self._files.keys, to_bytes(keys))
        except OSError as error:
            raise file_problem(error) from error
        self.refresh_copy(keys)

    def refresh_copy(self, keys: KeyFile) -> bool:
        """Make both files hold these keys, where they do not; False if that is not possible now."""
        data = to_bytes(keys)
        try:
            self._files.backups.mkdir(mode=0o700, exist_ok=True)
            for path in (self._files.keys, self._files.keys_copy):
                if _bytes(path) != data:
                    replace_file(path, data)
        except OSError:
            # No copy is better than one that an old passphrase opens; the next opening makes it.
            with contextlib.suppress(OSError):
                if _bytes(self._files.keys) == data:
                    self._files.keys_copy.unlink(missing_ok=True)
            return False
        return True

    def agree(self, keys: KeyFile) -> bool:
        """Whether the first file, which decides, holds these keys and no whole copy says otherwise."""
        try:
            return self._one(self._files.keys) == keys and self._one(self._files.keys_copy) in (keys, None)
        except (OSError, TooNew):
            return False

    def _one(self, path: Path) -> KeyFile | None:
        data = _bytes(path)
        try:
            return None if data is None else from_bytes(data, self._floor)
        except NotAKeyFile:
            return None

    def _traces(self) -> bool:
        """Whether there was a vault: keys that cannot be read, or a finished database."""
        names = (self._files.keys, self._files.keys_copy)
        return any(path.exists() for path in names) or bool(self._files.databases())


def _bytes(path: Path) -> bytes | None:
    """The content, at most a byte more than a key file may have; None if there is no such file."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return None

"""What a vault is like from outside, before and after it is opened."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import NoReturn

from permitdesk.domain.records import dataclass


class VaultState(StrEnum):
    """What stands in the data folder."""

    #: nothing yet: the person chooses how the cases are protected
    ABSENT = "absent"
    #: the unencrypted database of an older PermitDesk, to be carried over into a vault
    OLDER_DATABASE = "older_database"
    #: a passphrase (or the recovery key, or the system's keyring) opens it
    LOCKED = "locked"
    #: whoever uses this computer account can open it: "no passphrase on this computer"
    UNPROTECTED = "unprotected"


def vault_mark(key_id: str) -> str:
    """A short mark that tells vaults apart, printed on recovery sheets. No secret."""
    return f"{key_id[:4]}-{key_id[4:8]}".upper()


@dataclass(frozen=True, slots=True)
class VaultLook:
    """What can be seen without any secret."""

    state: VaultState
    #: the system's keyring was asked to remember this vault
    remembered: bool = False
    #: the day the vault was made
    made_on: date | None = None
    #: whether a recovery key exists
    has_recovery_key: bool = False
    #: the mark that is printed on the recovery sheets of this vault
    vault_mark: str = ""
    #: how many cases the older database holds, to be told before they are carried over; None: not known
    cases: int | None = None


@dataclass(frozen=True, slots=True)
class DataKey:
    """The random key of a vault. Never shown, never written anywhere but wrapped."""

    key_id: str
    secret: bytes = field(repr=False)

    def __reduce__(self) -> NoReturn:
        """Keys travel into no pickle, and so into no queue, cache or crash dump."""
        raise TypeError("a key is not pickled")


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """What opens the vault when the passphrase is forgotten: to be printed, once."""

    #: groups of letters and digits, as printed
    text: str = field(repr=False)
    #: a short mark printed on the sheet and shown at unlocking, so that sheets are not mixed up
    vault_mark: str
    made_on: date

    def __reduce__(self) -> NoReturn:
        """As with ``DataKey``."""
        raise TypeError("a recovery key is not pickled")

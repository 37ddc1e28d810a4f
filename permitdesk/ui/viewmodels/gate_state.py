"""Which screen stands before the cases."""

from __future__ import annotations

from enum import StrEnum


class GateState(StrEnum):
    """How far the person is on the way to the cases."""

    #: nothing was looked at yet
    NEW = "new"
    SETUP = "setup"
    #: open, but the recovery key was not kept yet
    SHEET = "sheet"
    LOCKED = "locked"
    #: opened with the recovery key: a new passphrase has to be chosen
    NEW_PASSPHRASE = "new_passphrase"
    IN_USE = "in_use"
    DAMAGED = "damaged"
    TROUBLE = "trouble"
    OPEN = "open"


#: the vault is open behind these, so leaving the computer alone locks it
BEHIND_WHICH_IT_IS_OPEN = frozenset({GateState.OPEN, GateState.SHEET, GateState.NEW_PASSPHRASE})

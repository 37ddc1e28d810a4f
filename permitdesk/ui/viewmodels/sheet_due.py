"""Whether the recovery sheet of a vault is still to be made: a note that travels with the cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from permitdesk.storage.errors import StorageError

if TYPE_CHECKING:
    from permitdesk.ui.viewmodels.vault_port import OpenVault

_NAME = "recovery_sheet_due"


def sheet_due(vault: OpenVault) -> bool:
    """Whether somebody should be reminded; not if that cannot be read."""
    try:
        return vault.store.setting(_NAME) is not None
    except StorageError:
        return False


def note_sheet(vault: OpenVault, *, due: bool) -> None:
    """Remind from now on, or no more. Raises StorageError."""
    vault.store.set_setting(_NAME, "1" if due else None)

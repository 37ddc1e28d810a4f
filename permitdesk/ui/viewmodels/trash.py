"""Deleted cases: what lies in the trash, how long still, and deleting for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from permitdesk.desk.retention import MOST_TRASH_DAYS, whole_number
from permitdesk.desk.retention import TRASH_DAYS as USUAL
from permitdesk.storage.errors import StorageError
from permitdesk.ui.viewmodels.history import moment_words
from permitdesk.ui.viewmodels.ports import TextSource

if TYPE_CHECKING:
    from permitdesk.storage.case_store import CaseStore, DeletionNote
    from permitdesk.ui.viewmodels.vault_port import OpenVault

#: the setting that travels with the cases
TRASH_DAYS = "trash_days"
#: why a case is deleted for good; stored in the deletion note
REASONS = ("request", "retention", "mistake", "other")


def trash_days(store: CaseStore) -> int:
    """How many days a deleted case can still be brought back."""
    return whole_number(store.setting(TRASH_DAYS), USUAL, 1, MOST_TRASH_DAYS) or USUAL


def purge(store: CaseStore, vault: OpenVault | None, case_id: str, reason: str) -> int:
    """Remove a case for good, in a vault from every backup too; how many backups keep it for now.

    Raises StorageError.
    """
    if vault is not None:
        return vault.purge(case_id, reason)
    store.purge(case_id, reason)
    return 0


def purge_all(
    store: CaseStore, vault: OpenVault | None, case_ids: Sequence[str], reason: str
) -> tuple[int, int, StorageError | None]:
    """Remove several cases; how many are gone, how many backups keep one, and what stopped it."""
    gone = left = 0
    for case_id in case_ids:
        try:
            left = max(left, purge(store, vault, case_id, reason))
        except StorageError as problem:
            return gone, left, problem
        gone += 1
    return gone, left, None


def note_lines(texts: TextSource, notes: Sequence[DeletionNote]) -> tuple[str, ...]:
    """What was deleted for good, in words without anything about the person."""
    lines = []
    for note in notes:
        parts = [moment_words(texts, note.at), texts.get(f"desk_window.reason.{note.reason}")]
        if note.begun_on is not None:
            parts.append(texts.fill("desk_window.trash.begun", day=note.begun_on))
        if note.author:
            parts.append(note.author)
        if note.backups_left:
            days = ", ".join(texts.day(day) for day in note.backups_left)
            parts.append(texts.fill("desk_window.trash.left_in", days=days))
        lines.append(" · ".join(parts))
    return tuple(lines)

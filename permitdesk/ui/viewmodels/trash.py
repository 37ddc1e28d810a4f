"""Deleted cases: what lies in the trash, how long still, and deleting for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from permitdesk.desk.retention import MOST_TRASH_DAYS, whole_number
from permitdesk.desk.retention import TRASH_DAYS as USUAL
from permitdesk.ui.viewmodels.history import moment_words
from permitdesk.ui.viewmodels.ports import TextSource

if TYPE_CHECKING:
    from permitdesk.storage.case_store import CaseStore, DeletionNote
    from permitdesk.ui.viewmodels.vault_port import OpenVault

#: the setting that travels with the cases
TRASH_DAYS = "trash_days"
#: what can be chosen in the window
DAYS_OFFERED = (7, 14, 30, 60, 90)
#: why a case is deleted for good; stored in the deletion note
REASONS = ("request", "retention", "mistake", "other")


def trash_days(store: CaseStore) -> int:
    """How many days a deleted case can still be brought back."""
    return whole_number(store.setting(TRASH_DAYS), USUAL, 1, MOST_TRASH_DAYS) or USUAL


def set_trash_days(store: CaseStore, days: int) -> None:
    """Choose for how many days a deleted case can be brought back."""
    store.set_setting(TRASH_DAYS, str(days))


def purge_all(store: CaseStore, vault: OpenVault | None, case_ids: Sequence[str], reason: str) -> int:
    """Remove cases for good, in a vault from every backup too; how many backups keep one for now.

    In a vault all of them or none, and slow: it may be called beside the window, the other way not.
    Raises StorageError.
    """
    if vault is not None:
        return vault.purge_all(case_ids, reason)
    for case_id in case_ids:
        store.purge(case_id, reason)
    return 0


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

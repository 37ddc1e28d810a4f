"""Handing cases over: what goes into a file, and what the cases of a file would change here."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from permitdesk.domain.case import Case
from permitdesk.domain.merging import Merge, Side, merge, resolved
from permitdesk.interview.steps import StepId
from permitdesk.storage.case_store import AuditAction, CaseStore, StoredCase
from permitdesk.storage.errors import NoSuchCase
from permitdesk.storage.handover.lineage import common_ancestor, digest
from permitdesk.storage.handover.packages import Package
from permitdesk.ui.viewmodels.vault_port import HandoverPackage

#: letters that are not taken for each other when they are read out or copied
_READABLE = "abcdefghjkmnpqrstuvwxyz"
#: an older case is handed over with so many of its states; more would only make the file large
_LINEAGE = 2000


class Standing(StrEnum):
    """How a case of the file stands to the one of this computer."""

    #: there is no such case here
    NEW = "new"
    SAME = "same"
    #: only here something changed since: there is nothing to take over
    CHANGED_HERE = "changed_here"
    #: only in the file
    CHANGED_THERE = "changed_there"
    #: on both sides, or nobody knows what both grew from
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One case of a file, held against this computer."""

    case: Case = field(repr=False)
    standing: Standing
    #: our newest state; None for a new case
    stored: StoredCase | None = field(default=None, repr=False)
    #: what joining both would do; None where there is nothing to join
    merge: Merge | None = field(default=None, repr=False)
    #: the case was deleted here; taking it over brings it back
    deleted: bool = False
    #: both grew from a state that is still known
    common: bool = True


def packages(store: CaseStore, case_ids: Sequence[str], today: date) -> tuple[Package, ...]:
    """The newest states of the cases, as they go into a file. Raises StorageError."""
    return tuple(
        Package(
            store.load(case_id).case,
            tuple(state for _revision, state in store.lineage(case_id)[:_LINEAGE]),
            today,
        )
        for case_id in case_ids
    )


def suggested_passphrase() -> str:
    """Five groups of four letters that no two words share: easy to read out, hopeless to guess."""
    groups = ("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(5))
    return "-".join(groups)


def held_against(store: CaseStore, package: HandoverPackage) -> Incoming:
    """What a case of a file would change here; nothing is written. Raises StorageError."""
    theirs = package.case
    try:
        row = store.summary(theirs.case_id)
    except NoSuchCase:
        return Incoming(theirs, Standing.NEW)
    stored = store.load(theirs.case_id)
    deleted = row.deleted_at is not None
    if digest(stored.case) == digest(theirs):
        return Incoming(theirs, Standing.SAME, stored, deleted=deleted)
    lineage = store.lineage(theirs.case_id)
    if digest(theirs) in {state for _revision, state in lineage}:
        return Incoming(theirs, Standing.CHANGED_HERE, stored, deleted=deleted)
    ancestor = common_ancestor(lineage, package.lineage)
    base = None if ancestor is None else store.state(theirs.case_id, ancestor)
    joined = merge(base, stored.case, theirs)
    changed_here = base is None or digest(base) != digest(stored.case)
    standing = Standing.BOTH if changed_here else Standing.CHANGED_THERE
    return Incoming(theirs, standing, stored, joined, deleted, common=base is not None)


def take_over(store: CaseStore, incoming: Incoming, choices: Mapping[str, Side]) -> str:
    """Write what was chosen for one case in one transaction; returns the id of the case.

    Raises ChangedElsewhere if it was changed here since it was looked at, and other StorageErrors.
    """
    if incoming.stored is None:
        store.save(incoming.case, str(StepId.SUMMARY), expected=0, action=AuditAction.IMPORTED)
    elif incoming.merge is not None:
        joined = resolved(incoming.merge, choices)
        store.join(joined, incoming.case, incoming.stored.step, expected=incoming.stored.revision)
        if incoming.deleted:
            store.undelete(joined.case_id)
    elif incoming.deleted:
        store.undelete(incoming.case.case_id)
    return incoming.case.case_id


def take_as_new(store: CaseStore, incoming: Incoming, new_id: str) -> str:
    """Write a case of a file as another case beside the one that is here; returns its id."""
    case = incoming.case.with_changes(case_id=new_id)
    store.save(case, str(StepId.SUMMARY), expected=0, action=AuditAction.IMPORTED)
    return new_id

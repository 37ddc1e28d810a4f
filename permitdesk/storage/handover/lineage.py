"""What two copies of a case have in common: digests of the states they went through."""

from __future__ import annotations

from collections.abc import Iterable

from permitdesk.domain.case import Case
from permitdesk.storage.case_documents import digest_of


def digest(case: Case) -> str:
    """64 hex digits that are equal for equal answers, on every computer and through every file.

    The store keeps the same ones; ``handover_format.md`` says how they are made.
    """
    return digest_of(case)


def common_ancestor(ours: Iterable[tuple[int, str]], theirs: Iterable[str]) -> int | None:
    """The revision of the newest of our states that the other copy grew from; None if there is none.

    ``ours`` gives revision and digest, the newest first, as ``CaseStore.lineage`` does.
    """
    known = frozenset(theirs)
    return next((revision for revision, state in ours if state in known), None)

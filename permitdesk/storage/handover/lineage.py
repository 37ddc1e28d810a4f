"""What two copies of a case have in common: digests of the states they went through."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from permitdesk.domain.case import Case
from permitdesk.domain.stay.approximate import tidied
from permitdesk.storage.codec import encode


def digest(case: Case) -> str:
    """64 hex digits that are equal for equal answers, on every computer and through every file.

    It is the SHA-256 of the case as JSON with sorted names and without blanks. ``format`` and ``version``
    are left out, so that a later version of the format keeps the digest of a case that needs nothing new.
    Ranges that say nothing are left out as they are when a file is written.
    """
    case = tidied(case).with_changes(members=tuple(tidied(member) for member in case.members))
    text = json.dumps(encode(case), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def common_ancestor(ours: Iterable[tuple[int, str]], theirs: Iterable[str]) -> int | None:
    """The revision of the newest of our states that the other copy grew from; None if there is none.

    ``ours`` gives revision and digest, the newest first, as ``CaseStore.lineage`` does.
    """
    known = frozenset(theirs)
    return next((revision for revision, state in ours if state in known), None)

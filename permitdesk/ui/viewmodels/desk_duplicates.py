"""Whether somebody of a case stands in another one too, and the word that it is another person."""

from __future__ import annotations

from collections.abc import Sequence

from permitdesk.desk.duplicates import Likeness, LookAlike, look_alikes
from permitdesk.desk.records import CaseSummary, Identity
from permitdesk.storage.case_store import CaseStore
from permitdesk.ui.viewmodels.ports import TextSource

#: what the list warns about; a name without a birth date is too little to disturb somebody with
_WARNED = frozenset({Likeness.SURE, Likeness.LIKELY})


def _setting(first: str, second: str) -> str:
    """The setting that two cases are of different people; the order of the two does not matter."""
    return "other_person." + ".".join(sorted((first, second)))


def first_look_alike(
    store: CaseStore, own_case: str, identities: Sequence[Identity], rows: Sequence[CaseSummary]
) -> LookAlike | None:
    """The surest other case with the same person that nobody has decided about. Raises StorageError."""
    dated = [identity for identity in identities if identity.birth_date is not None]
    if not dated:
        return None
    own = next((row for row in rows if row.case_id == own_case), None)
    linked = own.linked if own is not None else ()
    for found in look_alikes(dated, rows, own_case, linked):
        if found.how in _WARNED and store.setting(_setting(own_case, found.case_id)) is None:
            return found
    return None


def not_the_same(store: CaseStore, first: str, second: str) -> None:
    """Remember that two cases are of different people. Raises StorageError."""
    store.set_setting(_setting(first, second), "yes")


def words_of(found: LookAlike, texts: TextSource) -> str:
    """What the line says."""
    title = found.title or found.name
    return (
        f"{texts.get(f'desk.likeness.{found.how}')}: {texts.fill('desk_window.duplicate.case', title=title)}"
    )

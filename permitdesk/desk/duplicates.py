"""Whether somebody is on the desk already: the same name, in any alphabet and order, and the birth date."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from permitdesk.desk.folding import composed_words, folded
from permitdesk.desk.given_names import groups_of
from permitdesk.desk.records import CaseSummary, Identity
from permitdesk.desk.romanization import is_cyrillic, romanized, schemes_for
from permitdesk.desk.search_keys import any_script
from permitdesk.desk.sound import heard
from permitdesk.domain.records import dataclass

if TYPE_CHECKING:
    from permitdesk.domain.case import Case

_OTHER_SOUND = "|"


class Likeness(StrEnum):
    """How sure it is that two entries are one person, the surest first."""

    #: the same name and the same birth date
    SURE = "sure"
    #: the same birth date, and one name has a part that the other leaves out
    LIKELY = "likely"
    #: the same name, and one birth date is missing
    PERHAPS = "perhaps"


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Another case with somebody who may be the same person. ``person``: which of ours, by place."""

    case_id: str
    title: str
    name: str
    birth_date: date | None
    person: int
    how: Likeness


def identities_of(case: Case) -> tuple[Identity, ...]:
    """What everybody of a household is recognised by, the first person first; nameless people too."""
    return tuple(
        Identity(name_key(f"{person.person.given_names} {person.person.surname}"), person.person.birth_date)
        for person in (case, *case.members)
    )


def name_key(name: str) -> str:
    """A name as its words sound, in the order of the alphabet; sounds that may be meant, parted by ``|``.

    A given name known in several languages has their mark (``=``) among its sounds.

    Empty for a name without letters.
    """
    return " ".join(sorted(filter(None, map(_word_key, composed_words(name)))))


def _word_key(word: str) -> str:
    plain = folded(word)
    if not any(map(str.isalpha, plain)):
        return ""
    if is_cyrillic(word):
        spellings = romanized(word, schemes_for(word))
    elif plain.isascii():
        spellings = [plain]
    else:
        spellings = any_script(word)
    found = {sound for spelling in spellings for sound in heard(spelling)}
    found.update(mark for spelling in (plain, *spellings) for mark in groups_of(spelling))
    return _OTHER_SOUND.join(sorted(found)) or plain


def look_alikes(
    ours: Sequence[Identity],
    rows: Iterable[CaseSummary],
    own_case: str = "",
    linked: Collection[str] = (),
) -> tuple[LookAlike, ...]:
    """The other cases in which somebody of ``ours`` may stand already, the surest first, then by title.

    The own case and the cases linked with it are not looked at, and deleted ones neither. Each case is
    named once for each of our people, with the surest likeness.
    """
    wanted = [(place, who, _words(who.name_key)) for place, who in enumerate(ours) if who.name_key]
    if not wanted:
        return ()
    found = []
    for row in rows:
        if row.case_id == own_case or row.case_id in linked or row.deleted_at is not None:
            continue
        for place, mine, words in wanted:
            seen = [
                (how, other) for other in row.identities if (how := _likeness(mine, words, other)) is not None
            ]
            if seen:
                how, other = min(seen, key=lambda pair: _ORDER[pair[0]])
                found.append(LookAlike(row.case_id, row.title, row.name, other.birth_date, place, how))
    return tuple(sorted(found, key=lambda like: (_ORDER[like.how], like.person, like.title, like.case_id)))


def doubled_cases(rows: Iterable[CaseSummary]) -> frozenset[str]:
    """The cases with somebody who stands in another one too, as far as names and days tell.

    Linked cases count as known. Beside a missing birth date only names written alike are looked at.
    """
    #: who share a day and the sound of a word; who share a name and have a day, or have none
    near: dict[tuple[date, str], list[_Entry]] = {}
    dated: dict[str, list[_Entry]] = {}
    undated: dict[str, list[_Entry]] = {}
    for row in rows:
        if row.deleted_at is not None:
            continue
        for who in row.identities:
            if not who.name_key:
                continue
            if who.birth_date is None:
                undated.setdefault(who.name_key, []).append((row, who))
                continue
            dated.setdefault(who.name_key, []).append((row, who))
            for sound in {sound for word in _words(who.name_key) for sound in word}:
                near.setdefault((who.birth_date, sound), []).append((row, who))
    found: set[str] = set()
    for alike in near.values():
        for place, entry in enumerate(alike):
            found.update(*_pairs(entry, alike[place + 1 :]))
    for name, alike in undated.items():
        for place, entry in enumerate(alike):
            found.update(*_pairs(entry, [*alike[place + 1 :], *dated.get(name, ())]))
    return frozenset(found)


_Entry = tuple[CaseSummary, Identity]


def _pairs(entry: _Entry, others: Iterable[_Entry]) -> list[tuple[str, str]]:
    row, who = entry
    return [
        (row.case_id, other.case_id)
        for other, like in others
        if other.case_id != row.case_id
        and other.case_id not in row.linked
        and _likeness(who, _words(who.name_key), like) is not None
    ]


_ORDER = {how: place for place, how in enumerate(Likeness)}


def _words(key: str) -> list[frozenset[str]]:
    return [frozenset(word.split(_OTHER_SOUND)) for word in key.split()]


def _likeness(mine: Identity, words: list[frozenset[str]], other: Identity) -> Likeness | None:
    if not other.name_key:
        return None
    dated = mine.birth_date is not None and other.birth_date is not None
    if dated and mine.birth_date != other.birth_date:
        return None
    others = words if mine.name_key == other.name_key else _words(other.name_key)
    few, many = sorted((words, others), key=len)
    if not _all_among(few, many):
        return None
    if len(few) == len(many):
        return Likeness.SURE if dated else Likeness.PERHAPS
    # One name of several in common is what half the desk has with each other.
    return Likeness.LIKELY if dated and len(few) > 1 else None


def _all_among(few: list[frozenset[str]], many: list[frozenset[str]]) -> bool:
    """Whether each word has one of its own among the others."""
    left = list(many)
    for word in few:
        match = next((other for other in left if not word.isdisjoint(other)), None)
        if match is None:
            return False
        left.remove(match)
    return True

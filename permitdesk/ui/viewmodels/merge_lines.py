"""What differs between two copies of a case, in words: one line for each change, before it is taken over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from permitdesk.domain.answers import DontKnow
from permitdesk.domain.case import Case, Tri
from permitdesk.domain.merging import Change, ChangeKind, Merge, Side, Value
from permitdesk.domain.merging_told import Told, take_apart
from permitdesk.ui.viewmodels.people import person_name
from permitdesk.ui.viewmodels.ports import TextSource

#: longer values are cut here: a note may have pages, and the line is only to be recognised
LONGEST = 300

#: the text of a stored value, by the place and the name of its field
_WORDS = {
    ".applicant": "applicant.{}",
    ".signer": "signer.{}",
    ".signature": "signature.{}",
    ".route": "route.{}.title",
    ".compared_route": "route.{}.title",
    ".relation": "relation.{}",
    "person.voivodeship": "voivodeship.{}",
    "person.citizenships": "country.{}.name",
    "current_stay.kind": "status.{}.title",
    "current_stay.outcome": "page.stay_now.outcome_{}",
    "earlier_filing.channel": "channel.{}",
    "earlier_filing.family": "page.earlier_filing.family_{}",
    "earlier_filing.signer": "signer.{}",
    "earlier_filing.outcome": "outcome.{}",
    "statuses.kind": "status.{}.title",
    "statuses.outcome": "page.stay_now.outcome_{}",
    "absences.country": "country.{}.name",
    "absences.reason": "reason.{}.title",
    "absences.proof_state": "page.proof_state.{}",
    "documents.status": "page.documents.status_{}",
}
#: answers that every question may have
_YES_NO = tuple(each.value for each in Tri)
#: the text that names an entry by its id
_TITLES = {"documents": "document.{}.title", "payments": "fee.{}.title", "annexes": "annex.{}.title"}
#: the days by which an entry is recognised
_SPANS = {
    "statuses": ("first_day", "last_day"),
    "absences": ("left", "returned"),
    "schengen_stays": ("entry", "exit"),
}


@dataclass(frozen=True, slots=True)
class MergeLine:
    """One change: what it is about, and what stood and stands there."""

    #: for ``domain.merging.resolved``
    path: str
    #: who it is about, empty in a case of one person
    person: str
    #: field or entry, with the person's name in a household
    label: str
    #: what both copies grew from
    before: str
    ours: str
    theirs: str
    kind: ChangeKind
    #: the side that is taken unless the other is chosen
    default: Side


def lines(merge: Merge, texts: TextSource) -> tuple[MergeLine, ...]:
    """All changes of a merge in words, in the order of the case."""
    words = _Words(merge, texts)
    return tuple(words.line(change) for change in merge.changes)


class _Words:
    """Words for one merge."""

    def __init__(self, merge: Merge, texts: TextSource) -> None:
        self._texts = texts
        self._base = merge.base
        self._people = {member.case_id: member for member in merge.merged.members}
        self._people[""] = merge.merged
        self._household = bool(merge.merged.members)
        self._apart = {person: take_apart(case) for person, case in self._people.items()}

    def line(self, change: Change) -> MergeLine:
        """One change."""
        label, names = self._label(change)
        person = person_name(self._people[change.person], self._texts) if self._household else ""
        if person and change.place != "members":
            label = self._texts.fill("handover.name", person=person, label=label)
        before, ours, theirs = (
            self._side(change, value, names) for value in (change.base, change.ours, change.theirs)
        )
        return MergeLine(change.path, person, label, before, ours, theirs, change.kind, change.default)

    def _label(self, change: Change) -> tuple[str, tuple[str, ...]]:
        """What the change is about, and the fields that differ."""
        if change.place == "answers":
            return self._first(f"question.{change.entry}.label", fallback=change.entry), ("",)
        if change.place == "members":
            return self._texts.get("handover.new_person"), ()
        told = [value for value in (change.base, change.ours, change.theirs) if isinstance(value, Told)]
        names = _differing(told)
        if len(names) == 1:
            what = self.field(change.place, names[0])
        else:
            what = self._first(
                f"handover.part.{change.place}_{change.part}",
                f"page.path.{change.place}",
                fallback=change.part,
            )
        if not change.entry:
            return what, names
        if not change.part:
            return self._entry(change.place, change.entry, told[-1]), names
        # One of several ids that are the same cannot be named by its days.
        named = self._apart[change.person].entries[change.place].get((change.entry, 0))
        entry = self._entry(change.place, change.entry, named)
        return self._texts.fill("handover.in_entry", entry=entry, field=what), names

    def _entry(self, place: str, entry: str, told: Told | None) -> str:
        """What one entry of a list is called."""
        kind = self._texts.get(f"handover.place.{place}")
        if place in _TITLES:
            bare = entry if place != "annexes" else entry.partition(".")[0]
            what = self._first(_TITLES[place].format(bare), fallback=entry)
        elif told is None:
            what = entry
        else:
            what = self._span(place, told)
        return self._texts.fill("handover.named_entry", place=kind, what=what)

    def _span(self, place: str, told: Told) -> str:
        days = [told.get(name) for name in _SPANS[place]]
        if not any(days):
            return self._texts.get("handover.still_there")
        return " \N{EN DASH} ".join("…" if day is None else self._texts.day(day) for day in days)

    def field(self, place: str, name: str) -> str:
        """What a field is called."""
        key = f"{place}_{name}" if place else name
        return self._first(f"handover.field.{key}", f"page.path.{key}", fallback=name)

    def _side(self, change: Change, value: Value, names: tuple[str, ...]) -> str:
        """What stands there on one side."""
        if value is None:
            removed = change.base is not None
            return self._texts.get("handover.removed" if removed else "handover.absent")
        if isinstance(value, Case):
            return person_name(value, self._texts)
        if len(names) == 1:
            return self.value(change, value, names[0])
        pairs = [
            self._texts.fill("handover.pair", field=self.field(change.place, name), value=words)
            for name in names
            if (words := self.value(change, value, name)) != self._texts.get("handover.nothing")
        ]
        return "; ".join(pairs) or self._texts.get("handover.nothing")

    def value(self, change: Change, told: Told, name: str) -> str:
        """What was told in one field."""
        if name in told.unknown:
            return self._texts.get("page.dont_know")
        for field, first, last in told.ranges:
            if field == name:
                return self._texts.fill("proof.between", first=first, last=last)
        return self._plain(change, name, told.get(name))

    def _plain(self, change: Change, name: str, value: Any) -> str:
        texts = self._texts
        if value is None or value in ("", ()):
            return texts.get("handover.nothing")
        if isinstance(value, (Tri, DontKnow)):
            return texts.get(f"page.{value.value}")
        if isinstance(value, (date, int, Decimal)):
            return texts.value(value)
        if change.place == "answers":
            keys = (f"question.{change.entry}.option.{value}", f"page.{value}" if value in _YES_NO else "")
            return self._first(*keys, fallback=value)
        key = _WORDS.get(f"{change.place}.{name}", "")
        if isinstance(value, tuple):
            return ", ".join(self._first(key.format(each), fallback=each) for each in value)
        return self._first(key.format(value), fallback=value)

    def _first(self, *keys: str, fallback: str) -> str:
        """The first of these texts that there is."""
        found = next((key for key in keys if key and self._texts.has(key)), None)
        words = self._texts.get(found) if found is not None else str(fallback)
        return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _differing(told: Iterable[Told]) -> tuple[str, ...]:
    """The fields that are not told alike on all sides; all fields if there is one side only."""
    sides = list(told)
    names = [name for name, _ in sides[0].values]
    found = tuple(name for name in names if len({side.only((name,)) for side in sides}) > 1)
    return found or tuple(names)

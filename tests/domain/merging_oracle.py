"""The three-way merge once more, from the README of its rules and sharing no code with it.

A case becomes one flat table: place, entry, field -> what was told there, with its marks. The rules are
then read off row by row. It knows no renamed ids: entries new on both sides must have ids of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from permitdesk.domain.case import Case

#: fields that change together, by place
TOGETHER: dict[str, tuple[frozenset[str], ...]] = {
    "current_stay": (
        frozenset({"first_day", "last_day", "days_allowed", "entered_on"}),
        frozenset({"filed_on", "decision_delivered_on", "second_instance", "filed_in_legal_stay", "outcome"}),
    ),
    "earlier_filing": (
        frozenset({"channel", "sent_on", "received_on", "upo_received", "paper_case"}),
        frozenset({"signer", "annex_signed"}),
    ),
    "filing": (
        frozenset({"sent_on", "upo_received", "upo_number", "upo_received_on", "upo_time", "upo_file_name"}),
    ),
    "statuses": (frozenset({"kind", "first_day", "last_day", "outcome"}),),
    "absences": (frozenset({"left", "returned"}), frozenset({"reason", "proof", "proof_state"})),
    "schengen_stays": (frozenset({"entry", "exit"}),),
    "annexes": (frozenset({"party_name", "requested_on", "signed", "signed_on"}),),
}
#: two records under one name that differ like this tell of different things
DAYS = {
    "statuses": ("first_day", "last_day"),
    "absences": ("left", "returned"),
    "schengen_stays": ("entry", "exit"),
}
KEYS = {"current_stay": "kind", "earlier_filing": "filed"}

#: field -> (value, "I don't know", range); the names of records are (place, entry)
Record = Mapping[str, tuple[Any, bool, Any]]
Table = dict[tuple[str, str], Record]


def table(case: Case) -> Table:
    """Everything told in the case of one person, but loose marks."""
    ranges = {each.path: (each.first, each.last) for each in case.approximate}

    def record(prefix: str, told: Any, names: list[str]) -> Record:
        return {
            name: (getattr(told, name), prefix + name in case.dont_know, ranges.get(prefix + name))
            for name in names
        }

    found: Table = {}
    scalars = []
    for f in fields(case):
        value = getattr(case, f.name)
        if f.name in ("case_id", "dont_know", "approximate", "members"):
            continue
        if f.name == "answers":
            found |= {("answers", question): {"": (answer, False, None)} for question, answer in value}
        elif f.name in ("current_stay", "earlier_filing") or is_dataclass(value):
            if value is not None:
                found[f.name, ""] = record(f"{f.name}.", value, [each.name for each in fields(value)])
        elif f.name in ("statuses", "absences", "schengen_stays", "documents", "payments", "annexes"):
            for entry in value:
                names = [each.name for each in fields(entry) if each.name != "id"]
                found[f.name, entry.id] = record(f"{f.name}.{entry.id}.", entry, names)
        else:
            scalars.append(f.name)
    found["", ""] = record("", case, scalars)
    return found


def joined(base: Table, ours: Table, theirs: Table) -> Table:
    """The merge with every default."""
    theirs = _without_known(base, ours, theirs)
    result: Table = {}
    for name in {*base, *ours, *theirs}:
        b, o, t = base.get(name), ours.get(name), theirs.get(name)
        found = _record(name[0], b, o, t)
        if found is not None:
            result[name] = found
    return result


def _without_known(base: Table, ours: Table, theirs: Table) -> Table:
    """Without what both sides added alike, under whatever numbers."""
    added = [(name[0], told) for name, told in ours.items() if name not in base and name not in theirs]
    kept: Table = {}
    for name, told in theirs.items():
        entry = (name[0], told)
        numbered = name[1] and name[0] != "answers"
        if numbered and name not in base and name not in ours and entry in added:
            added.remove(entry)
        else:
            kept[name] = told
    return kept


def _record(place: str, b: Record | None, o: Record | None, t: Record | None) -> Record | None:
    if o == t or b == t:
        return o
    if b == o:
        return t
    if o is None or t is None:
        return o if o is not None else t
    pairs = [(o, t)] if b is None else [(b, o), (b, t)]
    if any(_different_things(place, x, y) for x, y in pairs):
        return o
    result = dict(o)
    units = TOGETHER.get(place, ())
    for name in o:
        unit = next((u for u in units if name in u), frozenset({name}))
        before = None if b is None else [b[each] for each in sorted(unit)]
        here, there = ([side[each] for each in sorted(unit)] for side in (o, t))
        if before == here:
            result[name] = t[name]
        if before is None:
            # Nobody had it before: a side with nothing told in the unit gives way.
            untold = (None, "", (), "ordinary", "missing")
            blank = all(value in untold and not mark and span is None for value, mark, span in here)
            result[name] = t[name] if blank else o[name]
        assert before is None or here == there or before in (here, there) or result[name] == o[name]
    return result


def _different_things(place: str, x: Record, y: Record) -> bool:
    if place in KEYS:
        return bool(x[KEYS[place]][0] != y[KEYS[place]][0])
    if place not in DAYS:
        return False
    days = [(x[name][0], y[name][0]) for name in DAYS[place]]
    if any(a is not None and a == b for a, b in days):
        return False
    return any(a is not None for a, _ in days) and any(b is not None for _, b in days)

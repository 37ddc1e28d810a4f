"""The small rows of the desk list: what is written of a case, and one line of the list from a row."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any

from permitdesk.desk.records import CaseSummary, DerivedFacts, DeskDeadline, DeskStatus, Identity
from permitdesk.domain.case import Case
from permitdesk.storage.codec import encode
from permitdesk.storage.errors import Damaged

#: In the order in which ``_summary`` reads them.
_COLUMNS = (
    "case_id, title, name, search, step, route, last_day, people, status, advisor, voivodeship, assessed_on,"
    " rules_version, created_at, updated_at, closed_at, deleted_at, keep_until, deadlines, identities"
)
_BY_ID, _BY_TIME = itemgetter(0), itemgetter(14)
#: Columns that every save writes; the others are left as they are unless told.
Columns = dict[str, Any]


# --- writing ----------------------------------------------------------------------


def columns_of(case: Case, tags: Sequence[str]) -> Columns:
    """What the answers themselves say, without anything that is worked out from rules."""
    from permitdesk.desk.status import status_of  # the list of cases is shown without it

    return {
        "case_id": case.case_id,
        "title": encode(case.title),
        "name": _name(case),
        "search": search_column(case, tags),
        "route": encode(case.route),
        "people": 1 + len(case.members),
        "status": status_of(case).value,
        "advisor": encode(case.advisor),
        "voivodeship": encode(case.person.voivodeship),
        "identities": _identities(case),
    }


def columns_of_facts(facts: DerivedFacts) -> Columns:
    """What was worked out from rules."""
    return {
        "last_day": _text(facts.last_day_of_legal_stay),
        "deadlines": _json([[d.day.isoformat(), d.id, d.kind, d.person, d.name] for d in facts.deadlines]),
        "assessed_on": facts.assessed_on.isoformat(),
        "rules_version": facts.rules_version,
    }


#: Nothing is worked out yet for these answers.
NO_FACTS: Columns = {"last_day": None, "deadlines": "[]", "assessed_on": None, "rules_version": ""}


def put_columns(connection: sqlite3.Connection, columns: Columns) -> None:
    """Write the line of a new case. Columns that are not told take their defaults."""
    marks = ", ".join("?" * len(columns))
    connection.execute(f"INSERT INTO desk ({', '.join(columns)}) VALUES ({marks})", tuple(columns.values()))


def change_columns(connection: sqlite3.Connection, case_id: str, columns: Columns) -> None:
    """Change columns of a line that is there."""
    told = ", ".join(f"{name} = ?" for name in columns)
    connection.execute(f"UPDATE desk SET {told} WHERE case_id = ?", (*columns.values(), case_id))


def search_column(case: Case, tags: Sequence[str]) -> str:
    """The text that a case is found by."""
    from permitdesk.desk.search_keys import search_parts, search_text

    return search_text([encode(part) for part in search_parts(case, tags)])


def _name(case: Case) -> str:
    name: str = encode(f"{case.person.given_names} {case.person.surname}".strip())
    return name


def _identities(case: Case) -> str:
    from permitdesk.desk.duplicates import identities_of

    return _json([[encode(i.name_key), _text(i.birth_date)] for i in identities_of(case)])


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@contextmanager
def many_lines() -> Iterator[None]:
    """While ten thousand lines are read.

    A hundred thousand new objects make Python look for rubbish again and again, and none of them is any.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            # Moves them to the objects that are known to live long, without looking at each.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def moment_text(moment: datetime) -> str:
    """A time as stored: in UTC, always of the same length, so that texts sort as times do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


# --- reading ----------------------------------------------------------------------


def read_rows(
    connection: sqlite3.Connection, where: str, values: Sequence[object] = ()
) -> list[tuple[Any, ...]]:
    """Rows of the list for ``summaries``, last saved first. The caller turns errors into known problems."""
    rows: list[tuple[Any, ...]] = connection.execute(
        f"SELECT {_COLUMNS} FROM desk WHERE {where}", values
    ).fetchall()
    # SQLite would copy each whole row to sort them.
    rows.sort(key=_BY_ID)
    rows.sort(key=_BY_TIME, reverse=True)
    return rows


def search_of(row: tuple[Any, ...]) -> str:
    """The search text in a row of ``read_rows``."""
    return str(row[3])


def day_of(moment: str) -> date | None:
    """The day of a stored time; None if it cannot be read."""
    try:
        return datetime.fromisoformat(moment).date()
    except (ValueError, TypeError):
        return None


class _Days(dict[str, date]):
    """Days by their text: the same few thousand stand on every list. They go with the list."""

    def __missing__(self, text: str) -> date:
        self[text] = day = date.fromisoformat(text)
        return day

    def get_told(self, text: str | None) -> date | None:
        """None stays None."""
        return None if text is None else self[text]


class Lines:
    """The lines of the list, made anew only where their rows changed since they were last asked for."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[object, CaseSummary]] = {}
        self._days = _Days()

    def of(
        self,
        rows: Sequence[tuple[Any, ...]],
        tags: Iterable[tuple[str, str]],
        linked: Iterable[tuple[str, str]],
    ) -> tuple[CaseSummary, ...]:
        """The lines of rows, with the tags and linked cases by case id. Raises Damaged."""
        tags_of, linked_of = _grouped(tags), _grouped(linked)
        known = self._known
        wanted = [(row, tags_of.get(row[0], ()), linked_of.get(row[0], ())) for row in rows]
        changed = [told for told in wanted if (line := known.get(told[0][0])) is None or line[0] != told]
        try:
            # One text for all lines: reading ten thousand small ones takes much longer.
            deadlines = json.loads(f"[{','.join([row[-2] for row, _, _ in changed])}]")
            identities = json.loads(f"[{','.join([row[-1] for row, _, _ in changed])}]")
            if not len(changed) == len(deadlines) == len(identities):
                raise ValueError("a list in a list")
            for told, days, people in zip(changed, deadlines, identities, strict=True):
                known[told[0][0]] = told, _summary(*told, days, people, self._days)
        except (ValueError, TypeError, RecursionError) as error:
            raise Damaged("a line of the case list cannot be read") from error
        return tuple([known[row[0]][1] for row in rows])

    def forget(self, case_id: str) -> None:
        """Nothing of this case shall stay in memory."""
        self._known.pop(case_id, None)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for case_id, value in pairs:
        found.setdefault(case_id, []).append(value)
    return {case_id: tuple(values) for case_id, values in found.items()}


def _summary(
    row: tuple[Any, ...],
    tags: tuple[str, ...],
    linked: tuple[str, ...],
    deadlines: list[list[str]],
    identities: list[list[str]],
    days: _Days,
) -> CaseSummary:
    (case_id, title, name, search, step, route, last_day, people, status, advisor, voivodeship, assessed_on,
     rules_version, created_at, updated_at, closed_at, deleted_at, keep_until, _, _) = row  # fmt: skip
    return CaseSummary(
        case_id,
        title,
        route,
        days.get_told(last_day),
        datetime.fromisoformat(updated_at),
        step,
        name,
        people,
        DeskStatus.CLOSED if closed_at is not None else _STATUS[status],
        advisor,
        voivodeship,
        tuple(
            [
                DeskDeadline(days[day], deadline, kind, person, called)
                for day, deadline, kind, person, called in deadlines
            ]
        ),
        days.get_told(assessed_on),
        rules_version,
        tags,
        linked,
        search,
        tuple([Identity(key, days.get_told(birth)) for key, birth in identities]),
        datetime.fromisoformat(created_at),
        None if closed_at is None else datetime.fromisoformat(closed_at),
        None if deleted_at is None else datetime.fromisoformat(deleted_at),
        days.get_told(keep_until),
    )


class _Statuses(dict[str, DeskStatus]):
    def __missing__(self, name: str) -> DeskStatus:
        raise ValueError("an unknown status")


_STATUS = _Statuses({status.value: status for status in DeskStatus})


def free_title(connection: sqlite3.Connection, title: str) -> str:
    """A title with the next free number, for a copy of a case; without a title there is none."""
    if not title:
        return ""
    taken = {row[0] for row in connection.execute("SELECT title FROM desk")}
    number = 2
    while (numbered := f"{title} ({number})") in taken:
        number += 1
    return numbered

"""One line of a table as an entry of the case: read field by field, with what was understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from permitdesk.domain.case import AbsenceReason
from permitdesk.domain.law.findings import Statement, say
from permitdesk.imports.days import ReadDay, read_day, read_period
from permitdesk.imports.mapping import ColumnMap, Vocabulary
from permitdesk.imports.records import Line, Value
from permitdesk.imports.tables import looks_like_formula
from permitdesk.imports.words import Field, Target, plain


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line says: two days, each known, not known or not there, and texts."""

    first: ReadDay
    last: ReadDay
    country: str = ""
    reason: AbsenceReason = AbsenceReason.ORDINARY
    proof: str = ""
    kind: str = "not_known"
    outcome: str | None = None
    note: str = ""

    @property
    def earliest(self) -> date | None:
        """The first day of the entry; of a range the earliest."""
        return self.first.day

    @property
    def latest(self) -> date | None:
        """The last day of the entry; of a range the latest."""
        return self.last.until or self.last.day

    @property
    def is_open(self) -> bool:
        """Whether no last day was told: it goes on."""
        return self.last.day is None and not self.last.unknown


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """An entry with what was understood, or why there is none."""

    entry: Entry | None
    problems: tuple[Statement, ...] = ()
    doubts: tuple[Statement, ...] = ()


def text_of(value: Value) -> str:
    """A value as text: days as the case files write them, numbers without needless zeros."""
    if isinstance(value, Decimal):
        return str(int(value)) if value == value.to_integral_value() and abs(value) < 10**15 else str(value)
    return value.isoformat() if isinstance(value, date) else value


def read_entry(line: Line, columns: ColumnMap, vocabulary: Vocabulary, today: date) -> ReadEntry:
    """Read one line by the meaning of its columns."""
    if line.problem is not None:
        return ReadEntry(None, (line.problem,))
    first, last = _days(line, columns, today)
    problems = [d.problem for d in dict.fromkeys((first, last)) if d.problem is not None]
    if any(isinstance(v, str) and looks_like_formula(v) for v in _day_values(line, columns)) and problems:
        problems = [say("import.formula_day")]
    if not problems and first.day is None and not first.unknown:
        known = last.day is not None
        problems.append(say(f"import.no_first_day.{columns.target}" if known else "import.no_day"))
    latest = last.until or last.day
    if first.day is not None and latest is not None and latest < first.day:
        problems.append(say(f"import.reversed.{columns.target}", first=first.day, last=latest))
    if problems:
        return ReadEntry(None, tuple(problems))
    doubts = [*line.remarks, *dict.fromkeys((*first.doubts, *last.doubts))]
    entry = _with_texts(Entry(first, last), line, columns, vocabulary, doubts)
    if len(line.values) > len(columns.fields):
        doubts.append(say("import.too_many_fields", n=len(line.values)))
    return ReadEntry(entry, (), tuple(doubts))


def _day_values(line: Line, columns: ColumnMap) -> list[Value]:
    places = (columns.place(f) for f in (Field.FIRST, Field.LAST, Field.PERIOD))
    return [line.values[p] for p in places if p is not None and p < len(line.values)]


def _value(line: Line, columns: ColumnMap, wanted: Field) -> tuple[Value, int]:
    place = columns.place(wanted)
    return ("", 0) if place is None or place >= len(line.values) else (line.values[place], place)


def _days(line: Line, columns: ColumnMap, today: date) -> tuple[ReadDay, ReadDay]:
    if columns.place(Field.PERIOD) is not None:
        value, place = _value(line, columns, Field.PERIOD)
        return read_period(value, columns.orders[place], today)
    found = []
    for wanted in (Field.FIRST, Field.LAST):
        value, place = _value(line, columns, wanted)
        found.append(read_day(value, columns.orders[place], today) if columns.orders else ReadDay())
    return found[0], found[1]


def _with_texts(
    entry: Entry, line: Line, columns: ColumnMap, vocabulary: Vocabulary, doubts: list[Statement]
) -> Entry:
    texts: dict[Field, str] = {}
    for wanted in (Field.COUNTRY, Field.PROOF, Field.NOTE, Field.REASON, Field.KIND, Field.OUTCOME):
        texts[wanted] = text_of(_value(line, columns, wanted)[0])
        if looks_like_formula(texts[wanted]):
            doubts.append(say("import.formula", typed=texts[wanted][:60]))
    chosen: dict[Field, str | None] = {Field.REASON: None, Field.KIND: None, Field.OUTCOME: None}
    for wanted in chosen:
        if not texts[wanted]:
            continue
        chosen[wanted] = vocabulary.words_of(wanted).get(plain(texts[wanted]))
        if chosen[wanted] is None:
            doubts.append(say(f"import.not_in_list.{wanted}", typed=texts[wanted][:60]))
    match columns.target:
        case Target.JOURNEYS:
            # A reason that is in no list is kept beside the proof, so that nothing typed is lost.
            unread = texts[Field.REASON] if chosen[Field.REASON] is None else ""
            reason = chosen[Field.REASON] or (AbsenceReason.UNKNOWN if unread else AbsenceReason.ORDINARY)
            proof = " · ".join(t for t in (texts[Field.PROOF], unread) if t)
            country = texts[Field.COUNTRY]
            searched = country or (texts[Field.PROOF] if columns.search_titles else "")
            named = vocabulary.country(searched) if searched else None
            if named is not None:
                doubts.append(say("import.country", typed=searched[:60], country=named))
                # The town may help to remember; it is kept beside the proof.
                proof = " · ".join(t for t in (country, proof) if t)
            return replace(entry, country=named or country, reason=AbsenceReason(reason), proof=proof)
        case Target.STAYS:
            unread = texts[Field.KIND] if chosen[Field.KIND] is None else ""
            if not texts[Field.KIND]:
                doubts.append(say("import.no_kind"))
            note = " · ".join(t for t in (texts[Field.NOTE], unread) if t)
            return replace(
                entry, kind=chosen[Field.KIND] or "not_known", outcome=chosen[Field.OUTCOME], note=note
            )
        case Target.SCHENGEN:
            return entry

"""What would happen to each line: taken, taken with a doubt, offered, or refused with how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from permitdesk.domain.case import Case
from permitdesk.domain.law.findings import Statement, say
from permitdesk.imports.entries import Entry, read_entry
from permitdesk.imports.mapping import ColumnMap, Vocabulary
from permitdesk.imports.records import Line, Table, Tick, no_tick
from permitdesk.imports.words import Field, Target


class LineState(StrEnum):
    """The fate of a line. Only ``GOOD`` and ``DOUBT`` are ticked before anybody chose."""

    GOOD = "good"
    DOUBT = "doubt"
    #: readable, but taken only if somebody ticks it
    OFFERED = "offered"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of the source and what becomes of it."""

    line: Line
    state: LineState
    entry: Entry | None
    remarks: tuple[Statement, ...]

    @property
    def has_question(self) -> bool:
        """Whether a person should look at the line."""
        return self.state is not LineState.GOOD


@dataclass(frozen=True, slots=True)
class ImportReport:
    """All lines of a source in order, and what holds for all of them."""

    target: Target
    lines: tuple[ReportLine, ...]
    notes: tuple[Statement, ...]
    #: how many lines have each state
    counts: dict[LineState, int] = field(compare=False, default_factory=dict)

    def ticked(self) -> frozenset[int]:
        """Places of the lines that are taken unless somebody chooses otherwise."""
        wanted = (LineState.GOOD, LineState.DOUBT)
        return frozenset(place for place, line in enumerate(self.lines) if line.state in wanted)


@dataclass(frozen=True, slots=True)
class _Span:
    """An entry on the line of days; ``place`` None: it stands in the case already, under ``number``."""

    first: date
    last: date
    place: int | None
    number: int


def check(
    table: Table,
    columns: ColumnMap,
    case: Case,
    today: date,
    vocabulary: Vocabulary,
    tick: Tick = no_tick,
) -> ImportReport:
    """Read every line and hold it against the others and against what the case has. Raises Stopped."""
    body = table.lines[1:] if columns.header else table.lines
    made: list[ReportLine] = []
    for place, line in enumerate(body):
        if place % 250 == 0:
            tick(100 * place // len(body))
        read = read_entry(line, columns, vocabulary, today)
        if read.entry is None:
            made.append(ReportLine(line, LineState.REFUSED, None, read.problems))
            continue
        state = LineState.DOUBT if read.doubts else LineState.GOOD
        if line.on_request:
            state = LineState.OFFERED
        made.append(ReportLine(line, state, read.entry, read.doubts))
    notes = [*table.notes, *columns.notes]
    reversed_lines = sum(
        line.state is LineState.REFUSED and any(r.text.startswith("import.reversed.") for r in line.remarks)
        for line in made
    )
    if made and reversed_lines * 2 > len(made):
        notes.append(say(f"import.all_reversed.{columns.target}"))
    if columns.place(Field.PERIOD) is None and columns.place(Field.FIRST) is None:
        notes.append(say("import.no_day_column"))
    lines = tuple(_compared(made, case, columns.target, today))
    counts = {state: sum(line.state is state for line in lines) for state in LineState}
    return ImportReport(columns.target, lines, tuple(notes), counts)


def _compared(lines: Sequence[ReportLine], case: Case, target: Target, today: date) -> Iterator[ReportLine]:
    """The lines with what only their neighbours show: duplicates, overlaps, an open end before others."""
    present = list(_present(case, target))
    seen = {(span.first, span.last): span for span in reversed(present)}
    begins = [line.entry.earliest for line in lines if line.entry is not None]
    newest = max((day for day in (*begins, *(s.first for s in present)) if day is not None), default=None)
    spans = list(present)
    doubles: dict[int, _Span] = {}
    for place, line in enumerate(lines):
        span = _span(line, place)
        if span is None or _ends_too_soon(line, newest, target):
            continue
        if (twin := seen.get((span.first, span.last))) is not None:
            doubles[place] = twin
            continue
        seen[(span.first, span.last)] = span
        if line.state is not LineState.OFFERED:
            spans.append(span)
    overlaps = _overlaps(spans)
    for place, line in enumerate(lines):
        if _ends_too_soon(line, newest, target):
            problem = say(f"import.open_before_others.{target}")
            yield ReportLine(line.line, LineState.REFUSED, None, (problem,))
        else:
            yield _judged(line, doubles.get(place), overlaps.get(place), target, today)


def _span(line: ReportLine, place: int) -> _Span | None:
    """The days of a line; None if one end is not known."""
    if line.entry is None or line.entry.earliest is None:
        return None
    last = date.max if line.entry.is_open else line.entry.latest
    return None if last is None else _Span(line.entry.earliest, last, place, line.line.number)


def _ends_too_soon(line: ReportLine, newest: date | None, target: Target) -> bool:
    """Whether nobody told the end of a journey that others follow; a stay goes on until the next one."""
    entry = line.entry
    if entry is None or not entry.is_open or entry.earliest is None or newest is None:
        return False
    return target is not Target.STAYS and entry.earliest < newest


def _judged(
    line: ReportLine, twin: _Span | None, other: _Span | None, target: Target, today: date
) -> ReportLine:
    entry = line.entry
    if entry is None:
        return line
    if twin is not None:
        where = "in_case" if twin.place is None else "in_file"
        remarks = (*line.remarks, say(f"import.double_{where}", n=twin.number))
        return ReportLine(line.line, LineState.OFFERED, entry, remarks)
    found = []
    if entry.is_open:
        found.append(say(f"import.open.{target}"))
    days = (entry.earliest, entry.latest)
    if target is not Target.STAYS and any(day is not None and day > today for day in days):
        found.append(say("import.in_future"))
    if other is not None:
        where = "in_case" if other.place is None else "in_file"
        found.append(say(f"import.overlap_{where}", n=other.number))
    if not found:
        return line
    state = LineState.DOUBT if line.state is LineState.GOOD else line.state
    return ReportLine(line.line, state, entry, (*line.remarks, *found))


def _present(case: Case, target: Target) -> Iterator[_Span]:
    days: Iterator[tuple[date | None, date | None]]
    match target:
        case Target.JOURNEYS:
            days = ((a.left, a.returned) for a in case.absences)
        case Target.STAYS:
            days = ((s.first_day, s.last_day) for s in case.statuses)
        case Target.SCHENGEN:
            days = ((v.entry, v.exit) for v in case.schengen_stays)
    for number, (first, last) in enumerate(days, 1):
        if first is not None:
            yield _Span(first, last or date.max, None, number)


def _overlaps(spans: Sequence[_Span]) -> dict[int, _Span]:
    """For each new span the one it runs into, if any. Two may share one day: back, and gone again."""
    found: dict[int, _Span] = {}
    reach: _Span | None = None
    for span in sorted(spans, key=lambda s: (s.first, s.last)):
        if reach is not None and span.first < reach.last and reach.first < span.last:
            for one, other in ((span, reach), (reach, span)):
                if one.place is not None:
                    found.setdefault(one.place, other)
        if reach is None or span.last > reach.last:
            reach = span
    return found

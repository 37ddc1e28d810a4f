"""Travel calendars (.ics): each event as a line with its first and last day in Warsaw.

Days of an event that lasts whole days end the day before ``DTEND`` (RFC 5545, 3.6.1). Events
that repeat are never unfolded, and those called off or shorter than a day are only offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from permitdesk.domain.law.findings import Statement, say
from permitdesk.imports.decoding import decoded
from permitdesk.imports.flights import Flight, flight_of
from permitdesk.imports.records import (
    MOST_LETTERS,
    MOST_LINES,
    CannotRead,
    Line,
    SourceKind,
    Table,
    Tick,
    no_tick,
)

if TYPE_CHECKING:
    from icalendar import Event

_WARSAW = ZoneInfo("Europe/Warsaw")
_UNFOLD = re.compile(r"\r?\n[ \t]")
_PARTS = re.compile(r"^BEGIN:(VEVENT|VTIMEZONE)\s*$.*?^END:\1\s*$", re.S | re.M | re.I)
#: events given to the library at once
_BATCH = 100
#: days between the flights out and back of one journey
_LONGEST_JOURNEY = 366
#: names of the columns, as the mapping knows them
HEADER = ("start", "end", "title", "place")


@dataclass(frozen=True, slots=True)
class _Read:
    line: Line
    first: date
    flight: Flight | None


def read_calendar(data: bytes, tick: Tick = no_tick) -> Table:
    """The events of a calendar as lines, journeys made of two flights at the end. Raises CannotRead."""
    text, encoding = decoded(data)
    text = _UNFOLD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    found = [(match[1].upper(), match[0]) for match in _PARTS.finditer(text)]
    zones = [part for kind, part in found if kind == "VTIMEZONE"]
    events = [part for kind, part in found if kind == "VEVENT"]
    if not events:
        raise CannotRead(say("import.no_events"))
    if len(events) > MOST_LINES:
        raise CannotRead(say("import.too_many_lines", n=len(events), most=MOST_LINES))
    lines = [Line(0, HEADER)]
    flights: list[_Read] = []
    for number, event in enumerate(_parsed(events, zones, tick), 1):
        read = _line(number, event)
        if isinstance(read, Line):
            lines.append(read)
            continue
        lines.append(read.line)
        if read.flight is not None:
            flights.append(read)
    lines += _joined(flights, len(events))
    return Table(SourceKind.CALENDAR, tuple(lines), encoding, header_is_sure=True)


def _parsed(events: Sequence[str], zones: Sequence[str], tick: Tick) -> Iterator[Event | None]:
    """The events in order; None for one that the library cannot read."""
    for start in range(0, len(events), _BATCH):
        tick(100 * start // len(events))
        batch = events[start : start + _BATCH]
        made = _parse(batch, zones)
        if made is not None and len(made) == len(batch):
            yield from made
            continue
        for event in batch:
            alone = _parse([event], zones)
            yield alone[0] if alone else None


def _parse(events: Sequence[str], zones: Sequence[str]) -> list[Event] | None:
    from icalendar import Calendar, Event  # takes longer than the rest of the program to load

    body = "\n".join((*zones, *events))
    whole = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//permitdesk//import//\n{body}\nEND:VCALENDAR\n"
    try:
        calendar = Calendar.from_ical(whole)
        return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
        # Files of other programs break the format in ways that the library does not name.
        return None


def _line(number: int, event: Event | None) -> Line | _Read:
    title = "" if event is None else _text(event, "SUMMARY")
    place = "" if event is None else _text(event, "LOCATION")
    try:
        days = None if event is None else _days(event)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        days = None
    if event is None or days is None:
        return Line(number, ("", "", title, place), say("import.event_unreadable"))
    first, last, hours = days
    remarks: list[Statement] = []
    if _text(event, "STATUS").upper() == "CANCELLED":
        remarks.append(say("import.event_cancelled"))
    if any(name in event for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
        remarks.append(say("import.event_repeats"))
    if hours:
        remarks.append(say("import.event_of_hours"))
    line = Line(number, (first, last, title, place), None, tuple(remarks), bool(remarks))
    cancelled = bool(remarks) and not hours
    return _Read(line, first, None if cancelled else flight_of(f"{title} {place}"))


def _days(event: Event) -> tuple[date, date, bool] | None:
    """First and last day in Warsaw, and whether it lasts only hours; None without a beginning."""
    begin = getattr(event.get("DTSTART"), "dt", None)
    end = getattr(event.get("DTEND"), "dt", None)
    length = getattr(event.get("DURATION"), "dt", None)
    if not isinstance(begin, date):
        return None
    if end is None and isinstance(length, timedelta):
        end = begin + length
    if not isinstance(begin, datetime):
        if isinstance(end, datetime):
            end = _local(end).date() + timedelta(days=1)
        last = end - timedelta(days=1) if isinstance(end, date) else begin
        return begin, max(begin, last), False
    begin = _local(begin)
    if isinstance(end, date) and not isinstance(end, datetime):
        # A slip of the writer: a moment to begin, and a whole day, exclusive, to end.
        end = datetime.combine(end, time.min)
    end = _local(end) if isinstance(end, datetime) else begin
    # An event until midnight does not touch the next day.
    until = end - timedelta(microseconds=1) if end > begin else end
    return begin.date(), max(begin.date(), until.date()), end - begin < timedelta(hours=24)


def _local(moment: datetime) -> datetime:
    """The moment on the clocks of Warsaw; a time without a zone is taken as written."""
    return (moment if moment.tzinfo is None else moment.astimezone(_WARSAW)).replace(tzinfo=None)


def _text(event: Event, name: str) -> str:
    value = event.get(name, "")
    text = str(value[0] if isinstance(value, list) else value)[:MOST_LETTERS]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _joined(flights: Sequence[_Read], number: int) -> Iterator[Line]:
    """Journeys of a flight out of Poland and the next one back, each as an offer."""
    out: _Read | None = None
    for read in sorted(flights, key=lambda r: r.first):
        flight = read.flight
        if flight is None:
            continue
        if flight.leaves:
            out = read
        elif out is not None and out.flight is not None and (read.first - out.first).days <= _LONGEST_JOURNEY:
            number += 1
            names = tuple(str(r.line.values[2]) or str(r.line.number) for r in (out, read))
            remark = say("import.flights_joined", out=names[0], back=names[1])
            values = (out.first, read.first, f"{names[0]} / {names[1]}", out.flight.elsewhere)
            yield Line(number, values, None, (remark,), True)
            out = None

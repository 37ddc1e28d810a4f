"""Where lines come from: pasted text or a file. A file is told by what is in it, not by its name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from permitdesk.domain.law.findings import say
from permitdesk.imports.records import MOST_BYTES, CannotRead, Choices, Table, Tick, no_tick
from permitdesk.imports.tables import read_table, table_of_text

_ZIP = b"PK"
#: the container of Excel files before 2007
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Pasted:
    """Text from the clipboard."""

    text: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that the person named."""

    path: Path


Source = Pasted | File


def read_source(source: Source, choices: Choices, tick: Tick = no_tick) -> Table:
    """The lines of a source. Raises CannotRead with what to do, and Stopped when ``tick`` does."""
    if isinstance(source, Pasted):
        if len(source.text) > MOST_BYTES:
            raise CannotRead(say("import.too_large", mb=MOST_BYTES // 1_000_000))
        if "BEGIN:VCALENDAR" in source.text[:200].upper():
            return _calendar(source.text.encode(), tick)
        return table_of_text(source.text, choices.delimiter, tick=tick)
    data = _bytes_of(source.path)
    if data.startswith((_ZIP, _OLE)):
        from permitdesk.imports.excel import read_workbook  # the library is loaded for workbooks only

        return read_workbook(data, choices, tick)
    # Calendars are ASCII or UTF-8 at their beginning.
    if b"BEGIN:VCALENDAR" in data[:200].upper():
        return _calendar(data, tick)
    return read_table(data, choices, tick)


def _calendar(data: bytes, tick: Tick) -> Table:
    from permitdesk.imports.calendars import read_calendar  # the library is loaded for calendars only

    return read_calendar(data, tick)


def _bytes_of(path: Path) -> bytes:
    """The whole content, of one moment: a file that grows meanwhile is refused."""
    name = path.name
    try:
        if not path.is_file():
            raise CannotRead(say("import.no_file", name=name))
        before = path.stat()
        if before.st_size > MOST_BYTES:
            raise CannotRead(say("import.too_large", mb=MOST_BYTES // 1_000_000))
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        after = path.stat()
    except (OSError, ValueError):
        raise CannotRead(say("import.cannot_open", name=name)) from None
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(
        data
    ) != after.st_size:
        raise CannotRead(say("import.file_changed", name=name))
    if not data.strip():
        raise CannotRead(say("import.nothing_found"))
    return data

"""The day sheet of a desk on paper: days to keep, cases of today, with names or with initials only."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from permitdesk.desk.board import BoardEntry
from permitdesk.desk.day_sheet import DAYS_AHEAD, DaySheet, initials
from permitdesk.desk.desk_number import desk_number
from permitdesk.desk.search_keys import in_latin
from permitdesk.documents.elements import (
    Block,
    Heading,
    Line,
    Note,
    Paragraph,
    Report,
    Section,
    Severity,
    Table,
)
from permitdesk.documents.wording import TextSource, Wording

#: parts of the width: day, case, what is to be done, advisor
_WIDTHS = (15, 33, 37, 15)
#: what the letters of the PDF can write: Latin, Greek, Cyrillic, Armenian, Georgian and Vietnamese names
_WRITABLE = ((0, 0x058F), (0x10A0, 0x10FF), (0x1E00, 0x1FFF), (0x2000, 0x206F))


def build_day_sheet(
    sheet: DaySheet,
    texts: TextSource,
    second_texts: TextSource | None = None,
    *,
    initials_only: bool = False,
    clock_time: Callable[[datetime], str] = lambda at: f"{at:%H:%M}",
) -> Report:
    """The sheet in one language or in two.

    ``initials_only`` leaves out names and titles (a title is often a name): each case is shown by the
    initials of its person and its desk number. ``clock_time`` writes a moment in UTC as the desk's time.
    """
    return _Writer(Wording(texts, second_texts), initials_only, clock_time).report(sheet)


class _Writer:
    def __init__(self, words: Wording, initials_only: bool, clock_time: Callable[[datetime], str]) -> None:
        self._words = words
        self._initials_only = initials_only
        self._clock_time = clock_time

    def report(self, sheet: DaySheet) -> Report:
        words, texts = self._words, self._words.texts
        title = words.line("desk.sheet.title", day=sheet.day)
        blocks: list[Block] = [Paragraph(words.line(self._privacy()), quiet=True)]
        if sheet.advisor:
            blocks.append(Paragraph(words.line("desk.sheet.of", advisor=sheet.advisor)))
        if sheet.not_fresh:
            fresh = words.line("desk.sheet.not_fresh", n=sheet.not_fresh)
            blocks.append(Note(Severity.AMBER, words.severity("amber"), (fresh,)))
        if sheet.overdue:
            blocks.append(self._overdue_note(sheet))
        for part, entries in (("overdue", sheet.overdue), ("today", sheet.today), ("ahead", sheet.ahead)):
            blocks += self._entries(part, entries)
        blocks += self._changed(sheet)
        if sheet.to_ask:
            blocks.append(Paragraph(words.line("desk.sheet.to_ask", n=sheet.to_ask)))
        return Report(
            language=texts.language,
            second_language=words.second.language if words.second is not None else None,
            # The file's own title says nothing about anybody.
            title=texts.get("desk.sheet.document_title"),
            subject=texts.get("desk.sheet.document_title"),
            author="PermitDesk",
            header=texts.fill("desk.sheet.title", day=sheet.day),
            footer=texts.fill("desk.sheet.footer", n=sheet.open_cases),
            page_template=texts.get("report.page_template"),
            sections=(Section("day", title, tuple(blocks)),),
        )

    def _privacy(self) -> str:
        return "desk.sheet.initials" if self._initials_only else "desk.sheet.names"

    def _overdue_note(self, sheet: DaySheet) -> Note:
        words = self._words
        return Note(
            Severity.RED, words.severity("red"), (words.line("desk.sheet.passed", n=len(sheet.overdue)),)
        )

    def _entries(self, part: str, entries: tuple[BoardEntry, ...]) -> list[Block]:
        words = self._words
        heading = Heading(words.line(f"desk.sheet.{part}", n=DAYS_AHEAD))
        if not entries:
            return [heading, Paragraph(words.line(f"desk.sheet.none_{part}"))]
        header = tuple(words.line(f"desk.sheet.column.{name}") for name in ("day", "case", "what", "advisor"))
        rows = tuple(self._entry(entry) for entry in entries)
        loud = frozenset(place for place, entry in enumerate(entries) if entry.hard)
        return [heading, Table(header, rows, _WIDTHS, loud=loud)]

    def _entry(self, entry: BoardEntry) -> tuple[Line, ...]:
        who = self._who(entry.case_id, entry.title, entry.name, several=entry.several)
        kind = self._words.optional(f"report.kind.{entry.kind}.title")
        # The stored day may be one of rules that an update has replaced.
        what = self._words.optional(f"deadline.{entry.deadline_id}.title") or (
            self._words.line("desk.board.older_rules"),
        )
        return (
            # Figures: a day in words and in two languages would take half the row.
            Line(f"{entry.day:%d.%m.%Y}"),
            Line(who),
            _joined((*what, *kind)),
            Line(entry.advisor),
        )

    def _changed(self, sheet: DaySheet) -> list[Block]:
        words = self._words
        heading = Heading(words.line("desk.sheet.changed"))
        if not sheet.changed:
            return [heading, Paragraph(words.line("desk.sheet.none_changed"))]
        header = tuple(words.line(f"desk.sheet.column.{name}") for name in ("time", "case", "advisor"))
        rows = tuple(
            (
                Line(self._clock_time(case.at)),
                Line(self._who(case.case_id, case.title, case.name, several=False)),
                Line(case.advisor),
            )
            for case in sheet.changed
        )
        return [heading, Table(header, rows, (15, 70, 15))]

    def _who(self, case_id: str, title: str, name: str, *, several: bool) -> str:
        number = desk_number(case_id)
        if self._initials_only:
            return " · ".join(filter(None, (initials(writable(name)), f"№ {number}")))
        shown = [title or name]
        if name and (several or not title) and name != shown[0]:
            shown.append(name)
        return " · ".join([*(writable(text) for text in shown if text), f"№ {number}"])


def writable(text: str) -> str:
    """A text whose words in scripts the PDF has no letters for are told in Latin letters."""
    return " ".join(word if _can_write(word) else _in_latin(word) for word in text.split())


def _in_latin(word: str) -> str:
    told = in_latin(word).replace("`", "")
    return told.capitalize() if told.islower() else told


def _can_write(word: str) -> bool:
    return all(any(first <= ord(c) <= last for first, last in _WRITABLE) for c in word)


def _joined(lines: Iterable[Line]) -> Line:
    parts = tuple(lines)
    second = [part.second for part in parts if part.second is not None]
    return Line(" · ".join(part.text for part in parts), " · ".join(second) if second else None)

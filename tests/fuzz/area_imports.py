"""Lists of journeys as text, workbooks and calendars: every line has a fate, and nothing is made up."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case
from permitdesk.imports.apply import apply
from permitdesk.imports.mapping import guess
from permitdesk.imports.records import CannotRead, Choices, Table
from permitdesk.imports.report import ImportReport, LineState, check
from permitdesk.imports.sources import File, read_source
from permitdesk.imports.words import Target
from permitdesk.storage.exchange import case_from_text, case_to_text, questions_of
from permitdesk.ui.widgets.import_words import vocabulary_of
from tests.fuzz.mutate import spoiled_bytes
from tests.fuzz.oracle import Fault, rules, stated, words
from tests.imports.workbooks import ods, ods_row, xlsx, zipped

TODAY = date(2026, 11, 21)
_HEADS = ("left;returned;country;note", "od,do,kraj", "Wjazd\tWyjazd\tKraj", "data wyjazdu|data powrotu", "")
_CELLS = (
    "1.2.2020", "2020-02-30", "31/12/1999", "12/31/99", "1-5.3.2020", "44000", "9999-12-31", "0001-01-01",
    "?",
    "2020-07-01", "02.07.2020", "1 lipca 2020", "July 4, 2021", "around May 2020", "ok. 1 maja", "Italy",
    "Włochy",
    "DE", "Италия", "=1+1", "@x", "-", "\u2013", "\u0661.\u0662.\u0662\u0660\u0662\u0660", "", " ",
    "x" * 3000,
    "granted", "visa", "trp_work", '"', '""', "'", "{n}", "\ufeff", "\ufffd", "\0", "2.13.2020", "29.2.2023",
    "1.1.20-3.1.20", "1e9", "-44000", "0", "60", "2958465", "2958466", "12:30", "2020-07-01T12:00:00Z",
)  # fmt: skip
_ICS = (
    "DTSTART:20240101", "DTSTART;VALUE=DATE:20240230", "DTEND:99991231T000000Z",
    "DTSTART;TZID=Nowhere:20240101T000000",
    "DTSTART;TZID=Europe/Warsaw:20240331T023000", "DURATION:P1D", "DURATION:-P9W", "DURATION:P99999999D",
    "SUMMARY:WAW-LHR", "SUMMARY:Flight to Roma (FCO)", "LOCATION:Berlin\\, Germany", "RRULE:FREQ=NEVER",
    "RRULE:FREQ=SECONDLY;COUNT=99999999", "RRULE:FREQ=DAILY;UNTIL=99991231", "EXDATE:20240102",
    "RDATE:20240301",
    "STATUS:CANCELLED", "END:VEVENT", "BEGIN:VEVENT", "BEGIN:VALARM", ":", "DTSTART:00010101T000000Z",
    "DTEND;VALUE=DATE:20240105", "\0", "x" * 300, "RECURRENCE-ID:20240101", "UID:a",
    "SEQUENCE:99999999999999999999",
    "DTSTART;VALUE=PERIOD:20240101T000000Z/P1D", "DTSTART:", "BEGIN:VTIMEZONE", "TZID:X",
    "DTSTART;TZID=\"a:20240101",
)  # fmt: skip


class Imports:
    """Whatever is dropped on the import of a timeline."""

    name = "imports"

    def __init__(self, folder: Path) -> None:
        """``folder`` is for the files of this area."""
        self._path = folder / "list.csv"
        texts = {t.language: t for t in words()}
        self._vocabulary = vocabulary_of(rules(), texts["pl"], lambda language: texts[language])
        self._books = [
            xlsx({"Trips": [["left", "returned", "to"], [date(2020, 7, 1), date(2020, 7, 2), "Italy"]]}),
            xlsx({"A": [[1, 2.5, None]], "B": [["od", "do"], [44000, 44010]]}, hidden=["A"]),
            ods(ods_row("left", "returned") + ods_row("1.2.2020", "3.2.2020", repeated=' table:x="1"')),
        ]

    def make(self, chance: Random) -> bytes:
        """Texts of odd cells, spoiled workbooks (inside and outside) and calendars."""
        pick = chance.random()
        if pick < 0.45:
            data = self._text(chance)
        elif pick < 0.75:
            data = self._workbook(chance)
        else:
            data = self._calendar(chance)
        return spoiled_bytes(chance, data) if chance.random() < 0.4 else data

    def _text(self, chance: Random) -> bytes:
        sign = chance.choice((";", ",", "\t", "|", " - ", ""))
        lines = [chance.choice(_HEADS)]
        lines += [
            sign.join(chance.choice(_CELLS) for _ in range(chance.choice((1, 2, 3, 4, 80))))
            for _ in range(chance.choice((0, 1, 5, 40)))
        ]
        text = chance.choice(("\n", "\r\n", "\r", "\u2028")).join(lines)
        coding = chance.choice(
            ("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1250", "cp1251", "iso-8859-2", "utf-7")
        )
        return text.encode(coding, "replace")

    def _workbook(self, chance: Random) -> bytes:
        book = chance.choice(self._books)
        if chance.random() < 0.3:
            return spoiled_bytes(chance, book)
        with zipfile.ZipFile(BytesIO(book)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice([*parts, *(part for part in parts if "sheet" in part or "content" in part)])
        match chance.randrange(5):
            case 0:
                del parts[name]
            case 1:
                parts[chance.choice((f"../{name}", "/etc/x", "xl/worksheets/sheet1.bin", "a" * 300))] = parts[
                    name
                ]
            case 2:
                # The size that a sheet says it has.
                for number in (b"1", b"2"):
                    parts[name] = parts[name].replace(
                        b'r="A' + number,
                        b'r="'
                        + chance.choice((b"XFD", b"A", b"ZZZZ"))
                        + chance.choice((b"1048576", b"99999999")),
                    )
            case 3:
                parts[name] = parts[name].replace(b"</", b"<x/></", 1) + b" " * chance.choice(
                    (0, 100_000_001)
                )
            case _:
                parts[name] = spoiled_bytes(chance, parts[name], list(parts.values()))
        return zipped({name: part.decode("latin-1") for name, part in parts.items()})

    def _calendar(self, chance: Random) -> bytes:
        events = []
        for _ in range(chance.choice((1, 1, 2, 20))):
            lines = [chance.choice(_ICS) for _ in range(chance.randrange(8))]
            events += ["BEGIN:VEVENT", *lines, "END:VEVENT"]
        return "\r\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR", ""]).encode()

    def check(self, data: bytes) -> str:
        """One sentence, or a report of all lines; what is good goes into a case that is kept and counted."""
        self._path.write_bytes(data)
        try:
            table = read_source(File(self._path), Choices())
        except CannotRead as problem:
            stated(problem.statement)
            return problem.statement.text
        for target in Target:
            self._whole_way(table, target)
        return str(table.kind)

    def _whole_way(self, table: Table, target: Target) -> None:
        columns = guess(table, target, TODAY, self._vocabulary)
        report = check(table, columns, Case("c"), TODAY, self._vocabulary)
        self._told(report)
        everything = {place for place, line in enumerate(report.lines) if line.entry is not None}
        case = apply(Case("c"), report, everything)
        if len(case.absences) + len(case.statuses) + len(case.schengen_stays) != len(everything):
            raise Fault("lines were lost or made up")
        if case_from_text(case_to_text(case), questions_of(rules())) != case:
            raise Fault("an imported case is read differently")
        # Thousands of doubled lines are checked for speed elsewhere.
        if len(everything) < 100:
            assess(case, rules(), TODAY)

    def _told(self, report: ImportReport) -> None:
        for line in report.lines:
            if (line.entry is None) != (line.state is LineState.REFUSED):
                raise Fault("a refused line has an entry")
            if not line.remarks and line.state is not LineState.GOOD:
                raise Fault("a doubtful line has no reason")
        statements = {*report.notes, *(r for line in report.lines for r in line.remarks)}
        for statement in statements:
            stated(statement)

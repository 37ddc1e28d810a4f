"""Reading a text or bytes as the program does, without a window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from permitdesk.domain.case import Case
from permitdesk.imports.mapping import Vocabulary, guess
from permitdesk.imports.records import Choices
from permitdesk.imports.report import ImportReport, LineState, check
from permitdesk.imports.sources import File, Pasted, Source, read_source
from permitdesk.imports.words import Target

TODAY = date(2026, 11, 21)
EMPTY = Case("case-1")
WORDS = Vocabulary(
    reasons={"ordinary": "ordinary", "sluzba wojskowa": "military_service"},
    kinds={"tolerated 351 1": "tolerated_351_1"},
    outcomes={"granted": "granted"},
    country=lambda text: "Italy" if "Rome" in text else None,
    is_country=lambda text: text in ("Italy", "Spain"),
)


def reported(
    source: Source | str,
    target: Target = Target.JOURNEYS,
    case: Case = EMPTY,
    choices: Choices | None = None,
) -> ImportReport:
    """The report of a source read without any choice of the person."""
    table = read_source(Pasted(source) if isinstance(source, str) else source, choices or Choices())
    return check(table, guess(table, target, TODAY, WORDS), case, TODAY, WORDS)


def written(folder: Path, data: bytes, name: str = "trips.csv") -> File:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return File(path)


def states(report: ImportReport) -> list[LineState]:
    """What becomes of each line."""
    return [line.state for line in report.lines]


def days(report: ImportReport) -> list[tuple[date | None, date | None]]:
    """First and last day of each line that was read."""
    return [(e.earliest, e.latest) for line in report.lines if (e := line.entry) is not None]


def said(report: ImportReport, place: int = 0) -> set[str]:
    """Names of what is said about a line."""
    return {remark.text for remark in report.lines[place].remarks}

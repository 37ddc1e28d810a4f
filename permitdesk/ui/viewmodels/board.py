"""The board of dates over all cases, and working out anew what the desk knows of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from permitdesk.desk.board import BoardEntry, board
from permitdesk.desk.facts import facts_of
from permitdesk.desk.records import CaseSummary, DerivedFacts, DeskDeadline
from permitdesk.domain.case import Case
from permitdesk.domain.household import people
from permitdesk.domain.household_summary import PersonDossier
from permitdesk.domain.law.rules import Ruleset
from permitdesk.ui.viewmodels.desk_cells import DeskCells
from permitdesk.ui.viewmodels.ports import Assess, TextSource


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One line of the board: a heading (no case), or a day to keep that opens its case."""

    words: str
    case_id: str | None = None


def derived_facts(case: Case, ruleset: Ruleset, assess: Assess, today: date) -> DerivedFacts:
    """What the desk shows of a case, worked out as of ``today``; only the chosen permits are looked at."""
    family = []
    for view in people(case, ruleset):
        chosen = tuple(route for route in ruleset.routes if route.id == view.route)
        family.append(PersonDossier(view, assess(view, replace(ruleset, routes=chosen), today)))
    return facts_of(family, today, ruleset.version)


def board_lines(
    rows: Iterable[CaseSummary],
    cells: DeskCells,
    texts: TextSource,
    today: date,
    until: date | None = None,
    most: int = 1000,
) -> tuple[BoardLine, ...]:
    """The board in words, group by group; facts of another day say of which one.

    No more than ``most`` lines are put into words.
    """
    rows = tuple(rows)
    by_id = {row.case_id: row for row in rows}
    lines: list[BoardLine] = []
    for part in board(rows, today, until, most=most):
        if len(lines) >= most:
            break
        heading = texts.get(f"desk.board.{part.group}")
        lines.append(BoardLine(f"{heading} ({part.total})"))
        lines.extend(
            BoardLine(_words(entry, by_id, cells, texts, today), entry.case_id)
            for entry in part.entries[: most - len(lines)]
        )
    return tuple(lines)


def _words(
    entry: BoardEntry,
    rows: Mapping[str, CaseSummary],
    cells: DeskCells,
    texts: TextSource,
    today: date,
) -> str:
    """When, whose, what; the last part says if it was worked out on another day."""
    row = rows[entry.case_id]
    deadline = DeskDeadline(entry.day, entry.deadline_id, entry.kind, entry.person, entry.name)
    who = cells.titled(row)
    if entry.several and entry.name:
        who = f"{who}: {entry.name}"
    first = f"{cells.days_left(entry.day)} · {cells.day(entry.day)} · {who}"
    kind = texts.get(f"desk_window.kind.{entry.kind}")
    second = f"{cells.what(deadline)} ({kind})"
    if row.assessed_on is not None and row.assessed_on != today:
        second = f"{second} · {texts.fill('desk_window.board.worked_out', day=row.assessed_on)}"
    if entry.advisor:
        second = f"{second} · {entry.advisor}"
    return f"{first}\n{second}"

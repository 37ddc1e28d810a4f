"""The days of a case that still have to be kept. Set apart so that list, board and reminders agree."""

from __future__ import annotations

from datetime import date

from permitdesk.desk.records import CaseSummary, DeskDeadline, DeskStatus

#: values of ``domain.dossier.DeadlineKind``, named here because that module costs a start too much
HARD, PROCEDURAL = "hard", "procedural"
_BINDING = frozenset({HARD, PROCEDURAL})


def is_hard(deadline: DeskDeadline) -> bool:
    """Whether the day follows from the Act and never moves."""
    return deadline.kind == HARD


def is_binding(deadline: DeskDeadline) -> bool:
    """Whether the day is set by law, so that it stays on the list when it has passed."""
    return deadline.kind in _BINDING


def is_off(row: CaseSummary) -> bool:
    """Whether nobody works on a case any more: it is closed or deleted."""
    return row.status is DeskStatus.CLOSED or row.closed_at is not None or row.deleted_at is not None


def open_deadlines(row: CaseSummary, today: date) -> tuple[DeskDeadline, ...]:
    """The deadlines of a case to keep from ``today`` on and those set by law that have passed.

    Advice of a day gone by is left out, and everything of a case that is closed or deleted.
    """
    if not row.deadlines or is_off(row):
        return ()
    if row.deadlines[0].day >= today:
        return row.deadlines
    return tuple(d for d in row.deadlines if d.day >= today or is_binding(d))

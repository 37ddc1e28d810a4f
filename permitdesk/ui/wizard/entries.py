"""Table models for stays and journeys, and the way from their rows to the case and back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from permitdesk.domain.answers import DONT_KNOW
from permitdesk.domain.case import Absence, AbsenceReason, Case, SchengenStay, StatusEntry
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.choice_field import Option
from permitdesk.ui.widgets.entry_columns import CellValue, Column, ColumnKind
from permitdesk.ui.widgets.entry_model import EntryModel, EntryRow

_OUTCOMES = ("pending", "granted", "refused", "discontinued")


def _head(texts: TextSource, name: str) -> str:
    return texts.get(f"page.column.{name}")


def absence_model(texts: TextSource) -> EntryModel:
    """Journeys: left, returned, country, reason, proof."""
    reasons = tuple(Option(r.value, texts.get(f"reason.{r.value}.title")) for r in AbsenceReason)
    columns = (
        Column("left", _head(texts, "left"), ColumnKind.DAY),
        Column("returned", _head(texts, "returned"), ColumnKind.DAY),
        Column("country", _head(texts, "country"), ColumnKind.TEXT),
        Column("reason", _head(texts, "reason"), ColumnKind.CHOICE, reasons, 6),
        Column("proof", _head(texts, "proof"), ColumnKind.TEXT, (), 2),
    )
    return EntryModel(texts, columns, "a")


def status_model(texts: TextSource, kinds: Sequence[StatusKind]) -> EntryModel:
    """Earlier stays: kind, first day, last day, how the proceedings ended, note."""
    options = tuple(Option(k.id, texts.get(f"status.{k.id}.title")) for k in kinds)
    outcomes = tuple(Option(o, texts.get(f"page.stay_now.outcome_{o}")) for o in _OUTCOMES)
    columns = (
        Column("kind", _head(texts, "kind"), ColumnKind.CHOICE, options, 3),
        Column("first_day", _head(texts, "first_day"), ColumnKind.DAY),
        Column("last_day", _head(texts, "last_day"), ColumnKind.DAY),
        Column("outcome", _head(texts, "outcome"), ColumnKind.CHOICE, outcomes, 1),
        Column("note", _head(texts, "note"), ColumnKind.TEXT),
    )
    return EntryModel(texts, columns, "s")


def schengen_model(texts: TextSource) -> EntryModel:
    """Short stays in the Schengen area: entry, exit."""
    columns = (
        Column("entry", _head(texts, "entry"), ColumnKind.DAY),
        Column("exit", _head(texts, "exit"), ColumnKind.DAY),
    )
    return EntryModel(texts, columns, "v")


def _known(case: Case, path: str, value: date | None) -> CellValue:
    return DONT_KNOW if path in case.dont_know else value


def load_absences(model: EntryModel, case: Case) -> None:
    """Show the journeys of the case."""
    model.load(
        (
            a.id,
            (
                _known(case, f"absences.{a.id}.left", a.left),
                _known(case, f"absences.{a.id}.returned", a.returned),
                a.country or None,
                a.reason.value,
                a.proof or None,
            ),
        )
        for a in case.absences
    )


def load_statuses(model: EntryModel, case: Case) -> None:
    """Show the earlier stays of the case."""
    model.load(
        (
            s.id,
            (
                s.kind or None,
                _known(case, f"statuses.{s.id}.first_day", s.first_day),
                _known(case, f"statuses.{s.id}.last_day", s.last_day),
                s.outcome,
                s.note or None,
            ),
        )
        for s in case.statuses
    )


def load_schengen(model: EntryModel, case: Case) -> None:
    """Show the Schengen stays of the case."""
    model.load(
        (
            s.id,
            (
                _known(case, f"schengen_stays.{s.id}.entry", s.entry),
                _known(case, f"schengen_stays.{s.id}.exit", s.exit),
            ),
        )
        for s in case.schengen_stays
    )


def _day(value: CellValue) -> date | None:
    return value if isinstance(value, date) else None


def _text(value: CellValue) -> str:
    return value if isinstance(value, str) else ""


def _unknown_paths(area: str, row: EntryRow, fields: Sequence[tuple[str, int]]) -> list[str]:
    """Paths of days that are not known or could not be read: an unread return is not "still abroad"."""
    return [
        f"{area}.{row.id}.{name}"
        for name, place in fields
        if row.cells[place].value is DONT_KNOW or row.cells[place].typed
    ]


def with_absences(case: Case, model: EntryModel) -> Case:
    """The case with the journeys of the table. Proof and reason stay with their journey."""
    rows = model.entries()
    absences = tuple(
        Absence(
            row.id,
            _day(row.cells[0].value),
            _day(row.cells[1].value),
            _text(row.cells[2].value),
            AbsenceReason(_text(row.cells[3].value) or _reason_of(row)),
            _text(row.cells[4].value),
        )
        for row in rows
    )
    unknown = [p for row in rows for p in _unknown_paths("absences", row, (("left", 0), ("returned", 1)))]
    return case.with_changes(absences=absences, dont_know=_replaced(case, "absences.", unknown))


def _reason_of(row: EntryRow) -> str:
    """No reason told is an ordinary journey; a reason that could not be read is not known."""
    return AbsenceReason.UNKNOWN.value if row.cells[3].typed else AbsenceReason.ORDINARY.value


def with_statuses(case: Case, model: EntryModel) -> Case:
    """The case with the earlier stays of the table; a stay without a kind counts as not known."""
    rows = model.entries()
    statuses = tuple(
        StatusEntry(
            row.id,
            _text(row.cells[0].value) or "not_known",
            _day(row.cells[1].value),
            _day(row.cells[2].value),
            _text(row.cells[3].value) or None,
            _text(row.cells[4].value),
        )
        for row in rows
    )
    unknown = [
        p for row in rows for p in _unknown_paths("statuses", row, (("first_day", 1), ("last_day", 2)))
    ]
    return case.with_changes(statuses=statuses, dont_know=_replaced(case, "statuses.", unknown))


def _replaced(case: Case, prefix: str, paths: Sequence[str]) -> frozenset[str]:
    return frozenset(p for p in case.dont_know if not p.startswith(prefix)) | frozenset(paths)


def with_schengen(case: Case, model: EntryModel) -> Case:
    """The case with the Schengen stays of the table."""
    rows = model.entries()
    stays = tuple(SchengenStay(row.id, _day(row.cells[0].value), _day(row.cells[1].value)) for row in rows)
    unknown = [p for row in rows for p in _unknown_paths("schengen_stays", row, (("entry", 0), ("exit", 1)))]
    return case.with_changes(schengen_stays=stays, dont_know=_replaced(case, "schengen_stays.", unknown))

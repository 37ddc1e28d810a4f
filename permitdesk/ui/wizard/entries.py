"""Table models for stays and journeys, and the way from their rows to the case and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from permitdesk.domain.answers import DONT_KNOW
from permitdesk.domain.case import (
    Absence,
    AbsenceReason,
    ApproximateDay,
    Case,
    DocumentStatus,
    SchengenStay,
    StatusEntry,
)
from permitdesk.domain.stay.approximate import careful_end
from permitdesk.domain.stay.countries import Country, country_name, plain
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.choice_field import Option
from permitdesk.ui.widgets.entry_columns import CellValue, Column, ColumnKind, DayRange
from permitdesk.ui.widgets.entry_counts import DayCount
from permitdesk.ui.widgets.entry_model import EntryModel, EntryRow

_OUTCOMES = ("pending", "granted", "refused", "discontinued")


def _head(texts: TextSource, name: str) -> str:
    return texts.get(f"page.column.{name}")


def country_names(texts: TextSource, countries: Iterable[Country]) -> tuple[str, ...]:
    """The countries by their names in the language shown, to be offered while typing."""
    return tuple(sorted((texts.value(country_name(country)) for country in countries), key=plain))


def absence_model(texts: TextSource, today: date | None = None, countries: Sequence[str] = ()) -> EntryModel:
    """Journeys: left, returned, country, reason, proof and its state; ``countries`` are names to complete."""
    reasons = tuple(Option(r.value, texts.get(f"reason.{r.value}.title")) for r in AbsenceReason)
    states = tuple(Option(s.value, texts.get(f"page.proof_state.{s.value}")) for s in DocumentStatus)
    abroad = texts.get("page.entry.still_abroad")
    columns = (
        Column("left", _head(texts, "left"), ColumnKind.DAY, ranges=True),
        Column("returned", _head(texts, "returned"), ColumnKind.DAY, ranges=True, when_empty=abroad),
        Column("country", _head(texts, "country"), ColumnKind.TEXT, names=tuple(countries), stretch=2),
        Column("reason", _head(texts, "reason"), ColumnKind.CHOICE, reasons, 4, quick=False),
        Column("proof", _head(texts, "proof"), ColumnKind.TEXT, (), 2, quick=False),
        Column("proof_state", _head(texts, "proof_state"), ColumnKind.CHOICE, states, 1, quick=False),
    )
    return EntryModel(texts, columns, "a", count=DayCount(_head(texts, "days"), 0, 1, both=True), today=today)


def status_model(texts: TextSource, kinds: Sequence[StatusKind], today: date | None = None) -> EntryModel:
    """Earlier stays: kind, first day, last day, how the proceedings ended, note."""
    options = tuple(Option(k.id, texts.get(f"status.{k.id}.title")) for k in kinds)
    outcomes = tuple(Option(o, texts.get(f"page.stay_now.outcome_{o}")) for o in _OUTCOMES)
    until = texts.get("page.entry.until_next")
    columns = (
        Column("kind", _head(texts, "kind"), ColumnKind.CHOICE, options, 3),
        Column("first_day", _head(texts, "first_day"), ColumnKind.DAY, ranges=True),
        Column("last_day", _head(texts, "last_day"), ColumnKind.DAY, ranges=True, when_empty=until),
        Column("outcome", _head(texts, "outcome"), ColumnKind.CHOICE, outcomes, 1, quick=False),
        Column("note", _head(texts, "note"), ColumnKind.TEXT, quick=False),
    )
    return EntryModel(texts, columns, "s", count=DayCount(_head(texts, "days"), 1, 2), today=today)


def schengen_model(texts: TextSource, today: date | None = None) -> EntryModel:
    """Short stays in the Schengen area: entry, exit."""
    there = texts.get("page.entry.still_there")
    columns = (
        Column("entry", _head(texts, "entry"), ColumnKind.DAY, ranges=True),
        Column("exit", _head(texts, "exit"), ColumnKind.DAY, ranges=True, when_empty=there),
    )
    return EntryModel(texts, columns, "v", count=DayCount(_head(texts, "days"), 0, 1), today=today)


class _Told:
    """What a case told of days: ranges and "I don't know" before the plain day of the field."""

    def __init__(self, case: Case) -> None:
        self._ranges = {entry.path: DayRange(entry.first, entry.last) for entry in case.approximate}
        self._unknown = case.dont_know

    def day(self, path: str, value: date | None) -> CellValue:
        """The value of a cell for the field ``path``."""
        return DONT_KNOW if path in self._unknown else self._ranges.get(path, value)


def load_absences(model: EntryModel, case: Case) -> None:
    """Show the journeys of the case."""
    told = _Told(case)
    model.load(
        (
            a.id,
            (
                told.day(f"absences.{a.id}.left", a.left),
                told.day(f"absences.{a.id}.returned", a.returned),
                a.country or None,
                a.reason.value,
                a.proof or None,
                None if a.proof_state is None else a.proof_state.value,
            ),
        )
        for a in case.absences
    )


def load_statuses(model: EntryModel, case: Case) -> None:
    """Show the earlier stays of the case."""
    told = _Told(case)
    model.load(
        (
            s.id,
            (
                s.kind or None,
                told.day(f"statuses.{s.id}.first_day", s.first_day),
                told.day(f"statuses.{s.id}.last_day", s.last_day),
                s.outcome,
                s.note or None,
            ),
        )
        for s in case.statuses
    )


def load_schengen(model: EntryModel, case: Case) -> None:
    """Show the Schengen stays of the case."""
    told = _Told(case)
    model.load(
        (
            s.id,
            (
                told.day(f"schengen_stays.{s.id}.entry", s.entry),
                told.day(f"schengen_stays.{s.id}.exit", s.exit),
            ),
        )
        for s in case.schengen_stays
    )


def _day(field: str, row: EntryRow, place: int) -> date | None:
    """The plain day of a ``field`` such as ``absences.left``: of a range its careful end."""
    value = row.cells[place].value
    if isinstance(value, DayRange):
        area, _, name = field.partition(".")
        return careful_end(f"{area}.{row.id}.{name}", value.first, value.last)
    return value if isinstance(value, date) else None


def _text(value: CellValue) -> str:
    return value if isinstance(value, str) else ""


def _filled(case: Case, area: str, rows: Sequence[EntryRow], fields: Sequence[tuple[str, int]]) -> Case:
    """The case with what the rows say beside plain days: ranges, and days not known.

    A day that could not be read is not known: an unread return is not "still abroad".
    """
    ranges = [entry for entry in case.approximate if not entry.path.startswith(f"{area}.")]
    unknown = {path for path in case.dont_know if not path.startswith(f"{area}.")}
    for row in rows:
        for name, place in fields:
            cell = row.cells[place]
            if isinstance(cell.value, DayRange):
                ranges.append(ApproximateDay(f"{area}.{row.id}.{name}", cell.value.first, cell.value.last))
            elif cell.value is DONT_KNOW or cell.typed:
                unknown.add(f"{area}.{row.id}.{name}")
    return case.with_changes(approximate=tuple(ranges), dont_know=frozenset(unknown))


def with_absences(case: Case, model: EntryModel) -> Case:
    """The case with the journeys of the table. Proof and reason stay with their journey."""
    rows = model.entries()
    absences = tuple(
        Absence(
            row.id,
            _day("absences.left", row, 0),
            _day("absences.returned", row, 1),
            _text(row.cells[2].value),
            AbsenceReason(_text(row.cells[3].value) or _reason_of(row)),
            _text(row.cells[4].value),
            DocumentStatus(state) if (state := _text(row.cells[5].value)) else None,
        )
        for row in rows
    )
    filled = _filled(case, "absences", rows, (("left", 0), ("returned", 1)))
    return filled.with_changes(absences=absences)


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
            _day("statuses.first_day", row, 1),
            _day("statuses.last_day", row, 2),
            _text(row.cells[3].value) or None,
            _text(row.cells[4].value),
        )
        for row in rows
    )
    filled = _filled(case, "statuses", rows, (("first_day", 1), ("last_day", 2)))
    return filled.with_changes(statuses=statuses)


def with_schengen(case: Case, model: EntryModel) -> Case:
    """The case with the Schengen stays of the table."""
    rows = model.entries()
    stays = tuple(
        SchengenStay(
            row.id,
            _day("schengen_stays.entry", row, 0),
            _day("schengen_stays.exit", row, 1),
        )
        for row in rows
    )
    filled = _filled(case, "schengen_stays", rows, (("entry", 0), ("exit", 1)))
    return filled.with_changes(schengen_stays=stays)

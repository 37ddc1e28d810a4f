"""What the MOS form asks about stays: earlier stays, the present one, and travel of the last five years.

Fields E.III and E.IV of the temporary form (Dz.U. 2026 poz. 553, annex 1), art. 203(1)(3) for permanent
residence, art. 219(1) for the EU permit. Travel asks for state and period, stays for period and legal basis.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from permitdesk.domain.case import Absence, ApproximateDay, Case
from permitdesk.domain.dates.arithmetic import subtract_years
from permitdesk.domain.records import dataclass

#: years before the filing day of which travel is asked
YEARS_ASKED = 5


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day as told: exact (``first`` equals ``last``), within a range, or not known (both None)."""

    first: date | None
    last: date | None

    @property
    def exact(self) -> bool:
        """Whether the day is known to the day."""
        return self.first is not None and self.first == self.last


@dataclass(frozen=True, slots=True)
class TravelRow:
    """One journey. ``returned`` None: still abroad. ``planned``: not begun on the day assessed."""

    path: str
    country: str
    left: ToldDay
    returned: ToldDay | None
    planned: bool

    @property
    def complete(self) -> bool:
        """Whether nothing is missing for the form: country and both days."""
        return bool(self.country) and self.left.exact and (self.returned is None or self.returned.exact)


@dataclass(frozen=True, slots=True)
class StayRow:
    """One stay in Poland; ``kind`` is an id of ``statuses.toml``. ``last`` None: goes on."""

    path: str
    kind: str
    first: ToldDay
    last: ToldDay | None

    @property
    def complete(self) -> bool:
        """Whether both days are known."""
        return self.first.exact and (self.last is None or self.last.exact)


@dataclass(frozen=True, slots=True)
class TravelList:
    """All of it for a filing on ``filing_on``: earlier stays, the present one, travel since ``since``."""

    filing_on: date
    since: date
    earlier_stays: tuple[StayRow, ...]
    present: StayRow | None
    journeys: tuple[TravelRow, ...]

    @property
    def incomplete(self) -> int:
        """How many rows still miss something that the form asks."""
        present = () if self.present is None else (self.present,)
        rows: tuple[TravelRow | StayRow, ...] = (*self.earlier_stays, *present, *self.journeys)
        return sum(not row.complete for row in rows)


def travel_list(case: Case, filing_on: date, on: date) -> TravelList:
    """The rows for a filing on ``filing_on``, oldest first, as known on ``on``.

    A journey belongs to the list if any of its days, that of leaving and that of return inside, lies in
    the five years before the filing day; one whose days are not known is listed to be completed. A
    journey that begins after the filing day is left out.
    """
    since = subtract_years(filing_on, YEARS_ASKED)
    ranges = {entry.path: entry for entry in case.approximate}
    journeys = [_journey(a, case, ranges, on) for a in case.absences]
    stays = [
        StayRow(
            f"statuses.{s.id}",
            s.kind,
            _told(f"statuses.{s.id}.first_day", s.first_day, ranges),
            None
            if s.last_day is None and f"statuses.{s.id}.last_day" not in case.dont_know
            else _told(f"statuses.{s.id}.last_day", s.last_day, ranges),
        )
        for s in case.statuses
    ]
    return TravelList(
        filing_on,
        since,
        _in_order(stays),
        _present(case, ranges),
        _oldest_first(row for row in journeys if _asked(row, since, filing_on)),
    )


def _journey(absence: Absence, case: Case, ranges: dict[str, ApproximateDay], on: date) -> TravelRow:
    path = f"absences.{absence.id}"
    still_abroad = absence.returned is None and f"{path}.returned" not in case.dont_know
    return TravelRow(
        path,
        absence.country,
        _told(f"{path}.left", absence.left, ranges),
        None if still_abroad else _told(f"{path}.returned", absence.returned, ranges),
        absence.left is not None and absence.left > on,
    )


def _present(case: Case, ranges: dict[str, ApproximateDay]) -> StayRow | None:
    stay = case.current_stay
    if stay is None:
        return None
    # Whoever stays without a visa tells the entry, not a first day of a title.
    name = "first_day" if stay.entered_on is None or stay.first_day is not None else "entered_on"
    first = stay.first_day or stay.entered_on
    return StayRow("current_stay", stay.kind, _told(f"current_stay.{name}", first, ranges), None)


def _told(path: str, day: date | None, ranges: dict[str, ApproximateDay]) -> ToldDay:
    entry = ranges.get(path)
    return ToldDay(day, day) if entry is None else ToldDay(entry.first, entry.last)


def _asked(row: TravelRow, since: date, filing_on: date) -> bool:
    began = row.left.first
    ended = filing_on if row.returned is None else row.returned.last
    return (began is None or began <= filing_on) and (ended is None or ended >= since)


def _oldest_first(rows: Iterable[TravelRow]) -> tuple[TravelRow, ...]:
    return tuple(sorted(rows, key=lambda r: (r.left.first is None, r.left.first or date.max, r.path)))


def _in_order(rows: Iterable[StayRow]) -> tuple[StayRow, ...]:
    return tuple(sorted(rows, key=lambda r: (r.first.first is None, r.first.first or date.max, r.path)))

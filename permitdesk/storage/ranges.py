"""What a case file may say about days that are not known to the day."""

from __future__ import annotations

from permitdesk.domain.case import Case
from permitdesk.domain.stay.approximate import (
    MOST_YEARS,
    careful_end,
    day_at,
    is_too_long,
    may_be_approximate,
    plain_days,
)
from permitdesk.storage.errors import CaseFileError


def check_ranges(place: str, case: Case) -> None:
    """Refuse ranges that could not have been told in the program.

    ``place`` begins the paths of this person's fields. Raises CaseFileError with the path of the
    first entry that is wrong.
    """
    seen: set[str] = set()
    # Looked up once: a file may hold as many ranges as days.
    days = plain_days(case) if case.approximate else {}
    for n, entry in enumerate(case.approximate):
        path = f"{place}approximate[{n}]"
        try:
            day = days[entry.path] if entry.path in days else day_at(case, entry.path)
        except KeyError:
            raise CaseFileError(f"{path}.path", "range_of_nothing", value=entry.path[:60]) from None
        if not may_be_approximate(entry.path):
            raise CaseFileError(f"{path}.path", "range_not_possible", value=entry.path[:60])
        if entry.path in seen:
            raise CaseFileError(f"{path}.path", "range_twice", value=entry.path[:60])
        seen.add(entry.path)
        if entry.first >= entry.last:
            raise CaseFileError(f"{path}.first", "range_order", first=entry.first, last=entry.last)
        if is_too_long(entry.first, entry.last):
            raise CaseFileError(f"{path}.last", "range_too_long", years=MOST_YEARS)
        if entry.path in case.dont_know:
            raise CaseFileError(f"{path}.path", "range_and_not_known", value=entry.path[:60])
        careful = careful_end(entry.path, entry.first, entry.last)
        if day != careful:
            raise CaseFileError(f"{path}.path", "range_not_careful", value=entry.path[:60], day=careful)

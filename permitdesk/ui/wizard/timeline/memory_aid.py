"""What helps to find forgotten journeys: the years in which none is told, and where to look."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from permitdesk.domain.case import Case
from permitdesk.domain.dossier import RouteAssessment

#: years of travel that the application form asks for
FORM_YEARS = 5
#: between the first and the last year of several
_DASH = "\N{EN DASH}"


def quiet_years(case: Case, first: date, last: date) -> tuple[int, ...]:
    """Years from ``first`` to ``last`` (both inside) of which no journey has a day.

    A journey without one of its days counts in the year of the other.
    """
    busy: set[int] = set()
    for journey in case.absences:
        days = [day for day in (journey.left, journey.returned) if day is not None]
        if days:
            busy.update(range(min(days).year, max(days).year + 1))
    return tuple(year for year in range(first.year, last.year + 1) if year not in busy)


def asked_from(case: Case, route: RouteAssessment | None, on: date) -> date:
    """From when journeys matter: the period that counts or the five years of the form, in Poland already."""
    windows = () if route is None else route.stay_evidence
    firsts = [proof.window_first for proof in windows if proof.window_first is not None]
    first = min([*firsts, date(on.year - FORM_YEARS, 1, 1)])
    begun = [entry.first_day for entry in case.statuses]
    if case.current_stay is not None:
        begun.append(case.current_stay.first_day)
    known = [day for day in begun if day is not None]
    return max(first, min(known)) if known else first


def written_years(years: Iterable[int]) -> str:
    """Years as a person writes them: 2016 to 2019, 2022."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}{_DASH}{run[-1]}" for run in runs)

"""Short stays behind a last legal day: what is left of the days allowed, and days used on a visa."""

from __future__ import annotations

from datetime import date, timedelta

from permitdesk.domain.case import Case, CurrentStay
from permitdesk.domain.dates.periods import Period, covered_days
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.schengen import longest_stay
from permitdesk.domain.stay.short_stay_rule import ShortStayRule

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ShortStay:
    """The stay since ``entry``: its days and last day; ``last_day`` None: not one day was left."""

    entry: date | None
    days: int
    last_day: date | None
    questions: tuple[str, ...] = ()


def short_stay(case: Case, stay: CurrentStay, rule: ShortStayRule) -> ShortStay:
    """How long the visa-free stay since the last entry may last, after all earlier Schengen stays.

    Entry and exit days both count. Earlier stays with a missing day are asked for.
    """
    entry = stay.entered_on or stay.first_day
    if entry is None:
        entry = max((s.entry for s in case.schengen_stays if s.entry and s.exit is None), default=None)
    if entry is None:
        return ShortStay(None, 0, None, ("current_stay.entered_on",))
    earlier: list[Period] = []
    questions: list[str] = []
    for one in case.schengen_stays:
        if one.entry is None:
            if one.exit is None or one.exit < entry:
                questions.append(f"schengen_stays.{one.id}.entry")
        elif one.entry < entry:
            if one.exit is None:
                questions.append(f"schengen_stays.{one.id}.exit")
            elif one.entry <= one.exit:
                # A stay that is said to last beyond the entry is the same presence, counted once.
                earlier.append(Period(one.entry, min(one.exit, entry - _DAY)))
            else:
                questions.append(f"schengen_stays.{one.id}.exit")
    if questions:
        return ShortStay(entry, 0, None, tuple(questions))
    days, last_day = longest_stay(earlier, entry, rule)
    return ShortStay(entry, days, last_day if days else None)


def days_used_on_visa(case: Case, stay: CurrentStay) -> int:
    """Days spent on the present visa before the last entry, as far as the answers show them.

    Taken from the Schengen stays, and from journeys that began during the visa: before the first
    of them the person is taken to have been here since the visa began. Travel days count.
    """
    if stay.first_day is None or stay.entered_on is None or stay.entered_on <= stay.first_day:
        return 0
    visa = Period(stay.first_day, stay.entered_on - _DAY)
    spent = [
        part
        for one in case.schengen_stays
        if one.entry is not None
        and one.exit is not None
        and one.entry <= one.exit
        and (part := Period(one.entry, one.exit).intersect(visa)) is not None
    ]
    return covered_days([*spent, *_between_journeys(case, visa)])


def _between_journeys(case: Case, visa: Period) -> list[Period]:
    """Presence in Poland during the visa up to the last exit, between the journeys entered."""
    found: list[Period] = []
    here = visa.first
    exits = sorted((a.left, a.returned or a.left) for a in case.absences if a.left is not None)
    for left, back in exits:
        if not visa.contains(left):
            continue
        if here <= left:
            found.append(Period(here, left))
        here = max(here, back)
    return found

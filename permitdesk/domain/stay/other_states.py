"""Stays in the other Schengen states, as the journeys tell them, and their own 90 days in 180.

A journey from Poland to Germany is an absence from Poland, but not from the Schengen area. On a Polish
residence permit or national visa the days in Poland count for nothing there, those in the other states
at most for so many days in any window (art. 21 of the convention). What comes out is a warning and a
picture; it never changes the last legal day in Poland. Days on a short stay (visa-free, Schengen visa)
are left out: they belong to the list of Schengen stays, which counts Poland, too.
"""

from __future__ import annotations

from datetime import date

from permitdesk.domain.case import Absence, Case
from permitdesk.domain.dates.periods import Period, merge, subtract
from permitdesk.domain.law.findings import Statement, say
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.chain import is_waiting
from permitdesk.domain.stay.countries import HOME, Countries, Country, country_name, country_of
from permitdesk.domain.stay.schengen import days_used_each, overstays
from permitdesk.domain.stay.short_stay_rule import ShortStayRule
from permitdesk.domain.stay.timeline import Timeline


@dataclass(frozen=True, slots=True)
class OtherStateStay:
    """Days in another Schengen state, both inside; the days of leaving and returning count."""

    #: path of the journey in the case, e.g. ``absences.a1``
    path: str
    country: Country
    first: date
    last: date
    #: the journey still lasts: ``last`` is the day looked at
    open: bool
    #: a day of the journey is only approximate; then it is taken as long as it may have been
    approximate: bool


@dataclass(frozen=True, slots=True)
class OtherStates:
    """All of it as of a day; ``stays`` in order of their first day."""

    on: date
    rule: ShortStayRule
    stays: tuple[OtherStateStay, ...]
    #: the days that count, as separate periods, for a lane or for ``days_used_each``
    counted: tuple[Period, ...]
    #: days used in the window that ends with ``on``
    used: int
    #: the highest count on any day told, planned days among them, and the first day that has it
    most: int
    most_on: date | None
    #: days told that are too many
    over: tuple[Period, ...]
    #: paths of journeys of which no country is surely known
    unread: tuple[str, ...]
    #: the person only waits for a decision: no card and no national visa holds on ``on``
    waiting: bool = False
    #: a journey lasts or is planned, so that a way back into Poland is ahead
    ahead: bool = False

    @property
    def left(self) -> int:
        """Days left on ``on``, never below zero."""
        return max(0, self.rule.allowed_days - self.used)


def other_states(
    case: Case, timeline: Timeline, countries: Countries, rule: ShortStayRule, on: date
) -> OtherStates:
    """Stays in other Schengen states from the journeys of ``case``; ``timeline`` gives its titles.

    A journey counts only on days on which its country was in the area. One that still lasts counts up
    to ``on``. One without a day of leaving or with reversed days is left out; the timeline names it.
    """
    short = [
        Period(date.fromordinal(t.first), date.fromordinal(t.last))
        for t in timeline.titles
        if t.kind.schengen_counted
    ]
    ranges = {entry.path for entry in case.approximate}
    stays: list[OtherStateStay] = []
    unread: list[str] = []
    # the same few countries come again and again
    read: dict[str, Country | None] = {}
    for journey in case.absences:
        if journey.country not in read:
            read[journey.country] = country_of(journey.country, countries)
        country = read[journey.country]
        if country is None:
            unread.append(f"absences.{journey.id}.country")
        elif (days := _days(journey, country, on)) is not None:
            path = f"absences.{journey.id}"
            approximate = bool(ranges) and not ranges.isdisjoint({f"{path}.left", f"{path}.returned"})
            stays += (
                OtherStateStay(
                    path,
                    country,
                    part.first,
                    part.last,
                    journey.returned is None and part.last == days.last,
                    approximate,
                )
                for part in (subtract(days, short) if short else (days,))
            )
    stays.sort(key=lambda s: (s.first, s.last, s.path))
    counted = merge(Period(s.first, s.last) for s in stays)
    # During a stay the count never falls, so the highest one stands on the last day of some stay.
    ends = [p.last for p in counted]
    used = days_used_each(counted, [on, *ends], rule)
    most = max(used[1:], default=0)
    most_on = next((day for day, n in zip(ends, used[1:], strict=True) if n == most), None)
    over = overstays(counted, ends[-1], rule) if most > rule.allowed_days else ()
    return OtherStates(
        on,
        rule,
        tuple(stays),
        counted,
        used[0],
        most,
        most_on,
        over,
        tuple(unread),
        only_waiting(timeline),
        any(_ahead(journey, on) for journey in case.absences),
    )


def only_waiting(timeline: Timeline) -> bool:
    """Whether every stay told for the day looked at is waiting for a decision, none a permit or a visa."""
    held = [t.kind for t in timeline.titles if t.first <= timeline.on <= t.last]
    return bool(held) and all(is_waiting(kind) for kind in held)


def _ahead(journey: Absence, on: date) -> bool:
    """Whether the journey lasts on ``on`` or begins later; on the day of return itself it is over."""
    if journey.left is None:
        return False
    return journey.left > on or journey.returned is None or journey.returned > on


def other_states_notes(found: OtherStates) -> tuple[Statement, ...]:
    """What to say of it: the latest days too many, else days used and left; countries nobody could read."""
    rule, notes = found.rule, []
    limits = {"allowed": rule.allowed_days, "window": rule.window_days}
    if found.over:
        notes.append(
            say("stay.other_states_over", first=found.over[-1].first, last=found.over[-1].last, **limits)
        )
    elif found.stays:
        notes.append(say("stay.other_states_used", on=found.on, used=found.used, left=found.left, **limits))
    if found.stays and found.waiting:
        # Whether waiting is a residence permit for these days (Schengen Borders Code art. 2(16), 6(2)) is
        # our own reading, unconfirmed.
        notes.append(say("stay.other_states_waiting", **limits))
    if found.stays and found.unread:
        notes.append(say("stay.other_states_unread", n=len(found.unread)))
    return tuple(notes)


def stay_title(stay: OtherStateStay) -> Statement:
    """One stay in words, for a lane or a list."""
    return say("stay.other_state_stay", country=country_name(stay.country), first=stay.first, last=stay.last)


def _days(journey: Absence, country: Country, on: date) -> Period | None:
    """The days of a journey on which its country was another Schengen state."""
    if journey.left is None or country.code == HOME or country.schengen_from is None:
        return None
    last = max(journey.left, on) if journey.returned is None else journey.returned
    if last < journey.left:
        return None
    return Period(journey.left, last).clip(country.schengen_from, country.schengen_to)

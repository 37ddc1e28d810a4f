"""What the parts of a scene are built from: the case, its timeline, and the limits of the permit shown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from permitdesk.documents.timeline_scene import SceneItem
from permitdesk.domain.case import ApproximateDay, Case
from permitdesk.domain.dossier import Dossier, RouteAssessment
from permitdesk.domain.law.condition_kinds import QualifyingStay
from permitdesk.domain.law.findings import Statement
from permitdesk.domain.law.rules import Ruleset
from permitdesk.domain.stay.breaks import Breaks, breaks_of
from permitdesk.domain.stay.countries import Country, country_of
from permitdesk.domain.stay.evidence import BreakResult, StayEvidence
from permitdesk.domain.stay.limits import counted_periods
from permitdesk.domain.stay.timeline import Journey, Timeline, same_timeline

#: more rows than these make a lane unreadable; further overlapping entries share the last row
MOST_ROWS = 6
#: days ahead of the day assessed that the drawing shows at most; the texts tell later ones
HORIZON = 4 * 366


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits for breaks that one required period of stay sets, and the journeys held against them."""

    evidence: StayEvidence
    years: int
    breaks: Breaks
    per_year: bool
    articles: tuple[str, ...]

    def result(self, journey: Journey) -> BreakResult:
        """A journey of the timeline held against the limit for a single break."""
        place = bisect_left(self.breaks.lefts, journey.left)
        while self.breaks.journeys[place] != journey:
            place += 1
        return self.breaks.result(place)


@dataclass(frozen=True, slots=True)
class Told:
    """One case with all that its scene is made of; ``limits`` are those of the permit shown."""

    case: Case
    dossier: Dossier
    ruleset: Ruleset
    route: RouteAssessment | None
    timeline: Timeline
    ranges: Mapping[str, ApproximateDay]
    limits: tuple[Limits, ...]
    #: journeys whose reason may take them out of every limit of the permit shown
    excused: frozenset[str]
    #: what was found out about a country as it was typed, and the title of journeys there
    countries: dict[str, Country | None] = field(default_factory=dict, compare=False, repr=False)
    titles: dict[str, Statement] = field(default_factory=dict, compare=False, repr=False)
    #: what the parts share, by its name
    shared: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def today(self) -> int:
        """The day assessed."""
        return self.timeline.on

    def country(self, text: str) -> Country | None:
        """The country that a text surely means; asked once for each spelling."""
        if text not in self.countries:
            self.countries[text] = country_of(text, self.ruleset.countries)
        return self.countries[text]

    def range(self, path: str) -> tuple[int, int] | None:
        """The days between which an approximate day lies; None if the day is plain."""
        found = self.ranges.get(path)
        return None if found is None else (found.first.toordinal(), found.last.toordinal())


def told(case: Case, dossier: Dossier, ruleset: Ruleset, route: RouteAssessment | None) -> Told:
    """Gather what the scene needs; the timeline is the one the engine uses."""
    kinds = {kind.id: kind for kind in ruleset.statuses}
    timeline = same_timeline(dossier.timeline.built, case, kinds, dossier.on)
    ranges = {entry.path: entry for entry in case.approximate}
    limits = () if route is None else tuple(_limits(timeline, ruleset, dossier.on, route))
    excused = [{x.breaks.journeys[place].id for place in x.breaks.lenient_exempt} for x in limits]
    by_all = frozenset(set.intersection(*excused)) if excused else frozenset()
    return Told(case, dossier, ruleset, route, timeline, ranges, limits, by_all)


def _limits(timeline: Timeline, ruleset: Ruleset, on: date, route: RouteAssessment) -> Iterator[Limits]:
    rules = next((r for r in ruleset.routes if r.id == route.id and r.provenance.covers(on)), None)
    periods = {} if rules is None else {p.rule_id: p for p in counted_periods(rules)}
    for evidence in route.stay_evidence:
        found = periods.get(evidence.rule_id)
        if found is not None and evidence.continuity is not None:
            per_year = isinstance(found.rule, QualifyingStay) and found.rule.per_year
            breaks = breaks_of(timeline, found.limits, capped=per_year)
            yield Limits(evidence, found.rule.years, breaks, per_year, (found.citation.article,))


def in_rows(items: list[SceneItem]) -> tuple[tuple[SceneItem, ...], int]:
    """Items in order of days, those that share more than one day on rows of their own; and how many rows."""
    items.sort(key=lambda i: (i.first, i.last))
    ends: list[int] = []
    placed = []
    for item in items:
        if len(ends) == 1 and ends[0] <= item.first:
            # Nearly everybody's entries lie apart.
            ends[0] = item.last
            placed.append(item)
            continue
        free = (row for row, end in enumerate(ends) if end <= item.first)
        row = min(next(free, len(ends)), MOST_ROWS - 1)
        ends[row : row + 1] = [item.last]
        placed.append(replace(item, row=row) if row else item)
    return tuple(placed), max(1, len(ends))

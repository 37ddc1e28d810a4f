"""What the parts of a scene are built from: the case, its timeline, and the limits of the permit shown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from permitdesk.documents.timeline_scene import SceneItem
from permitdesk.domain.case import ApproximateDay, Case
from permitdesk.domain.dossier import Dossier, RouteAssessment
from permitdesk.domain.law.condition_kinds import (
    AllOf,
    AnyOf,
    Condition,
    ContinuityLimits,
    CreditedStay,
    EuStayWithBlueCard,
    Negation,
    QualifyingStay,
)
from permitdesk.domain.law.rules import Ruleset
from permitdesk.domain.stay.breaks import Breaks, breaks_of
from permitdesk.domain.stay.evidence import BreakResult, StayEvidence
from permitdesk.domain.stay.timeline import Journey, Timeline, build_timeline

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

    @property
    def today(self) -> int:
        """The day assessed."""
        return self.timeline.on

    def range(self, path: str) -> tuple[int, int] | None:
        """The days between which an approximate day lies; None if the day is plain."""
        found = self.ranges.get(path)
        return None if found is None else (found.first.toordinal(), found.last.toordinal())


def told(case: Case, dossier: Dossier, ruleset: Ruleset, route: RouteAssessment | None) -> Told:
    """Gather what the scene needs; the timeline is the one the engine uses."""
    timeline = build_timeline(case, {kind.id: kind for kind in ruleset.statuses}, dossier.on)
    ranges = {entry.path: entry for entry in case.approximate}
    limits = () if route is None else tuple(_limits(timeline, ruleset, dossier.on, route))
    return Told(case, dossier, ruleset, route, timeline, ranges, limits)


def _limits(timeline: Timeline, ruleset: Ruleset, on: date, route: RouteAssessment) -> Iterator[Limits]:
    rules = next((r for r in ruleset.routes if r.id == route.id and r.provenance.covers(on)), None)
    wanted = () if rules is None else rules.requirements
    conditions = {r.id: r.condition for r in wanted if r.provenance.covers(on)}
    cited = {f.rule_id: tuple(dict.fromkeys(c.article for c in f.citations)) for f in route.requirements}
    for evidence in route.stay_evidence:
        found = next(_stay_rules(conditions.get(evidence.rule_id)), None)
        if found is not None and evidence.continuity is not None:
            limits, years, per_year = found
            breaks = breaks_of(timeline, limits, capped=per_year)
            yield Limits(evidence, years, breaks, per_year, cited.get(evidence.rule_id, ()))


def _stay_rules(condition: Condition | None) -> Iterator[tuple[ContinuityLimits, int, bool]]:
    """Limits for breaks, years, and whether the breaks are added up for each year, of the rules below."""
    match condition:
        case QualifyingStay(years=years, continuity=limits, warn_continuity=warned, per_year=per_year):
            if (found := limits or warned) is not None:
                yield found, years, per_year
        case CreditedStay(years=years, continuity=limits):
            yield limits, years, False
        case EuStayWithBlueCard(polish_years=years, polish_continuity=limits):
            yield limits, years, False
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _stay_rules(part)
        case Negation(part=part):
            yield from _stay_rules(part)


def in_rows(items: list[SceneItem]) -> tuple[tuple[SceneItem, ...], int]:
    """Items in order of days, those that share more than one day on rows of their own; and how many rows."""
    items.sort(key=lambda i: (i.first, i.last))
    ends: list[int] = []
    placed = []
    for item in items:
        free = (row for row, end in enumerate(ends) if end <= item.first)
        row = min(next(free, len(ends)), MOST_ROWS - 1)
        ends[row : row + 1] = [item.last]
        placed.append(replace(item, row=row) if row else item)
    return tuple(placed), max(1, len(ends))

"""The limits for journeys that a route sets, read from its rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from permitdesk.domain.law.condition_kinds import (
    AllOf,
    AnyOf,
    Condition,
    ContinuityLimits,
    CreditedStay,
    EuStayWithBlueCard,
    QualifyingStay,
)
from permitdesk.domain.law.rules import Route


@dataclass(frozen=True, slots=True)
class RouteLimit:
    """One requirement of a route that limits journeys.

    ``binding`` False: the law does not ask for an uninterrupted stay, offices may still ask.
    ``per_year``: the limits bind each year of the stay.
    """

    rule_id: str
    article: str
    limits: ContinuityLimits
    binding: bool = True
    per_year: bool = False


def limits_of(route: Route) -> tuple[RouteLimit, ...]:
    """Every limit for journeys among the requirements, in their order; none if the route has none."""
    return tuple(
        limit
        for requirement in route.requirements
        for limit in _limits(requirement.condition, requirement.id, requirement.provenance.article)
    )


def _limits(condition: Condition, rule_id: str, article: str) -> Iterator[RouteLimit]:
    match condition:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _limits(part, rule_id, article)
        case QualifyingStay(continuity=ContinuityLimits() as limits, per_year=per_year):
            yield RouteLimit(rule_id, article, limits, per_year=per_year)
        case QualifyingStay(warn_continuity=ContinuityLimits() as limits, per_year=per_year):
            yield RouteLimit(rule_id, article, limits, binding=False, per_year=per_year)
        case CreditedStay(continuity=limits) | EuStayWithBlueCard(continuity=limits):
            yield RouteLimit(rule_id, article, limits)
        case _:
            return

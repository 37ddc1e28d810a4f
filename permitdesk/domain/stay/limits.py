"""The periods of stay that a permit asks for, with the limits for journeys, read from its rules."""

from __future__ import annotations

from collections.abc import Iterator

from permitdesk.domain.law.citations import Citation
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
from permitdesk.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class CountedPeriod:
    """One requirement of a permit that counts stay in Poland and limits journeys.

    ``binding`` False: the law does not ask for an uninterrupted stay, offices may still ask.
    """

    rule_id: str
    rule: QualifyingStay | CreditedStay
    limits: ContinuityLimits
    binding: bool
    citation: Citation


def counted_periods(route: Route) -> tuple[CountedPeriod, ...]:
    """Every period with limits for journeys among the requirements, in their order."""
    return tuple(
        CountedPeriod(requirement.id, *found, requirement.provenance.citation())
        for requirement in route.requirements
        for found in _periods(requirement.condition)
    )


def _periods(
    condition: Condition,
) -> Iterator[tuple[QualifyingStay | CreditedStay, ContinuityLimits, bool]]:
    if isinstance(condition, (AllOf, AnyOf)):
        for part in condition.parts:
            yield from _periods(part)
    elif isinstance(condition, CreditedStay):
        yield condition, condition.continuity, True
    elif isinstance(condition, QualifyingStay):
        limits = condition.continuity or condition.warn_continuity
        if limits is not None:
            yield condition, limits, condition.continuity is not None
    elif isinstance(condition, EuStayWithBlueCard):
        polish = QualifyingStay(condition.polish_years, condition.kinds, condition.polish_continuity)
        yield polish, condition.polish_continuity, True

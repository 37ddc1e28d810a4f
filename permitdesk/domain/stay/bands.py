"""Every permit at once: which days of stay count for which one, as bands from its ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from permitdesk.domain.dossier import Dossier, RouteGroup
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.evidence import LedgerRow, StayEvidence
from permitdesk.domain.stay.ledger import Ledger


class Weight(StrEnum):
    """How a day counts: in full, by half, only if the office counts in favour, or not at all."""

    FULL = "full"
    HALF = "half"
    PERHAPS = "perhaps"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Band:
    """Days in a row, both inside, that count alike; what they add on both readings."""

    first: date
    last: date
    weight: Weight
    credited_strict: Decimal
    credited_lenient: Decimal

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class RouteBand:
    """One counted period of one permit."""

    route: str
    rule_id: str
    group: RouteGroup
    verdict: Verdict
    required_years: int
    required_days: int
    credited_strict: Decimal
    credited_lenient: Decimal
    earliest_safe: date | None
    earliest_lenient: date | None
    bands: tuple[Band, ...]


def bands(dossier: Dossier) -> tuple[RouteBand, ...]:
    """A band for every counted period, in the order in which the dossier ranks the permits.

    The bands of one period lie in its window without a gap and add up to what it is credited.
    """
    return tuple(
        RouteBand(
            route.id,
            proof.rule_id,
            route.group,
            proof.verdict,
            proof.required_years,
            proof.required_days,
            proof.credited_strict,
            proof.credited_lenient,
            proof.earliest_safe,
            proof.earliest_lenient,
            route_bands(proof),
        )
        for route in dossier.routes
        for proof in route.stay_evidence
    )


def route_bands(proof: StayEvidence) -> tuple[Band, ...]:
    """The ledger of a period as bands: rows in a row that count alike are one."""
    ledger = proof.ledger
    # Journeys inside the limits weigh what the stay below them weighs: they part no band.
    return tuple(_joined(ledger.plain() if isinstance(ledger, Ledger) else ledger))


def _joined(rows: Iterable[LedgerRow]) -> Iterator[Band]:
    open_: Band | None = None
    for row in rows:
        band = Band(row.first, row.last, _weight(row), row.credited_strict, row.credited_lenient)
        if open_ is None:
            open_ = band
        elif open_.weight is band.weight:
            open_ = replace(
                open_,
                last=band.last,
                credited_strict=open_.credited_strict + band.credited_strict,
                credited_lenient=open_.credited_lenient + band.credited_lenient,
            )
        else:
            yield open_
            open_ = band
    if open_ is not None:
        yield open_


def _weight(row: LedgerRow) -> Weight:
    if row.credited_strict != row.credited_lenient:
        return Weight.PERHAPS
    if not row.credited_strict:
        return Weight.NONE
    return Weight.FULL if row.credited_strict == row.days else Weight.HALF

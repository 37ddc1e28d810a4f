"""By which article each row of a ledger counts as it does, and which journeys are told with their reason.

Rows are told when somebody looks: an assessment only ties them to the rule that asked for the period.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from permitdesk.domain.case import Case
from permitdesk.domain.law.citations import Certainty, Citation
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
from permitdesk.domain.law.findings import Statement, TextRef, say
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.countries import Countries, country_name, country_of
from permitdesk.domain.stay.evidence import BreakResult, Grade, LedgerKind, LedgerRow, StayEvidence
from permitdesk.domain.stay.kinds import LtrWeight, StatusKind
from permitdesk.domain.stay.ledger import Ledger
from permitdesk.domain.stay.timeline import kind_name

StayCondition = QualifyingStay | CreditedStay | EuStayWithBlueCard
_DISPUTED = frozenset({LtrWeight.ZERO_OR_FULL, LtrWeight.BREAKS})
#: kinds whose days may count nothing whatever the journeys
_NOT_BY_JOURNEYS = frozenset({*_DISPUTED, LtrWeight.ZERO, LtrWeight.PROCEEDINGS})


def with_law(
    found: tuple[StayEvidence, ...],
    condition: Condition,
    law: Citation,
    case: Case,
    kinds: Mapping[str, StatusKind],
    countries: Countries,
) -> tuple[StayEvidence, ...]:
    """The evidence of one requirement (``condition``, cited by ``law``) with rows that cite their articles.

    ``found`` must hold one evidence for each condition about stay, in their order.
    """
    if not found:
        return found
    asked = tuple(_stay_conditions(condition))
    return tuple(_one(e, c, law, case, kinds, countries) for e, c in zip(found, asked, strict=True))


def _one(
    evidence: StayEvidence,
    condition: StayCondition,
    law: Citation,
    case: Case,
    kinds: Mapping[str, StatusKind],
    countries: Countries,
) -> StayEvidence:
    ledger = evidence.ledger
    if not isinstance(ledger, Ledger):
        return evidence
    weighted = isinstance(condition, CreditedStay)
    limits = (
        condition.polish_continuity if isinstance(condition, EuStayWithBlueCard) else condition.continuity
    )
    told = _Told(evidence, law, limits, case, kinds, countries, weighted)
    return replace(evidence, ledger=Ledger(lambda: tuple(map(told.row, ledger.rows())), ledger.plain))


def _stay_conditions(condition: Condition) -> Iterator[StayCondition]:
    if isinstance(condition, (AllOf, AnyOf)):
        for part in condition.parts:
            yield from _stay_conditions(part)
    elif isinstance(condition, Negation):
        yield from _stay_conditions(condition.part)
    elif isinstance(condition, StayCondition):
        yield condition


@dataclass(frozen=True, slots=True)
class _Told:
    """What the rows of one evidence are told by. ``limits`` None: the law asks for no uninterrupted stay."""

    evidence: StayEvidence
    law: Citation
    limits: ContinuityLimits | None
    case: Case
    kinds: Mapping[str, StatusKind]
    countries: Countries
    weighted: bool

    def row(self, row: LedgerRow) -> LedgerRow:
        """The row with its articles; a journey that a reason or its length sets apart also says so."""
        kind = None if row.status_kind is None else self.kinds.get(row.status_kind)
        journeys = self._journeys(row) if row.kind is LedgerKind.ABSENCE else ()
        return replace(
            row, note=self._note(row, kind, journeys), citations=self._citations(row, kind, journeys)
        )

    def _journeys(self, row: LedgerRow) -> tuple[BreakResult, ...]:
        """The journeys with days in the row."""
        continuity = self.evidence.continuity
        breaks: Iterable[BreakResult] = () if continuity is None else continuity.breaks
        return tuple(
            one
            for one in breaks
            if one.left <= row.last and (one.returned is None or one.returned >= row.first)
        )

    def _note(self, row: LedgerRow, kind: StatusKind | None, journeys: tuple[BreakResult, ...]) -> Statement:
        """The note of the row, or what sets its journey apart: a reason, or that it was too long."""
        if kind is None or self.limits is None:
            return row.note
        for one in journeys:
            if self._excused(one) and row.credited_strict:
                text = "excused" if one.exempt else "unproved"
            elif one.grade is Grade.EXCEEDED and not row.credited_lenient:
                text = "too_long"
            else:
                continue
            reason = TextRef(f"reason.{one.reason.value}.title")
            return say(
                f"stay.row_absence_{text}", country=self._country(one), reason=reason, kind=kind_name(kind)
            )
        return row.note

    def _country(self, journey: BreakResult) -> TextRef | str:
        told = next((a.country for a in self.case.absences if a.id == journey.absence_id), "").strip()
        found = country_of(told, self.countries)
        if found is not None:
            return country_name(found)
        return told or TextRef("stay.row_country_unknown")

    def _citations(
        self, row: LedgerRow, kind: StatusKind | None, journeys: tuple[BreakResult, ...]
    ) -> tuple[Citation, ...]:
        if kind is None:
            return (self.law,)
        articles: list[str] = []
        if self.limits is not None and (row.kind is LedgerKind.ABSENCE or self._before_the_clock(row, kind)):
            articles.append(self.limits.article)
            articles += [self._point(one, self.limits) for one in journeys if self._excused(one)]
        named = self._weighs(kind)
        if named is not None and not (articles and kind.ltr_weight is LtrWeight.FULL):
            articles.append(named)
        certainty = self._certainty(kind, differs=row.credited_strict != row.credited_lenient)
        return tuple(
            Citation(self.law.source, article, self.law.verified_on, certainty)
            for article in dict.fromkeys(articles or [self.law.article])
        )

    def _certainty(self, kind: StatusKind, *, differs: bool) -> Certainty:
        if differs or (self.weighted and kind.ltr_weight in _DISPUTED):
            return Certainty.UNCONFIRMED
        return self.law.certainty

    def _weighs(self, kind: StatusKind) -> str | None:
        """The article of the weight; None where each day counts alike or no article of its own is named."""
        return (kind.ltr_article or None) if self.weighted else None

    def _before_the_clock(self, row: LedgerRow, kind: StatusKind) -> bool:
        """Whether the days would count, but for journeys that make the stay begin later."""
        if (row.credited_strict and row.credited_lenient) or (
            self.weighted and (kind.ltr_weight in _NOT_BY_JOURNEYS or kind.schengen_counted)
        ):
            return False
        continuity = self.evidence.continuity
        return continuity is not None and continuity.grade is not Grade.WITHIN

    def _excused(self, journey: BreakResult) -> bool:
        """Whether the reason takes the journey out of the limits on a reading."""
        continuity = self.evidence.continuity
        return continuity is not None and (journey.exempt or journey in continuity.unproved)

    @staticmethod
    def _point(journey: BreakResult, limits: ContinuityLimits) -> str:
        articles = dict(zip(limits.exempt_reasons, limits.exempt_articles, strict=False))
        return articles.get(journey.reason, limits.article)

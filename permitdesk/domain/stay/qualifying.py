"""Stay on named titles directly before filing (art. 195(1)(4), (5), (6), (10), (3), (4)).

A period of N years from the day of the grant ends on the same day N years later; the day after
is the safe filing day, the anniversary itself the lenient one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from permitdesk.domain.law.condition_kinds import ContinuityLimits, QualifyingStay
from permitdesk.domain.law.findings import Statement, Verdict, say
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay import notes
from permitdesk.domain.stay.breaks import Breaks, breaks_of, window_continuity
from permitdesk.domain.stay.chain import Chain, lenient_chain, strict_chain
from permitdesk.domain.stay.evidence import ContinuityResult, ReasonAtRisk, ReasonsRefused, StayEvidence
from permitdesk.domain.stay.joined import over_ends
from permitdesk.domain.stay.lazy import Lazy
from permitdesk.domain.stay.ledger import Ledger, build_ledger, flatten
from permitdesk.domain.stay.per_year import fitting_day, yearly_start, yearly_start_lenient
from permitdesk.domain.stay.reasons import reasons_at_risk, without_reasons
from permitdesk.domain.stay.timeline import Timeline, kind_name
from permitdesk.domain.stay.unknowns import opened, settle, unclear_paths, unknown_evidence
from permitdesk.domain.stay.window import FilingDay, anniversary, earliest_filing, latest_start


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reading makes of a rule: its chain and the earliest filing day on it."""

    chain: Chain | None
    found: FilingDay | None

    @property
    def day(self) -> int | None:
        """Earliest filing day, None if there is none."""
        return None if self.found is None else self.found.day


def qualifying_stay(timeline: Timeline, rule: QualifyingStay, on: date, rule_id: str) -> StayEvidence:
    """Whether ``rule.years`` of qualifying stay are complete when filing on ``on``.

    ``on`` must be the day the timeline was built for. MET from the day after the anniversary,
    NEEDS_OFFICE while only the lenient reading is satisfied, TOO_EARLY with both dates before.
    """
    del on  # the timeline carries the day; the parameter keeps the call readable beside the others
    return over_ends(timeline, lambda chosen: count_qualifying(chosen, rule, rule_id))


def count_qualifying(timeline: Timeline, rule: QualifyingStay, rule_id: str) -> StayEvidence:
    """``qualifying_stay`` of one timeline, as if all of its days were known to the day."""
    if timeline.present_unknown:
        return unknown_evidence(rule_id, rule.years, ("current_stay.kind",))
    evidence = _evaluate(timeline, rule, rule_id, unknown_exempt=False)
    with_reason = None
    if timeline.reason_unknown:
        with_reason = _evaluate(timeline, rule, rule_id, unknown_exempt=True)
    relevant = {*rule.kinds, *(("protection_proceedings",) if rule.proceedings_credit_for else ())}
    settled = settle(
        timeline,
        evidence,
        with_reason,
        matters=lambda kind: rule.any_legal or kind is None or kind.pending or kind.id in relevant,
        breakers_matter=rule.any_legal,
    )
    unclear = {} if rule.any_legal else unclear_paths(timeline, rule.kinds)
    if not unclear:
        return settled
    wider = replace(rule, kinds=(*rule.kinds, *unclear.values()))
    if_counted = _evaluate(timeline, wider, rule_id, unknown_exempt=False)
    return settled if if_counted.verdict is evidence.verdict else opened(settled, unclear)


def _evaluate(
    timeline: Timeline, rule: QualifyingStay, rule_id: str, *, unknown_exempt: bool
) -> StayEvidence:
    strict, lenient = _readings(timeline, rule, rule.continuity, unknown_exempt=unknown_exempt)
    today = timeline.on
    verdict = verdict_of(today, strict.day, lenient.day)
    first = latest_start(today, rule.years)
    window = (first, today - 1)
    starts = _starts(timeline, rule, strict.chain, lenient.chain, unknown_exempt=unknown_exempt)
    limits = rule.continuity or rule.warn_continuity
    result = None
    if limits is not None and lenient.chain is not None and lenient.chain.start < today:
        breaks = breaks_of(timeline, limits, unknown_exempt=unknown_exempt, capped=rule.per_year)
        result = window_continuity(breaks, max(first, lenient.chain.start), today - 1)
    reasons, refused, fallback = _reasons(timeline, rule, strict, result)
    return StayEvidence(
        rule_id=rule_id,
        window_first=date.fromordinal(first),
        window_last=date.fromordinal(today - 1),
        required_years=rule.years,
        required_days=today - first,
        credited_strict=_credited(starts[0], window),
        credited_lenient=_credited(starts[1], window),
        continuity=result,
        ledger=_ledger(timeline, lenient.chain, window, starts),
        clock_started=_clock(strict, lenient),
        earliest_safe=_date(strict.day),
        earliest_lenient=_date(lenient.day),
        verdict=verdict,
        notes=(*_notes(timeline, rule, strict, lenient, result), *fallback),
        reasons=reasons,
        reasons_refused=refused,
    )


def _reasons(
    timeline: Timeline, rule: QualifyingStay, strict: Reading, result: ContinuityResult | None
) -> tuple[Sequence[ReasonAtRisk], ReasonsRefused | None, list[Statement]]:
    """What hangs on the reasons of the journeys: each alone, all together, and that in words."""
    if result is None or rule.continuity is None or not (result.exempt or result.unproved or result.joined):
        return (), None, []
    limits = rule.continuity

    def safe_day(chosen: Timeline) -> int | None:
        return _readings(chosen, rule, limits, unknown_exempt=False)[0].day

    without, late = _readings(without_reasons(timeline), rule, limits, unknown_exempt=False)
    refused = ReasonsRefused(verdict_of(timeline.on, without.day, late.day), _date(without.day))
    words = notes.without_reasons(strict.day, without.day) if result.exempt else []
    return reasons_at_risk(timeline, result, safe_day), refused, words


def verdict_of(today: int, strict: int | None, lenient: int | None) -> Verdict:
    """The verdict that the earliest filing days of both readings give on ``today``."""
    if strict is not None and strict <= today:
        return Verdict.MET
    if lenient is not None and lenient <= today:
        return Verdict.NEEDS_OFFICE
    return Verdict.NOT_MET if strict is None else Verdict.TOO_EARLY


def earliest_from(
    timeline: Timeline, rule: QualifyingStay, floors: tuple[int | None, int | None]
) -> tuple[int | None, int | None]:
    """The earliest filing days (strict, lenient) not before ``floors``, a day in Poland; None: never.

    Journeys planned up to then count, whatever the floor rests on.
    """
    days = []
    for at, floor in enumerate(floors):
        found = None
        if floor is not None:
            found = _readings(timeline, rule, rule.continuity, unknown_exempt=False, floor=floor)[at].day
        days.append(found)
    return days[0], days[1]


def _readings(
    timeline: Timeline,
    rule: QualifyingStay,
    limits: ContinuityLimits | None,
    *,
    unknown_exempt: bool,
    floor: int = 0,
) -> tuple[Reading, Reading]:
    strict, lenient = strict_chain(timeline, rule), lenient_chain(timeline, rule)
    breaks = None
    if limits is not None and (strict is not None or lenient is not None):
        breaks = breaks_of(timeline, limits, unknown_exempt=unknown_exempt, capped=rule.per_year)
    return (
        _reading(timeline, rule, strict, breaks, strict=True, floor=floor),
        _reading(timeline, rule, lenient, breaks, strict=False, floor=floor),
    )


def _reading(
    timeline: Timeline,
    rule: QualifyingStay,
    chain: Chain | None,
    breaks: Breaks | None,
    *,
    strict: bool,
    floor: int = 0,
) -> Reading:
    if chain is None:
        return Reading(None, None)

    def start_for(day: int) -> int:
        return _start(timeline, chain, rule, breaks, day, strict=strict)

    def filing_for(start: int, day: int) -> int:
        filing = anniversary(start, rule.years) + (1 if strict else 0)
        if rule.per_year and breaks is not None and not strict:
            filing = min(filing, fitting_day(breaks, chain.start, day, rule.years))
        return max(filing, floor)

    return Reading(chain, earliest_filing(timeline, start_for, filing_for, strict=strict))


def _start(
    timeline: Timeline, chain: Chain, rule: QualifyingStay, breaks: Breaks | None, day: int, *, strict: bool
) -> int:
    """Earliest begin of an uninterrupted stay up to the day before ``day``."""
    if breaks is None:
        return chain.start
    if rule.per_year:
        if strict:
            return yearly_start(timeline, breaks, chain.start, day)
        return yearly_start_lenient(breaks, chain.start, day, rule.years)
    reading = breaks.strict if strict else breaks.lenient
    return max(chain.start, reading.restart(day))


def _starts(
    timeline: Timeline,
    rule: QualifyingStay,
    strict: Chain | None,
    lenient: Chain | None,
    *,
    unknown_exempt: bool,
) -> tuple[int | None, int | None]:
    """From which day the stay up to the day assessed counts on each reading."""
    breaks = None
    if rule.continuity is not None and (strict is not None or lenient is not None):
        breaks = breaks_of(timeline, rule.continuity, unknown_exempt=unknown_exempt, capped=rule.per_year)
    return (
        None if strict is None else _start(timeline, strict, rule, breaks, timeline.on, strict=True),
        None if lenient is None else _start(timeline, lenient, rule, breaks, timeline.on, strict=False),
    )


def _credited(start: int | None, window: tuple[int, int]) -> Decimal:
    return Decimal(0 if start is None else max(0, window[1] - max(window[0], start) + 1))


def _ledger(
    timeline: Timeline, chain: Chain | None, window: tuple[int, int], starts: tuple[int | None, int | None]
) -> Ledger:
    titles = () if chain is None else chain.titles
    segments = Lazy(lambda: tuple(flatten(titles)))
    return build_ledger(segments, timeline.away, window, *starts)


def _clock(strict: Reading, lenient: Reading) -> Statement | None:
    """What the period is counted from, on the careful reading where there is one."""
    reading = strict if strict.chain is not None else lenient
    if reading.chain is None:
        return None
    start = reading.chain.start if reading.found is None else reading.found.start
    if start > reading.chain.start:
        return say("stay.clock_break", day=date.fromordinal(start))
    return say("stay.clock_title", day=date.fromordinal(start), kind=kind_name(reading.chain.titles[0].kind))


def _notes(
    timeline: Timeline,
    rule: QualifyingStay,
    strict: Reading,
    lenient: Reading,
    result: ContinuityResult | None,
) -> tuple[Statement, ...]:
    found: list[Statement] = []
    if strict.chain is not None:
        found += notes.future(timeline, strict.day, strict.chain.last)
    begin = None if strict.chain is None else strict.chain.start
    found += notes.readings(timeline.on, strict.found, lenient.found, begin, result, per_year=rule.per_year)
    if strict.chain is not None and lenient.chain is not None and lenient.chain.start < strict.chain.start:
        found += notes.longer_chain(timeline, lenient.chain, strict.chain.start)
    if strict.chain is None and lenient.chain is not None:
        found.append(say("stay.note_waiting_now"))
    chain = strict.chain or lenient.chain
    if chain is not None and rule.proceedings_credit_for:
        found += notes.proceedings(chain)
    if result is not None:
        found += notes.journeys(result, warn_only=rule.continuity is None, per_year=rule.per_year)
    return tuple(found)


def _date(day: int | None) -> date | None:
    return None if day is None else date.fromordinal(day)

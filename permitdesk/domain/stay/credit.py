"""Five years of weighted legal stay directly before filing (art. 211(1), 212).

Days are added with their weight, halves over the whole sum and rounded down at the end. The sum
must reach the days between the filing day and the same day five years before; the careful date
wants it complete the day before filing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from permitdesk.domain.law.condition_kinds import CreditedStay
from permitdesk.domain.law.findings import Statement, Verdict, say
from permitdesk.domain.stay import notes
from permitdesk.domain.stay.breaks import Breaks, breaks_of, window_continuity
from permitdesk.domain.stay.evidence import ContinuityResult, ReasonAtRisk, ReasonsRefused, StayEvidence
from permitdesk.domain.stay.joined import over_ends
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.domain.stay.ledger import build_ledger
from permitdesk.domain.stay.qualifying import verdict_of
from permitdesk.domain.stay.reasons import reasons_at_risk, without_reasons
from permitdesk.domain.stay.timeline import Timeline, kind_name
from permitdesk.domain.stay.unknowns import settle, unknown_evidence
from permitdesk.domain.stay.weights import (
    Credit,
    Span,
    credit_of,
    lenient_spans,
    outcome_open,
    segments_of,
    strict_spans,
)
from permitdesk.domain.stay.window import FilingDay, anniversary, earliest_filing, latest_start

#: within these days a window of whole years has had every number of leap days it can have
_LEAP_CYCLE = 1462


def credited_stay(
    timeline: Timeline, rule: CreditedStay, kinds: Mapping[str, StatusKind], on: date, rule_id: str
) -> StayEvidence:
    """Whether ``rule.years`` of weighted legal stay are complete when filing on ``on``.

    ``on`` and ``kinds`` must be those of the timeline. Result as in ``qualifying_stay``.
    """
    del kinds, on  # both are part of the timeline
    key = ("credited", rule)
    if key not in timeline.memo:
        timeline.memo[key] = over_ends(timeline, lambda chosen: _settled(chosen, rule))
    found: StayEvidence = timeline.memo[key]
    return replace(found, rule_id=rule_id)


def _settled(timeline: Timeline, rule: CreditedStay) -> StayEvidence:
    if timeline.present_unknown:
        return unknown_evidence("", rule.years, ("current_stay.kind",))
    evidence = _evaluate(timeline, rule, unknown_exempt=False)
    with_reason = None
    if timeline.reason_unknown:
        with_reason = _evaluate(timeline, rule, unknown_exempt=True)
    settled = settle(timeline, evidence, with_reason, matters=lambda _: True, breakers_matter=True)
    paths = outcome_open(timeline)
    if paths and settled.verdict is Verdict.NEEDS_OFFICE:
        return replace(settled, verdict=Verdict.UNKNOWN, questions=(*settled.questions, *paths))
    return settled


def _evaluate(timeline: Timeline, rule: CreditedStay, *, unknown_exempt: bool) -> StayEvidence:
    today = timeline.on
    breaks = breaks_of(timeline, rule.continuity, unknown_exempt=unknown_exempt)
    sure, open_ = strict_spans(timeline, rule.weights), lenient_spans(timeline, rule.weights)
    strict = credit_of(sure, strict=True) if sure else None
    lenient = credit_of(open_, strict=False) if open_ else None
    safe = _earliest(timeline, strict, breaks, rule.years, strict=True)
    late = _earliest(timeline, lenient, breaks, rule.years, strict=False)
    need = today - latest_start(today, rule.years)
    first = _window_first(today, need, strict, lenient)
    starts = (
        None if strict is None else max(strict.start, breaks.strict.restart(today)),
        None if lenient is None else max(lenient.start, breaks.lenient.single_restart(today)),
    )
    result = None
    if lenient is not None and lenient.start < today:
        result = window_continuity(breaks, max(first, lenient.start), today - 1)
    reasons, refused, fallback = _reasons(timeline, rule, (strict, lenient), safe, result)
    return StayEvidence(
        rule_id="",
        window_first=date.fromordinal(first),
        window_last=date.fromordinal(today - 1),
        required_years=rule.years,
        required_days=need,
        credited_strict=_credited(strict, starts[0], first, today),
        credited_lenient=_credited(lenient, starts[1], first, today),
        continuity=result,
        ledger=build_ledger(segments_of(open_), timeline.away, (first, today - 1), *starts),
        clock_started=_clock(sure or open_, safe if sure else late),
        earliest_safe=None if safe is None else date.fromordinal(safe.day),
        earliest_lenient=None if late is None else date.fromordinal(late.day),
        verdict=verdict_of(today, None if safe is None else safe.day, None if late is None else late.day),
        notes=(*_notes(timeline, (sure, open_), (safe, late), result), *fallback),
        reasons=reasons,
        reasons_refused=refused,
    )


def _reasons(
    timeline: Timeline,
    rule: CreditedStay,
    readings: tuple[Credit | None, Credit | None],
    safe: FilingDay | None,
    result: ContinuityResult | None,
) -> tuple[Sequence[ReasonAtRisk], ReasonsRefused | None, list[Statement]]:
    """What hangs on the reasons of the journeys: each alone, all together, and that in words."""
    if result is None or not (result.exempt or result.unproved or result.joined):
        return (), None, []

    def day(chosen: Timeline, *, strict: bool) -> int | None:
        breaks = breaks_of(chosen, rule.continuity)
        found = _earliest(chosen, readings[0 if strict else 1], breaks, rule.years, strict=strict)
        return None if found is None else found.day

    bare = without_reasons(timeline)
    without, late = day(bare, strict=True), day(bare, strict=False)
    refused = ReasonsRefused(
        verdict_of(timeline.on, without, late), None if without is None else date.fromordinal(without)
    )
    words = notes.without_reasons(None if safe is None else safe.day, without) if result.exempt else []
    return reasons_at_risk(timeline, result, lambda chosen: day(chosen, strict=True)), refused, words


def _window_first(today: int, need: int, strict: Credit | None, lenient: Credit | None) -> int:
    """First day of the window shown: five calendar years, or more where stay counts by half."""
    first = today - need
    for credit in (strict, lenient):
        if credit is not None:
            spare = credit.before(today) - 2 * need
            day = credit.start if spare <= 0 else credit.reached(spare)
            first = first if day is None else min(first, max(day, credit.start))
    return first


def _credited(credit: Credit | None, start: int | None, first: int, today: int) -> Decimal:
    if credit is None or start is None:
        return Decimal(0)
    return Decimal(max(0, credit.before(today) - credit.before(max(first, start)))) / 2


def _earliest(
    timeline: Timeline, credit: Credit | None, breaks: Breaks, years: int, *, strict: bool
) -> FilingDay | None:
    if credit is None:
        return None
    return earliest_filing(
        timeline,
        _starts(credit, breaks, strict=strict),
        _filings(credit, breaks, years, strict=strict),
        strict=strict,
    )


def _starts(credit: Credit, breaks: Breaks, *, strict: bool) -> Callable[[int], int]:
    """Strict: both limits over the whole window. Lenient: only the single limit, see ``_filings``."""
    if strict:
        return lambda day: max(credit.start, breaks.strict.restart(day))
    return lambda day: max(credit.start, breaks.lenient.single_restart(day))


def _filings(credit: Credit, breaks: Breaks, years: int, *, strict: bool) -> Callable[[int, int], int | None]:
    def filing(start: int, day: int) -> int | None:
        complete = complete_on(credit, start, years)
        if complete is None:
            return None
        if strict:
            return complete + 1
        # "10 months in the 5-year period" (art. 212(3)(1)): the last five calendar years alone.
        restart = breaks.lenient.sum_restart(day)
        return max(complete, anniversary(restart, years)) if restart else complete

    return filing


def complete_on(credit: Credit, start: int, years: int, *, extra: int = 0) -> int | None:
    """The first day before which the credit from ``start`` on (and ``extra`` half days) fills ``years``.

    None if it never does.
    """
    before = credit.before(start) - extra
    halves = 2 * 365 * years
    # Ends at the latest with the days of N leap years, which are always enough.
    while (day := credit.reached(before + halves)) is not None:
        after = credit.reached(before + halves + 1)
        # While stay of no weight lasts, only the leap days of the window can still move.
        last = day + _LEAP_CYCLE if after is None else min(max(day, after - 1), day + _LEAP_CYCLE)
        for candidate in range(max(day, start), max(last, start) + 1):
            need = candidate - latest_start(candidate, years)
            if (credit.before(candidate) - before) // 2 >= need:
                return candidate
        halves += 1
    return None


def _clock(spans: tuple[Span, ...], found: FilingDay | None) -> Statement | None:
    if not spans:
        return None
    if found is not None and found.start > spans[0].first:
        return say("stay.clock_break", day=date.fromordinal(found.start))
    kind = spans[0].kind
    return (
        None
        if kind is None
        else say("stay.clock_title", day=date.fromordinal(spans[0].first), kind=kind_name(kind))
    )


def _notes(
    timeline: Timeline,
    chains: tuple[tuple[Span, ...], tuple[Span, ...]],
    days: tuple[FilingDay | None, FilingDay | None],
    result: ContinuityResult | None,
) -> tuple[Statement, ...]:
    sure, open_ = chains
    safe, late = days
    found: list[Statement] = []
    if open_:
        last = max(t.last for t in timeline.titles if t.first <= timeline.on)
        found += notes.future(timeline, None if safe is None else safe.day, last)
    begin = sure[0].first if sure else None
    found += notes.readings(timeline.on, safe, late, begin, result, weighed=True)
    found += _weight_notes(open_, sure)
    if result is not None:
        found += notes.journeys(result, warn_only=False)
    return tuple(found)


def _weight_notes(open_: tuple[Span, ...], sure: tuple[Span, ...]) -> list[Statement]:
    """Which stays do not count day for day, each kind once."""
    found: list[Statement] = []
    seen: set[str] = set()
    begin = sure[0].first if sure else None
    for span in open_:
        kind = span.kind
        if kind is None or kind.id in seen:
            continue
        seen.add(kind.id)
        if span.weight.lenient == 0:
            found.append(say("stay.note_counts_nothing", kind=kind_name(kind)))
        elif span.weight.strict == 0:
            found.append(say("stay.note_counts_perhaps", kind=kind_name(kind)))
        elif span.weight.strict == 1:
            found.append(say("stay.note_counts_half", kind=kind_name(kind)))
        elif kind.pending:
            found.append(say("stay.note_waiting_counts"))
    if begin is not None and open_[0].first < begin:
        found.append(
            say(
                "stay.note_chain_longer",
                first=date.fromordinal(open_[0].first),
                later=date.fromordinal(begin),
            )
        )
    return found

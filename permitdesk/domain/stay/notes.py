"""Remarks beside a counted period: what was assumed, what needs proof, where the readings part."""

from __future__ import annotations

from datetime import date

from permitdesk.domain.case import AbsenceReason
from permitdesk.domain.law.findings import Statement, TextRef, say
from permitdesk.domain.stay.chain import Chain, is_waiting
from permitdesk.domain.stay.evidence import ContinuityResult
from permitdesk.domain.stay.timeline import Timeline, kind_name
from permitdesk.domain.stay.window import FilingDay

#: our own margins in days, well before six and ten months
WARN_SINGLE, WARN_TOTAL = 150, 240


def future(timeline: Timeline, day: int | None, last: int) -> list[Statement]:
    """What a filing day that lies ahead assumes about the title and about being in Poland."""
    found: list[Statement] = []
    if timeline.abroad_since is not None:
        found.append(say("stay.note_abroad_now", day=date.fromordinal(timeline.abroad_since)))
    if day is None or day <= timeline.on:
        return found
    if last < day:
        found.append(say("stay.note_title_ends", last=date.fromordinal(last), earliest=date.fromordinal(day)))
    else:
        found.append(say("stay.note_title_continues", earliest=date.fromordinal(day)))
    return found


def readings(
    today: int,
    strict: FilingDay | None,
    lenient: FilingDay | None,
    chain_start: int | None,
    result: ContinuityResult | None,
    *,
    per_year: bool = False,
    weighed: bool = False,
) -> list[Statement]:
    """That there are two dates, as long as the safe one still lies ahead, and which rule parts them.

    ``chain_start``: first day of the careful run of titles. A longer lenient run, weights, and reasons
    without proof or joined to another journey have notes of their own. ``weighed``: days count by
    weights, which part the dates even from the same begin.
    """
    if strict is None or lenient is None or strict.day == lenient.day or strict.day <= today:
        return []
    days = {"safe": date.fromordinal(strict.day), "lenient": date.fromordinal(lenient.day)}
    why = _why(strict, lenient, chain_start, result, per_year=per_year, weighed=weighed)
    return [say("stay.note_two_dates", **days), *why]


def _why(
    strict: FilingDay,
    lenient: FilingDay,
    chain_start: int | None,
    result: ContinuityResult | None,
    *,
    per_year: bool,
    weighed: bool,
) -> list[Statement]:
    """The rule of counting that makes the safe date later, where it is known."""
    if strict.start == lenient.start:
        if strict.day - lenient.day == 1:
            return [say("stay.note_why_last_day")]
        return [] if weighed else [say("stay.note_why_travel_day")]
    if strict.start == chain_start:
        return []
    if per_year:
        return [say("stay.note_why_years")]
    by_reason = result is not None and (result.unproved or result.joined)
    return [] if by_reason else [say("stay.note_why_breaks")]


def longer_chain(timeline: Timeline, chain: Chain, strict_start: int) -> list[Statement]:
    """Why the lenient period begins earlier: waiting in between, mixed titles, a gap abroad."""
    first = date.fromordinal(chain.start)
    later = date.fromordinal(strict_start)
    earlier = [t for t in chain.titles if t.first < strict_start]
    if any(is_waiting(t.kind) for t in earlier):
        return [say("stay.note_waiting_gap", first=first, later=later)]
    here = [t for t in chain.titles if t.first <= timeline.on <= t.last]
    if {t.kind.id for t in earlier} - {t.kind.id for t in here}:
        return [say("stay.note_mixed", first=first, later=later)]
    return [say("stay.note_gap_abroad", first=first, later=later)]


def proceedings(chain: Chain) -> list[Statement]:
    """Stay during protection proceedings that was added in full (art. 195(3))."""
    return [
        say(
            "stay.note_proceedings_full",
            first=date.fromordinal(t.first),
            last=date.fromordinal(t.last),
            kind=kind_name(t.kind),
        )
        for t in chain.titles
        if t.kind.id == "protection_proceedings"
    ]


def journeys(result: ContinuityResult, *, warn_only: bool, per_year: bool = False) -> list[Statement]:
    """Proof for exempting reasons and early warnings before the limits are reached.

    ``per_year``: the sum is limited in each year, so days of all years say nothing about it.
    """
    found: list[Statement] = []
    found += [
        say(
            "stay.note_reason_proof",
            left=b.left,
            reason=TextRef(f"reason.{b.reason.value}.title"),
            proof=TextRef(f"reason.{b.reason.value}.proof"),
        )
        for b in result.exempt
        if b.reason is not AbsenceReason.UNKNOWN
    ]
    found += [
        say("stay.note_reason_joined", left=b.left)
        for b in result.joined
        if b.reason is not AbsenceReason.UNKNOWN
    ]
    found += [
        say(
            "stay.note_reason_unready",
            left=b.left,
            reason=TextRef(f"reason.{b.reason.value}.title"),
            proof=TextRef(f"reason.{b.reason.value}.proof"),
        )
        for b in result.unproved
    ]
    if warn_only and result.breaks:
        found.append(say("stay.note_breaks_not_required"))
    if result.longest_strict >= WARN_SINGLE:
        found.append(say("stay.note_long_break", days=result.longest_strict))
    if result.total_days_strict >= WARN_TOTAL and not per_year:
        found.append(
            say("stay.note_many_days", days=result.total_days_strict, limit=result.total_limit_strict)
        )
    return found


def without_reasons(strict: int | None, without: int | None) -> list[Statement]:
    """What remains if the office does not accept the reasons for the breaks."""
    if strict == without or without is None:
        return []
    return [say("stay.note_reason_refused", day=date.fromordinal(without))]

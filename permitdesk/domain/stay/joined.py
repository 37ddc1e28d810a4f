"""One result out of many: the worst and the best that approximate days leave open, and what decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from permitdesk.domain.case import ApproximateDay, Case
from permitdesk.domain.law.findings import Statement, Verdict, say
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.approximate import may_be_approximate
from permitdesk.domain.stay.ends import matters_for_stay, swung, worlds
from permitdesk.domain.stay.evidence import BestCase, DecisiveDay, StayEvidence
from permitdesk.domain.stay.proofs import proofs_of
from permitdesk.domain.stay.timeline import Timeline
from permitdesk.domain.stay.unknowns import opened

_RANK = {Verdict.MET: 0, Verdict.NEEDS_OFFICE: 1, Verdict.TOO_EARLY: 2, Verdict.NOT_MET: 3}
#: ranges that are swung one by one to find the one that matters most; the widest come first
_MOST_SWUNG = 24

Count = Callable[[Timeline], StayEvidence]


def over_ends(timeline: Timeline, count: Count) -> StayEvidence:
    """``count`` of the careful timeline, joined with that of all other ends of its approximate days.

    Nothing more is counted if every day is known. The verdict is UNKNOWN if it depends on the
    ends; the dates hold on each of them.
    """
    evidence = count(timeline)
    if timeline.told is None or evidence.verdict is Verdict.UNKNOWN:
        return with_missing_day(timeline, evidence)
    results: list[tuple[Case | None, StayEvidence]] = [(None, evidence)]
    results += [(world.case, count(world.timeline)) for world in worlds(timeline)]
    lost = next((found for _, found in results if found.verdict is Verdict.UNKNOWN), None)
    if lost is not None:
        return with_missing_day(timeline, opened(evidence, lost.questions))
    outcomes = {(e.verdict, e.earliest_safe, e.earliest_lenient) for _, e in results}
    if len(outcomes) == 1:
        return evidence
    return _joined(timeline, results, count)


def _joined(
    timeline: Timeline, results: list[tuple[Case | None, StayEvidence]], count: Count
) -> StayEvidence:
    found = [evidence for _, evidence in results]
    safe = _latest(e.earliest_safe for e in found)
    late = _latest(e.earliest_lenient for e in found)
    worst = max((e.verdict for e in found), key=_RANK.__getitem__)
    if worst is Verdict.TOO_EARLY and safe is None:
        worst = Verdict.NOT_MET
    best = BestCase(
        min((e.verdict for e in found), key=_RANK.__getitem__),
        _earliest(e.earliest_safe for e in found),
        _earliest(e.earliest_lenient for e in found),
    )
    counted, base = next((case, e) for case, e in results if e.earliest_safe == safe)
    joined = replace(base, earliest_safe=safe, earliest_lenient=late, best=best, counted=counted)
    decisive, paths = _decisive(timeline, found[0], count)
    notes = (*base.notes, _note(best.earliest_safe, safe, timeline.on))
    if worst is best.verdict:
        return replace(joined, verdict=worst, decisive=decisive, notes=notes)
    return replace(
        joined,
        verdict=Verdict.UNKNOWN,
        decisive=decisive,
        notes=notes,
        questions=tuple(dict.fromkeys((*base.questions, *paths))),
    )


def _note(best: date | None, safe: date | None, today: int) -> Statement:
    """What the approximate days leave open, in dates where there are any."""
    if best is None:
        return say("stay.note_approximate")
    if safe is None:
        return say("stay.note_approximate_perhaps", best=best)
    if best == safe or safe.toordinal() <= today:
        return say("stay.note_approximate_same", safe=safe)
    return say("stay.note_approximate_dates", best=best, safe=safe)


def _latest(days: Iterable[date | None]) -> date | None:
    """The latest day; None if one of them never comes."""
    found = [date.max if day is None else day for day in days]
    latest = max(found)
    return None if latest == date.max else latest


def _earliest(days: Iterable[date | None]) -> date | None:
    """The earliest day; None if none of them ever comes."""
    return min((day for day in days if day is not None), default=None)


# --- the day that matters most ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Gain:
    """What one day brings; ``weight`` orders the days, the one that matters most first."""

    entry: ApproximateDay
    days: int | None
    weight: tuple[int, int, bool, date]


def _decisive(
    timeline: Timeline, careful: StayEvidence, count: Count
) -> tuple[DecisiveDay | None, tuple[str, ...]]:
    """The range that matters most, and the paths of all that matter, that one first.

    Among days that matter alike the journey that is latest in time comes first.
    """
    told = timeline.told
    assert told is not None
    entries = _widest(told, careful.window_first)
    gains = [_gain(entry, careful, count(swung(timeline, (entry.path,)))) for entry in entries]
    found = [gain for gain in gains if gain is not None] or _together(timeline, entries, count)
    if not found:
        return None, ()
    found.sort(key=lambda gain: gain.weight, reverse=True)
    first = found[0]
    day = DecisiveDay(first.entry.path, first.days, proofs_of(first.entry.path))
    return day, tuple(gain.entry.path for gain in found)


def _gain(entry: ApproximateDay, careful: StayEvidence, best: StayEvidence) -> _Gain | None:
    """What the day brings if it alone turns out best; None if nothing, or if it contradicts another."""
    if best.verdict is Verdict.UNKNOWN:
        return None
    before, after = careful.earliest_safe, best.earliest_safe
    better = _RANK[best.verdict] < _RANK[careful.verdict]
    if before is None or after is None:
        days = None
        better = better or (before is None and after is not None)
    else:
        days = max(0, (before - after).days)
        better = better or days > 0
    if not better:
        return None
    weight = 10**7 if before is None and after is not None else days or 0
    return _Gain(entry, days, (-_RANK[best.verdict], weight, *_latest_journey(entry)))


def _together(timeline: Timeline, entries: list[ApproximateDay], count: Count) -> list[_Gain]:
    """Days of which each alone brings nothing, but all together do: those without which less remains."""
    paths = tuple(entry.path for entry in entries)
    best = _order(count(swung(timeline, paths)))
    found = []
    for entry in entries:
        rest = _order(count(swung(timeline, (path for path in paths if path != entry.path))))
        if rest > best:
            found.append(_Gain(entry, None, (rest[0], rest[1], *_latest_journey(entry))))
    # With many ranges no single one may be needed: then the latest stands for all of them.
    return found or [_Gain(entry, None, (0, 0, *_latest_journey(entry))) for entry in entries]


def _order(evidence: StayEvidence) -> tuple[int, int, int]:
    """Results in order, the best first."""
    days = (evidence.earliest_safe, evidence.earliest_lenient)
    safe, late = (10**7 if day is None else day.toordinal() for day in days)
    return _RANK.get(evidence.verdict, len(_RANK)), safe, late


def _latest_journey(entry: ApproximateDay) -> tuple[bool, date]:
    return entry.path.startswith("absences."), entry.last


def _widest(told: Case, window_first: date | None) -> list[ApproximateDay]:
    """Ranges that reach into the window or belong to titles, the widest first, the latest among equals."""
    found = [
        e
        for e in told.approximate
        if matters_for_stay(e)
        and (window_first is None or not e.path.startswith("absences.") or e.last >= window_first)
    ]
    found.sort(key=lambda e: (e.last - e.first, e.last), reverse=True)
    return found[:_MOST_SWUNG]


def with_missing_day(timeline: Timeline, evidence: StayEvidence) -> StayEvidence:
    """An open result with the missing day that is asked for, and what could prove it.

    Of several days the one of the journey that is latest in time is named.
    """
    if evidence.verdict is not Verdict.UNKNOWN or evidence.decisive is not None:
        return evidence
    days = [path for path in evidence.questions if may_be_approximate(path)]
    if not days:
        return evidence
    near = {path: j.near or 0 for j in timeline.lost_journeys for path in j.questions}
    path = max(days, key=lambda p: near.get(p, -1))
    return replace(evidence, decisive=DecisiveDay(path, None, proofs_of(path)))

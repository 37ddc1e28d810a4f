"""What each day of the timeline counts towards the five years of art. 211 (art. 212(1), (2))."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from permitdesk.domain.law.condition_kinds import CreditWeights
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.kinds import LastDayRule, LtrWeight, StatusKind
from permitdesk.domain.stay.ledger import Segment
from permitdesk.domain.stay.single_break import month_later
from permitdesk.domain.stay.timeline import FOREVER, Timeline, Title

_PROTECTION = ("refugee", "subsidiary_protection")


@dataclass(frozen=True, slots=True)
class Weight:
    """Half days per day on both readings; ``restarts``: strict counts only the days after it."""

    strict: int
    lenient: int
    restarts: bool = False


_FIXED = {
    LtrWeight.FULL: Weight(2, 2),
    LtrWeight.HALF: Weight(1, 1),
    LtrWeight.ZERO: Weight(0, 0, restarts=True),
    LtrWeight.ZERO_OR_FULL: Weight(0, 2, restarts=True),
    LtrWeight.BREAKS: Weight(0, 0, restarts=True),
}


def weight_of(title: Title, timeline: Timeline, weights: CreditWeights) -> Weight:
    """The weight of a title; protection proceedings by their outcome and length.

    A short stay told as longer on end than a short stay may be was legal only by an exception (as in the
    epidemic) or with journeys in between: the careful reading leaves all of it out.
    """
    days = min(title.last, timeline.on) - title.first + 1
    if title.kind.last_day_rule is LastDayRule.SCHENGEN_90_180 and days > weights.short_stay_days:
        return _FIXED[LtrWeight.ZERO_OR_FULL]
    fixed = _FIXED.get(title.kind.ltr_weight)
    return _proceedings(title, timeline, weights.full_weight_after_months) if fixed is None else fixed


def _proceedings(title: Title, timeline: Timeline, full_after: int) -> Weight:
    """Half; in full above ``full_after`` months; nothing after a refusal (art. 212(1)(2), (3)(c), (2)(8)).

    A title of protection that follows directly shows that protection was granted. With any
    other outcome than a grant the careful reading takes nothing.
    """
    outcome = title.outcome
    if outcome is None and _led_to_protection(title, timeline):
        outcome = "granted"
    if outcome == "refused":
        return Weight(0, 0, restarts=True)
    corresponding = month_later(title.first, full_after)
    last = min(title.last, timeline.on)
    strict, lenient = (2 if last > corresponding else 1), (2 if last >= corresponding else 1)
    return Weight(strict, lenient) if outcome == "granted" else Weight(0, lenient, restarts=True)


def _led_to_protection(title: Title, timeline: Timeline) -> bool:
    return any(t.kind.id in _PROTECTION and t.first <= title.last + 1 <= t.last + 1 for t in timeline.titles)


def outcome_open(timeline: Timeline) -> tuple[str, ...]:
    """Paths of proceedings that ended with an outcome nobody told."""
    return tuple(
        f"{t.path}.outcome"
        for t in timeline.titles
        if t.kind.ltr_weight is LtrWeight.PROCEEDINGS
        and t.outcome is None
        and t.last < timeline.on
        and not _led_to_protection(t, timeline)
    )


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both inside, on which the same titles lie; no day of the chain is in two spans."""

    first: int
    last: int
    kind: StatusKind | None
    weight: Weight
    legal: bool


def spans_of(timeline: Timeline, weights: CreditWeights) -> tuple[Span, ...]:
    """The whole timeline up to the day assessed as disjoint spans in order, computed once.

    Where titles overlap, strict takes the lowest weight and lenient the highest; the chain is
    restarted only if no title beside would carry it. Stay that is not legal restarts it always.
    """
    key = ("spans", weights)
    if key not in timeline.memo:
        timeline.memo[key] = tuple(_sweep(timeline, weights))
    found: tuple[Span, ...] = timeline.memo[key]
    return found


def _sweep(timeline: Timeline, weights: CreditWeights) -> list[Span]:
    titles = [(t, weight_of(t, timeline, weights)) for t in timeline.titles]
    ends = {min(t.last, timeline.on) + 1 for t, _ in titles}
    bounds = sorted({t.first for t, _ in titles} | ends)
    spans: list[Span] = []
    active: list[tuple[Title, Weight]] = []
    waiting = iter(titles)
    following = next(waiting, None)
    for first, after in pairwise(bounds):
        while following is not None and following[0].first <= first:
            active.append(following)
            following = next(waiting, None)
        active = [a for a in active if a[0].last >= first]
        if active:
            spans.append(_span(first, after - 1, active))
    return spans


def _span(first: int, last: int, active: list[tuple[Title, Weight]]) -> Span:
    legal = [(t, w) for t, w in active if t.kind.legal]
    shown = max(legal or active, key=lambda a: (a[1].lenient, a[1].strict))
    if not legal:
        return Span(first, last, shown[0].kind, Weight(0, 0, restarts=True), legal=False)
    strict = min(w.strict for _, w in legal)
    restarts = all(w.restarts for _, w in legal) or len(legal) < len(active)
    lenient = max(w.lenient for _, w in legal)
    return Span(first, last, shown[0].kind, Weight(0 if restarts else strict, lenient, restarts), legal=True)


@dataclass(frozen=True, slots=True)
class Credit:
    """Running totals of one reading over its chain; the present title is taken to go on."""

    start: int
    firsts: tuple[int, ...]
    weights: tuple[int, ...]
    totals: tuple[int, ...]

    def before(self, day: int) -> int:
        """Half days of credit of the chain before ``day``."""
        if day <= self.start:
            return 0
        i = bisect_right(self.firsts, day - 1) - 1
        return self.totals[i] + (day - self.firsts[i]) * self.weights[i]

    def reached(self, halves: int) -> int | None:
        """The first day before which at least ``halves`` half days lie; None if never."""
        if halves <= 0:
            return self.start
        i = bisect_left(self.totals, halves) - 1
        if i == len(self.totals) - 1 and self.weights[i] == 0:
            return None
        weight = self.weights[i]
        return self.firsts[i] + -(-(halves - self.totals[i]) // weight)


def strict_spans(timeline: Timeline, weights: CreditWeights) -> tuple[Span, ...]:
    """The unbroken run up to the day assessed that surely counts; empty if the present does not."""
    return _chain(timeline, weights, strict=True)


def lenient_spans(timeline: Timeline, weights: CreditWeights) -> tuple[Span, ...]:
    """The run an office may accept: stay that counts for nothing and gaps spent abroad do not end it."""
    return _chain(timeline, weights, strict=False)


def _chain(timeline: Timeline, weights: CreditWeights, *, strict: bool) -> tuple[Span, ...]:
    spans = spans_of(timeline, weights)
    if not spans or spans[-1].last < timeline.on:
        return ()
    found: list[Span] = []
    for span in reversed(spans):
        if not span.legal or (strict and span.weight.restarts):
            break
        if found and span.last + 1 < found[-1].first:
            hole = (span.last + 1, found[-1].first - 1)
            if strict or not timeline.abroad_whole(*hole):
                break
            found.append(Span(*hole, None, Weight(0, 0), legal=True))
        found.append(span)
    return tuple(reversed(found))


def credit_of(spans: Sequence[Span], *, strict: bool) -> Credit:
    """Running totals over a chain of at least one span."""
    totals = [0]
    weights = [s.weight.strict if strict else s.weight.lenient for s in spans]
    for span, weight in zip(spans, weights, strict=True):
        totals.append(totals[-1] + (span.last - span.first + 1) * weight)
    return Credit(spans[0].first, tuple(s.first for s in spans), tuple(weights), tuple(totals[:-1]))


def segments_of(spans: Sequence[Span]) -> tuple[Segment, ...]:
    """The same days for the ledger; the last span goes on."""
    return tuple(
        Segment(
            s.first, FOREVER if i == len(spans) - 1 else s.last, s.kind, s.weight.strict, s.weight.lenient
        )
        for i, s in enumerate(spans)
    )

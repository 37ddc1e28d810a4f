"""Chains: titles that follow each other without a gap, up to the day assessed."""

from __future__ import annotations

from collections.abc import Callable

from permitdesk.domain.law.condition_kinds import QualifyingStay
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.kinds import LastDayRule, StatusKind
from permitdesk.domain.stay.timeline import Timeline, Title

_PROCEEDINGS = "protection_proceedings"
_DETENTION = "detention"


@dataclass(frozen=True, slots=True)
class Chain:
    """An unbroken run of titles up to the day assessed, in order; it starts on ``start``."""

    start: int
    titles: tuple[Title, ...]

    @property
    def last(self) -> int:
        """Last day of the run (FOREVER if open)."""
        return max(t.last for t in self.titles)


def is_waiting(kind: StatusKind) -> bool:
    """Waiting for a decision on a residence application: legal, but not stay on a permit."""
    return kind.last_day_rule is LastDayRule.UNTIL_DECISION_FINAL


def run_to(
    timeline: Timeline,
    member: Callable[[Title], bool],
    starts: Callable[[Title], bool],
    *,
    over_absence: bool = False,
) -> Chain | None:
    """The run of member titles that covers the day assessed; None if no member covers it.

    It starts with the first title that may start a period. ``over_absence``: a gap during which
    the person was abroad the whole time does not end the run.
    """
    run: list[Title] = []
    end = 0
    for title in timeline.titles:
        if not member(title):
            continue
        joined = title.first <= end + 1 or (
            over_absence and bool(run) and timeline.abroad_whole(end + 1, title.first - 1)
        )
        if not joined:
            run = []
            end = 0
        run.append(title)
        end = max(end, title.last)
    if end < timeline.on:
        return None
    opening = next((t for t in run if starts(t)), None)
    if opening is None:
        return None
    return Chain(opening.first, tuple(t for t in run if t.last >= opening.first))


def strict_chain(timeline: Timeline, rule: QualifyingStay) -> Chain | None:
    """The run that counts on the careful reading: no waiting in between, no mixing if that is unconfirmed."""
    if rule.any_legal:
        return run_to(timeline, _surely_legal, _surely_legal)
    here = [t for t in timeline.titles if t.kind.id in rule.kinds and t.first <= timeline.on <= t.last]
    chains = [_strict_from(timeline, rule, title.kind) for title in here]
    return min((c for c in chains if c is not None), key=lambda c: c.start, default=None)


def _strict_from(timeline: Timeline, rule: QualifyingStay, current: StatusKind) -> Chain | None:
    kinds = (current.id,) if rule.mixing_unconfirmed else rule.kinds
    credit = current.id in rule.proceedings_credit_for

    def starts(title: Title) -> bool:
        proceedings = title.kind.id == _PROCEEDINGS and title.outcome != "refused"
        return title.kind.id in kinds or (credit and proceedings)

    def member(title: Title) -> bool:
        return starts(title) or (credit and title.kind.id == _DETENTION)

    return run_to(timeline, member, starts)


def lenient_chain(timeline: Timeline, rule: QualifyingStay) -> Chain | None:
    """The run an office may accept: mixed titles, waiting between them, gaps spent abroad."""
    if rule.any_legal:
        return run_to(timeline, _legal, _legal, over_absence=True)
    credit = _last_kind(timeline, rule) in rule.proceedings_credit_for

    def starts(title: Title) -> bool:
        return title.kind.id in rule.kinds or (credit and title.kind.id == _PROCEEDINGS)

    def member(title: Title) -> bool:
        return starts(title) or is_waiting(title.kind) or (credit and title.kind.id == _DETENTION)

    return run_to(timeline, member, starts, over_absence=True)


def _last_kind(timeline: Timeline, rule: QualifyingStay) -> str:
    """The listed kind the person stays on, or last stayed on."""
    listed = [t for t in timeline.titles if t.kind.id in rule.kinds]
    return max(listed, key=lambda t: t.last).kind.id if listed else ""


def _legal(title: Title) -> bool:
    return title.kind.legal


def _surely_legal(title: Title) -> bool:
    return title.kind.legal and title.kind.group != "unknown"

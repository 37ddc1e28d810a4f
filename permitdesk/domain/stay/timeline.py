"""The timeline: titles of stay and journeys of a case, sorted, cleaned and checked once for all routes.

Days are kept as proleptic ordinals (``date.toordinal``), because every rule only compares and
subtracts them. A title holds its first and its last day; an entry whose days are missing or
reversed is never guessed: it goes to the problems and makes the results that need it UNKNOWN.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from permitdesk.domain.case import AbsenceReason, Case, StatusEntry, Tri
from permitdesk.domain.dossier import TimelineProblem, TimelineSpan, TimelineView
from permitdesk.domain.law.findings import TextRef, say
from permitdesk.domain.records import dataclass
from permitdesk.domain.stay.approximate import tidied, variants
from permitdesk.domain.stay.journeys import (
    Journey as Journey,
)
from permitdesk.domain.stay.journeys import (
    LostJourney,
    abroad_whole,
    place_journeys,
    touching_runs,
)
from permitdesk.domain.stay.kinds import LastDayRule, StatusKind

#: last day of a title that has no end
FOREVER = date.max.toordinal()
#: stay that is legal only if the application behind it was filed in legal stay (art. 206(1), 299(7))
_ON_AN_APPLICATION = frozenset({LastDayRule.UNTIL_DECISION_FINAL, LastDayRule.THIRTY_DAYS_AFTER_FINAL})
_ILLEGAL = "illegal"


@dataclass(frozen=True, slots=True)
class Title:
    """One title of stay with known days, both inside; ``last`` is FOREVER for an open one."""

    path: str
    kind: StatusKind
    first: int
    last: int
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class LostTitle:
    """A title whose days are not (fully) known, so that it cannot be placed."""

    kind: StatusKind | None
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Normalised titles and journeys as of ``on``. ``memo`` keeps work that routes share."""

    on: int
    kinds: Mapping[str, StatusKind]
    titles: tuple[Title, ...]
    journeys: tuple[Journey, ...]
    lost_titles: tuple[LostTitle, ...]
    lost_journeys: tuple[LostJourney, ...]
    #: no current stay was told, or its kind is not known
    present_unknown: bool
    #: the present stay is legal only if an application was filed in time, and nobody told
    filing_unknown: bool
    problems: tuple[TimelineProblem, ...]
    #: journeys that share a day, as one absence each: exit day and entry day
    away: tuple[tuple[int, int], ...]
    #: the case behind it if some of its days are approximate; None if every day is known
    told: Case | None = field(default=None, compare=False, repr=False)
    #: the case it was built from
    case: Case | None = field(default=None, compare=False, repr=False)
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def abroad_whole(self, first: int, last: int) -> bool:
        """Whether the person left before ``first`` and came back after ``last``, in one absence."""
        return abroad_whole(self.away, first, last)

    @property
    def abroad_since(self) -> int | None:
        """First day of a journey that still lasts on the day assessed; None if there is none."""
        if "abroad since" not in self.memo:
            self.memo["abroad since"] = next((j.left for j in self.journeys if j.open), None)
        since: int | None = self.memo["abroad since"]
        return since

    @property
    def reason_unknown(self) -> bool:
        """Whether the reason of a journey is not known."""
        if "reason unknown" not in self.memo:
            unknown = AbsenceReason.UNKNOWN
            self.memo["reason unknown"] = any(j.reason is unknown for j in self.journeys)
        found: bool = self.memo["reason unknown"]
        return found

    def next_day_here(self, day: int, *, strict: bool) -> int:
        """``day``, or the first later day in Poland. Strict: exit and entry day are absence too.

        Somebody abroad on the day assessed is taken to be back the day after, at the earliest.
        """
        since = self.abroad_since
        if since is not None and since <= day <= self.on:
            day = self.on + 1
        while True:
            i = bisect_right(self.away, (day, FOREVER)) - 1
            if i < 0:
                return day
            left, back = self.away[i]
            if strict and left <= day <= back:
                day = back + 1
            elif not strict and left < day < back:
                return back
            else:
                return day


def build_timeline(case: Case, kinds: Mapping[str, StatusKind], on: date) -> Timeline:
    """Prepare the titles and journeys of ``case`` as of ``on`` and name what is wrong with them.

    ``kinds`` maps ids of ``statuses.toml`` to their records. Entries after ``on`` are kept for
    journeys (planned ones can spoil a later filing day) and set aside for titles.
    """
    today = on.toordinal()
    case = tidied(case)
    problems: list[TimelineProblem] = []
    titles, lost = _titles(case, kinds, today, problems)
    journeys, lost_journeys = place_journeys(case, today, problems)
    runs = touching_runs(journeys)
    current = case.current_stay
    kind = None if current is None else kinds.get(current.kind)
    problems.extend(_overlaps(titles))
    problems.extend(_gaps(titles, runs, today))
    return Timeline(
        on=today,
        kinds=kinds,
        titles=titles,
        journeys=journeys,
        lost_titles=lost,
        lost_journeys=lost_journeys,
        present_unknown=kind is None or kind.group == "unknown",
        filing_unknown=_rests_on_filing(kind)
        and current is not None
        and current.filed_in_legal_stay in {None, Tri.DONT_KNOW},
        problems=_sure(problems, case, kinds, on),
        away=tuple(runs),
        told=case if case.approximate else None,
        case=case,
    )


#: all of a case that a timeline is made of
_MADE_OF = (
    "absences",
    "statuses",
    "current_stay",
    "schengen_stays",
    "person",
    "dont_know",
    "approximate",
)


def same_timeline(built: Timeline | None, case: Case, kinds: Mapping[str, StatusKind], on: date) -> Timeline:
    """``built`` if it is the timeline of ``case`` on that day, with all counted on it; else a new one."""
    if built is not None and built.case is not None and built.on == on.toordinal() and built.kinds == kinds:
        old = built.case
        if all(getattr(old, name) == getattr(case, name) for name in _MADE_OF):
            return built
    return build_timeline(case, kinds, on)


def _sure(
    problems: list[TimelineProblem], case: Case, kinds: Mapping[str, StatusKind], on: date
) -> tuple[TimelineProblem, ...]:
    """Without gaps and overlaps that only come of taking approximate days at their careful ends."""
    if not case.approximate:
        return tuple(problems)
    swung = build_timeline(variants(case)[-1].with_changes(approximate=()), kinds, on)
    remaining = {(p.kind, p.paths) for p in swung.problems}
    return tuple(
        p for p in problems if p.kind not in {"gap", "absence_overlap"} or (p.kind, p.paths) in remaining
    )


def timeline_view(timeline: Timeline) -> TimelineView:
    """The timeline ready to draw: open titles end on the day assessed."""
    day, on = date.fromordinal, timeline.on
    spans = [
        TimelineSpan("status", t.kind.id, day(t.first), day(min(t.last, on)), t.kind.legal)
        for t in timeline.titles
    ]
    spans += [
        TimelineSpan("absence", j.reason.value, day(j.left), day(j.returned), True) for j in timeline.journeys
    ]
    return TimelineView(tuple(spans), timeline.problems, timeline)


# --- titles -----------------------------------------------------------------------


def _titles(
    case: Case, kinds: Mapping[str, StatusKind], today: int, problems: list[TimelineProblem]
) -> tuple[tuple[Title, ...], tuple[LostTitle, ...]]:
    entries = [(f"statuses.{e.id}", e) for e in case.statuses]
    current = _current_entry(case, kinds)
    begun = None if current is None else current.first_day
    if current is not None:
        entries.append(("current_stay", current))
    found: list[Title] = []
    lost: list[LostTitle] = []
    for path, entry in entries:
        _place(path, entry, kinds.get(entry.kind), begun, case, today, found, lost, problems)
    found.sort(key=lambda t: (t.first, t.last, t.path))
    return tuple(_merged(found)), tuple(lost)


def _current_entry(case: Case, kinds: Mapping[str, StatusKind]) -> StatusEntry | None:
    """The current stay in the form of an entry; its first day may follow from entry or filing."""
    stay = case.current_stay
    if stay is None:
        return None
    kind = kinds.get(stay.kind)
    if kind is not None and kind.last_day_rule is LastDayRule.NOT_IN_POLAND:
        # Being abroad is no stay: it has no first day that anybody could miss.
        return None
    first = stay.first_day
    if first is None and kind is not None:
        if kind.pending:
            first = stay.filed_on
        elif kind.last_day_rule in {LastDayRule.SCHENGEN_90_180, LastDayRule.VISA_DAYS_AND_DATE}:
            first = stay.entered_on
        elif kind.last_day_rule in {LastDayRule.THIRTY_DAYS_AFTER_FINAL, LastDayRule.VOLUNTARY_DEPARTURE}:
            first = stay.decision_delivered_on
        elif kind.last_day_rule is LastDayRule.BORN_HERE:
            first = case.person.birth_date
    if first is None:
        first = _continued_from(case)
    if kind is not None and kind.last_day_rule is LastDayRule.VISA_DAYS_AND_DATE:
        first = _first_presence(case, first)
    late = _rests_on_filing(kind) and stay.filed_in_legal_stay is Tri.NO
    return StatusEntry("current_stay", _ILLEGAL if late else stay.kind, first, stay.last_day, stay.outcome)


def _rests_on_filing(kind: StatusKind | None) -> bool:
    return kind is not None and kind.last_day_rule in _ON_AN_APPLICATION


def _first_presence(case: Case, first: date | None) -> date | None:
    """A visa may begin before its holder comes: with nothing told of earlier days, the entry counts."""
    entry = None if case.current_stay is None else case.current_stay.entered_on
    if first is None or entry is None or case.statuses or case.absences or case.schengen_stays:
        return first
    return max(first, entry)


def _continued_from(case: Case) -> date | None:
    """First day of an earlier entry of the same kind that went on until the current stay."""
    stay = case.current_stay
    days = [
        e.first_day
        for e in case.statuses
        if stay is not None
        and e.kind == stay.kind
        and e.last_day is None
        and e.first_day is not None
        and f"statuses.{e.id}.last_day" not in case.dont_know
    ]
    return min(days) if days else None


def _place(
    path: str,
    entry: StatusEntry,
    kind: StatusKind | None,
    begun: date | None,
    case: Case,
    today: int,
    found: list[Title],
    lost: list[LostTitle],
    problems: list[TimelineProblem],
) -> None:
    missing: list[str] = []
    if kind is None:
        missing.append(f"{path}.kind")
    if entry.first_day is None:
        missing.append(f"{path}.first_day")
    last = FOREVER if entry.last_day is None else entry.last_day.toordinal()
    if entry.last_day is None and path != "current_stay":
        # Went on until the current stay: the day before that began, unless it is not known.
        if begun is None or f"{path}.last_day" in case.dont_know:
            missing.append(f"{path}.last_day")
        else:
            last = begun.toordinal() - 1
            if entry.first_day is not None and entry.kind == getattr(case.current_stay, "kind", None):
                last = max(last, entry.first_day.toordinal())
    if missing or kind is None or entry.first_day is None:
        lost.append(LostTitle(kind, tuple(missing)))
        problems.append(_problem("missing_day", entry.first_day, entry.last_day, (path,), _named(kind)))
        return
    first = entry.first_day.toordinal()
    if last < first:
        lost.append(LostTitle(kind, (f"{path}.first_day", f"{path}.last_day")))
        problems.append(_problem("reversed", _day(last), entry.first_day, (path,), _named(kind)))
        return
    if first > today:
        problems.append(_problem("future", entry.first_day, entry.last_day, (path,), _named(kind)))
        return
    found.append(Title(path, kind, first, last, entry.outcome))


def _merged(titles: list[Title]) -> list[Title]:
    """Titles of one kind (and outcome) that overlap or follow each other directly, as one."""
    merged: list[Title] = []
    latest: dict[tuple[str, str | None], int] = {}
    for title in titles:
        key = (title.kind.id, title.outcome)
        at = latest.get(key)
        if at is not None and title.first <= merged[at].last + 1:
            old = merged[at]
            merged[at] = Title(old.path, old.kind, old.first, max(old.last, title.last), old.outcome)
        else:
            latest[key] = len(merged)
            merged.append(title)
    return merged


def _overlaps(titles: tuple[Title, ...]) -> list[TimelineProblem]:
    """Different titles side by side for more than one day; waiting beside a title is normal."""
    found = []
    solid = [t for t in titles if not t.kind.pending]
    furthest: Title | None = None
    for title in solid:
        if furthest is not None and title.first < furthest.last:
            last = min(title.last, furthest.last)
            paths = (furthest.path, title.path)
            names = {"first_kind": kind_name(furthest.kind), "second_kind": kind_name(title.kind)}
            text = say("stay.problem_overlap", **names)
            found.append(TimelineProblem("overlap", _day(title.first), _end(last), paths, text))
        if furthest is None or title.last > furthest.last:
            furthest = title
    return found


def _gaps(titles: tuple[Title, ...], runs: Sequence[tuple[int, int]], today: int) -> list[TimelineProblem]:
    """Days in Poland between titles, or after the last one, that no title covers."""
    gaps: list[tuple[int, int, tuple[str, ...]]] = []
    covered: Title | None = None
    for title in titles:
        if covered is not None and title.first > covered.last + 1:
            gaps.append((covered.last + 1, title.first - 1, (covered.path, title.path)))
        if covered is None or title.last > covered.last:
            covered = title
    if covered is not None and covered.last < today:
        gaps.append((covered.last + 1, today, (covered.path,)))
    return [
        TimelineProblem(
            "gap",
            _day(first),
            _day(last),
            paths,
            say("stay.problem_gap", first=_day(first), last=_day(last), days=last - first + 1),
        )
        for first, last, paths in gaps
        if not abroad_whole(runs, first, last)
    ]


# --- words ------------------------------------------------------------------------


def _problem(
    kind: str, first: date | None, last: date | None, paths: tuple[str, ...], name: TextRef
) -> TimelineProblem:
    return TimelineProblem(kind, first, last, paths, say(f"stay.problem_{kind}", kind=name))


def _named(kind: StatusKind | None) -> TextRef:
    return TextRef("status.not_known.title") if kind is None else kind_name(kind)


def kind_name(kind: StatusKind) -> TextRef:
    """The name of a kind of stay, as a text to be filled in."""
    return TextRef(f"status.{kind.id}.title")


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _end(ordinal: int) -> date | None:
    return None if ordinal == FOREVER else date.fromordinal(ordinal)

"""The permit finder: which plain question to ask next, how the permits rank, and what would change that.

Everything follows from the answers, so no order of asking or answering can change a result. The
ranking is that of the dossier; the finder says in what order to ask, why a permit stands where it
stands, and which one answer would change the ranking most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from permitdesk.domain.answers import Answers, DontKnow
from permitdesk.domain.assess import case_as_seen
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier, RouteAssessment, RouteGroup
from permitdesk.domain.law.condition_kinds import Condition
from permitdesk.domain.law.findings import EarliestDates, Finding, Statement, TextRef, Verdict, say
from permitdesk.domain.law.fits import (
    Told,
    Unasked,
    decisive_answer,
    finder_questions,
    first_open,
    fit,
    told,
    with_answer,
)
from permitdesk.domain.law.rules import Question, Ruleset
from permitdesk.domain.law.situation import answer_label, question_label
from permitdesk.domain.records import dataclass

#: The groups of permits that something stands in the way of.
BLOCKED = (RouteGroup.IF_CHANGED, RouteGroup.NOT_POSSIBLE)


@dataclass(frozen=True, slots=True)
class FinderAnswer:
    """One finder question that is settled. ``answer`` None: the person does not know.

    ``derived``: nobody was asked, the stay told before says it.
    """

    question: str
    answer: str | None
    derived: bool


@dataclass(frozen=True, slots=True)
class FinderLine:
    """One permit of the ranking, and why it stands there."""

    route: str
    group: RouteGroup
    fit: Verdict
    earliest: EarliestDates
    channel: str
    #: why, or why not
    reasons: tuple[Statement, ...]
    #: what would have to be different, or why it can never be
    changes: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Deciding:
    """The one open answer that would change the ranking most.

    ``path`` is a question id, or the path of a field of the case. ``routes``: how many permits it
    can settle at most.
    """

    path: str
    finder: bool
    routes: int
    explanation: Statement


@dataclass(frozen=True, slots=True)
class FinderResult:
    """What the finder knows. ``next_question`` None: no further plain question would settle anything."""

    on: date
    asked: tuple[FinderAnswer, ...]
    next_question: str | None
    ranking: tuple[FinderLine, ...]
    deciding: Deciding | None

    @property
    def best(self) -> FinderLine | None:
        """The first of the ranking if it is meant for what was told, or possible whatever was told."""
        first = next(iter(self.ranking), None)
        if first is None or first.group is RouteGroup.NOT_POSSIBLE:
            return None
        possible = first.group not in {*BLOCKED, RouteGroup.OPEN}
        return first if possible or first.fit is Verdict.MET else None


def find(case: Case, ruleset: Ruleset, dossier: Dossier) -> FinderResult:
    """What the plain answers of ``case`` come to. ``dossier`` is its assessment under the same rules."""
    seen = case_as_seen(case, ruleset, dossier.on)
    known = told(seen, ruleset.questions)
    scores = _scores(known, ruleset, dossier.on)
    fits = _fits(ruleset, dossier.on)
    return FinderResult(
        dossier.on,
        _asked(case, seen, known, ruleset, dossier.on),
        _best_of({name: score for name, score in scores.items() if known[name] is Unasked.OPEN}),
        tuple(_line(route, fits.get(route.id), known) for route in dossier.routes),
        _deciding(known, scores, dossier),
    )


def next_question(case: Case, ruleset: Ruleset, on: date) -> str | None:
    """The open question that settles most permits, as ``find`` gives it; None: nothing left to settle."""
    known = told(case_as_seen(case, ruleset, on), ruleset.questions)
    scores = _scores(known, ruleset, on)
    return _best_of({name: score for name, score in scores.items() if known[name] is Unasked.OPEN})


def _asked(case: Case, seen: Case, known: Told, ruleset: Ruleset, on: date) -> tuple[FinderAnswer, ...]:
    """What is settled, in the order in which the finder asks: what nobody was asked comes first.

    The order is found by asking all over again, so it is not the order in which the answers came.
    Answers that need not have been given come last.
    """
    settled = {name: value for name, value in known.items() if not isinstance(value, Unasked)}
    order = [name for name, value in settled.items() if value != case.answers.get(name)]
    derived = len(order)
    while True:
        told_so_far = {name: value for name, value in seen.answers if name in order}
        again = told(seen.with_changes(answers=Answers.of(told_so_far)), ruleset.questions)
        scores = _scores(again, ruleset, on)
        name = _best_of({n: score for n, score in scores.items() if again[n] is Unasked.OPEN})
        if name is None or name not in settled:
            break
        order.append(name)
    order += [name for name in settled if name not in order]
    return tuple(
        FinderAnswer(name, value if isinstance(value := settled[name], str) else None, place < derived)
        for place, name in enumerate(order)
    )


@dataclass(frozen=True, slots=True)
class _Score:
    """How many permits one answer settles, on average over the options and at most."""

    mean: Fraction
    most: int


def _fits(ruleset: Ruleset, on: date) -> Mapping[str, Condition]:
    return {r.id: r.fits for r in ruleset.routes if r.fits is not None and r.provenance.covers(on)}


def _scores(known: Told, ruleset: Ruleset, on: date) -> Mapping[str, _Score]:
    """What each open or "don't know" question could settle, in the order of the file; nothing: left out."""
    open_fits = [c for c in _fits(ruleset, on).values() if fit(c, known) is Verdict.UNKNOWN]
    asked = finder_questions(ruleset.questions)
    found = {}
    for question in asked:
        if known[question.id] is not Unasked.OPEN and not isinstance(known[question.id], DontKnow):
            continue
        settled = [_settled(open_fits, known, asked, question, option) for option in question.options]
        if any(settled):
            found[question.id] = _Score(Fraction(sum(settled), len(settled)), max(settled))
    return found


def _settled(
    open_fits: Sequence[Condition], known: Told, asked: Sequence[Question], question: Question, option: str
) -> int:
    then = with_answer(known, asked, question.id, option)
    return sum(fit(condition, then) is not Verdict.UNKNOWN for condition in open_fits)


def _best_of(scores: Mapping[str, _Score]) -> str | None:
    """The first question with the highest mean: every answer counts alike, nobody guesses at people."""
    return max(scores, key=lambda name: scores[name].mean, default=None)


# --- why ----------------------------------------------------------------------------


def _line(route: RouteAssessment, fits: Condition | None, known: Told) -> FinderLine:
    return FinderLine(
        route.id,
        route.group,
        route.fit,
        route.earliest_filing_date,
        route.channel.channel,
        (*_fit_reasons(route, fits, known), *_standing(route)),
        route.changes,
    )


def _fit_reasons(route: RouteAssessment, fits: Condition | None, known: Told) -> Iterator[Statement]:
    if fits is None:
        return
    if route.fit is Verdict.MET:
        yield say("finder.fits")
    elif (name := decisive_answer(fits, known)) is not None:
        value = known[name]
        assert isinstance(value, str)
        yield say("finder.speaks_against", question=question_label(name), answer=answer_label(name, value))
    elif (name := first_open(fits, known)) is not None:
        yield say("finder.not_settled", question=question_label(name))


def _standing(route: RouteAssessment) -> Iterator[Statement]:
    """What the conditions of the permit say so far; obstacles are among the changes."""
    safe = route.earliest_filing_date.safe
    if route.group is RouteGroup.POSSIBLE_NOW:
        yield say("finder.possible_now")
    elif route.group is RouteGroup.POSSIBLE_FROM and safe is not None:
        yield say("finder.possible_from", day=safe)
    elif route.group in {RouteGroup.FITS_SO_FAR, RouteGroup.OPEN}:
        met = sum(finding.verdict is Verdict.MET for finding in route.requirements)
        if route.requirements:
            yield say("finder.conditions_met", met=met, total=len(route.requirements))
        if route.verdict is Verdict.NEEDS_OFFICE:
            yield say("finder.office_decides")
        elif route.fit is Verdict.MET and route.open_questions:
            yield say("finder.answers_open", n=len(route.open_questions))


# --- the deciding answer ------------------------------------------------------------


def _deciding(known: Told, scores: Mapping[str, _Score], dossier: Dossier) -> Deciding | None:
    name = _best_of(scores)
    if name is not None:
        given_up = isinstance(known[name], DontKnow)
        text = "finder.deciding_unknown" if given_up else "finder.deciding_open"
        why = say(text, question=question_label(name), n=scores[name].most)
        return Deciding(name, True, scores[name].most, why)
    return _deciding_condition(dossier)


def _deciding_condition(dossier: Dossier) -> Deciding | None:
    """The open answer about conditions on which most of the best permits wait."""
    pool = [r for r in dossier.routes if r.fit is Verdict.MET and r.group not in BLOCKED] or [
        r for r in dossier.routes if r.group is dossier.routes[0].group and r.group not in BLOCKED
    ]
    for parts in (_requirements, _obstacles):
        waiting: dict[str, set[str]] = {}
        for route in pool:
            for finding in parts(route):
                for path in finding.questions if finding.verdict is Verdict.UNKNOWN else ():
                    waiting.setdefault(path.removeprefix("answers."), set()).add(route.id)
        if waiting:
            path = max(waiting, key=lambda name: len(waiting[name]))
            count = len(waiting[path])
            first = next(route.id for route in pool if route.id in waiting[path])
            why = say("finder.deciding_condition", n=count, route=TextRef(f"route.{first}.title"))
            return Deciding(path, False, count, why)
    return None


def _requirements(route: RouteAssessment) -> tuple[Finding, ...]:
    return route.requirements


def _obstacles(route: RouteAssessment) -> tuple[Finding, ...]:
    return (*route.bars, *route.refusal_grounds)

"""Checks that rules and texts fit together: what a strict loader cannot see in one entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from permitdesk.domain.case import Case
from permitdesk.domain.law.citations import Certainty
from permitdesk.domain.law.deadlines import ANSWER, NEEDS, Anchors, done
from permitdesk.domain.law.rules import DeadlineRule, Route, Ruleset
from permitdesk.domain.stay.kinds import LtrWeight
from permitdesk.rulesets.check_conditions import Known, asked, condition_problems, flattened
from permitdesk.rulesets.check_countries import country_problems
from permitdesk.rulesets.check_texts import text_problems
from permitdesk.rulesets.entries import RuleEntry, all_entries, route_entries
from permitdesk.rulesets.texts import Texts

#: The text with the wordings, divided by bars, of which every unconfirmed rule must use one.
OFFICE_MARKER = "marker.check_with_office"
_EXCEPTIONS = frozenset({LtrWeight.HALF, LtrWeight.PROCEEDINGS, LtrWeight.ZERO})


def check_ruleset(ruleset: Ruleset, texts_by_language: Mapping[str, Texts]) -> tuple[str, ...]:
    """Every problem found, in words; none means that rules and texts fit together.

    Looked at: sources, validity, questions with their options and kinds of answer, kinds of stay,
    related routes, questions that no rule of a route uses, official terms, texts of every rule in
    every language, equal placeholders, and that an unconfirmed rule says "check with the office".
    """
    problems: list[str] = []
    known = Known.of(ruleset)
    sources = {source.id for source in ruleset.sources}
    for entry in all_entries(ruleset):
        problems += _entry_problems(entry, sources, known)
        for texts in texts_by_language.values():
            problems += _wording_problems(entry, texts)
    for deadline in ruleset.deadlines:
        problems += (f"deadline {deadline.id}: {problem}" for problem in _closed_list_problems(deadline))
    problems += _weight_problems(ruleset)
    routes = {route.id for route in ruleset.routes}
    anchors = {d.anchor.removeprefix(ANSWER) for d in ruleset.deadlines if d.anchor.startswith(ANSWER)}
    for route in ruleset.routes:
        problems += _route_problems(route, routes, known, anchors)
    problems += country_problems(ruleset.countries, texts_by_language)
    problems += text_problems(texts_by_language)
    return tuple(dict.fromkeys(problems))


def _closed_list_problems(deadline: DeadlineRule) -> Iterator[str]:
    """Names that the engine would not understand; it tells by raising KeyError."""
    nobody = Anchors(None, None, None, None, None, None)
    try:
        nobody.day(deadline.anchor)
        if deadline.not_before:
            nobody.day(deadline.not_before)
        done(deadline.done_when, Case("check"), ())
    except KeyError as error:
        yield f"unknown name {error}"
    if deadline.needs not in NEEDS:
        yield f"unknown name {deadline.needs!r}"


def _weight_problems(ruleset: Ruleset) -> Iterator[str]:
    """Half and nothing are exceptions, each with its own point of art. 212."""
    for kind in ruleset.statuses:
        if kind.ltr_weight in _EXCEPTIONS and kind.legal and "212" not in kind.ltr_article:
            yield f"status {kind.id}: no point of art. 212 is named for its weight"
        elif not kind.ltr_article.strip():
            yield f"status {kind.id}: no article is named for its weight"


def _entry_problems(entry: RuleEntry, sources: set[str], known: Known) -> Iterator[str]:
    provenance = entry.provenance
    if provenance.source not in sources:
        yield f"{entry.name}: unknown source {provenance.source!r}"
    if not provenance.article.strip():
        yield f"{entry.name}: no article is named"
    if provenance.in_force_to is not None and provenance.in_force_to < provenance.in_force_from:
        yield f"{entry.name}: it ends before it begins"
    for condition in entry.conditions:
        for problem in condition_problems(condition, known):
            yield f"{entry.name}: {problem}"


def _wording_problems(entry: RuleEntry, texts: Texts) -> Iterator[str]:
    needed = (*entry.texts, *(f"term.{term}" for term in entry.terms))
    missing = [text_id for text_id in needed if not texts.has(text_id)]
    for text_id in missing:
        yield f"{texts.language}: no text {text_id!r} ({entry.name})"
    if missing or not entry.words_its_doubt or entry.provenance.certainty is not Certainty.UNCONFIRMED:
        return
    markers = texts.get(OFFICE_MARKER).casefold().split("|")
    said = " ".join(texts.get(text_id).casefold() for text_id in entry.texts)
    if not any(marker in said for marker in markers):
        yield f"{texts.language}: {entry.name} is unconfirmed but does not say {markers[0]!r}"


def _route_problems(route: Route, routes: set[str], known: Known, anchors: set[str]) -> Iterator[str]:
    """``anchors``: questions whose answer a date is counted from, which uses them too."""
    for related in route.related:
        if related not in routes:
            yield f"route {route.id}: unknown related route {related!r}"
    for question in route.questions:
        if question not in known.questions:
            yield f"route {route.id}: unknown question {question!r}"
    conditions = [c for entry in route_entries(route) for c in entry.conditions]
    for question in route.questions:
        when = known.questions[question].when if question in known.questions else None
        if when is not None:
            conditions.append(when)
    used = {name for c in conditions for part in flattened(c) for name, _ in asked(part)}
    for question in sorted(used - set(route.questions)):
        yield f"route {route.id}: question {question!r} is used but never asked"
    for question in route.questions:
        if question not in used | anchors:
            yield f"route {route.id}: question {question!r} is asked but never used"

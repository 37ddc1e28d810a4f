"""All rule entries of a rule set in one list: what they are called, where they come from, what they say."""

from __future__ import annotations

from collections.abc import Iterator

from permitdesk.domain.law.citations import Provenance
from permitdesk.domain.law.condition_kinds import Condition
from permitdesk.domain.law.rules import Route, Ruleset
from permitdesk.domain.records import dataclass


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One entry for the checks: ``name`` for messages, the texts it needs, its conditions."""

    name: str
    provenance: Provenance
    #: text ids that must exist in every language
    texts: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()
    #: ids below ``term.`` that must exist: the official Polish term
    terms: tuple[str, ...] = ()
    #: an unconfirmed entry must say "check with the office" in one of its texts
    words_its_doubt: bool = True


def _given(*conditions: Condition | None) -> tuple[Condition, ...]:
    return tuple(c for c in conditions if c is not None)


def _texts(prefix: str, *parts: str) -> tuple[str, ...]:
    return tuple(f"{prefix}.{part}" for part in parts)


def route_entries(route: Route) -> Iterator[RuleEntry]:
    """The entries of one route, the route itself first."""
    at = f"{route.id}: "
    yield RuleEntry(
        f"route {route.id}",
        route.provenance,
        _texts(f"route.{route.id}", "title", "summary", "who"),
        _given(route.late_filing_allowed, route.ends_open_case),
        (route.id,),
    )
    for requirement in route.requirements:
        texts = _texts(f"requirement.{requirement.id}", "title", "why", "fix")
        yield RuleEntry(
            f"{at}requirement {requirement.id}", requirement.provenance, texts, (requirement.condition,)
        )
    for bar in route.bars:
        texts = _texts(f"bar.{bar.id}", "title", "why")
        yield RuleEntry(f"{at}bar {bar.id}", bar.provenance, texts, (bar.condition,))
    for ground in route.refusal_grounds:
        texts = _texts(f"refusal.{ground.id}", "title", "why")
        yield RuleEntry(f"{at}refusal ground {ground.id}", ground.provenance, texts, _given(ground.condition))
    for document in route.documents:
        texts = _texts(f"document.{document.document}", "title", "why", "how")
        name = f"{at}document {document.id}"
        yield RuleEntry(name, document.provenance, texts, _given(document.when), (document.document,))
    for fee in route.fees:
        texts = _texts(f"fee.{fee.id}", "title", "why")
        yield RuleEntry(f"{at}fee {fee.id}", fee.provenance, texts, _given(fee.when), (fee.id,))
        for reduction in fee.reductions:
            name = f"{at}fee reduction {reduction.id}"
            texts = (f"fee_reduction.{reduction.id}",)
            yield RuleEntry(name, reduction.provenance, texts, (reduction.condition,))
    for annex in route.annexes:
        texts = (*_texts(f"annex.{annex.id}", "title", "why"), f"annex_party.{annex.party}")
        texts += tuple(f"annex_block.{block}" for block in annex.blocks)
        texts += tuple(f"signature.{signature}" for signature in annex.signatures)
        yield RuleEntry(f"{at}annex {annex.id}", annex.provenance, texts, _given(annex.when))
    for note in route.notes:
        texts = (f"note.{note.id}", f"topic.{note.topic}")
        yield RuleEntry(f"{at}note {note.id}", note.provenance, texts, _given(note.when))


def other_entries(ruleset: Ruleset) -> Iterator[RuleEntry]:
    """The dated entries outside the routes."""
    for question in ruleset.questions:
        options = tuple(f"option.{option}" for option in question.options)
        texts = _texts(f"question.{question.id}", "label", "help", *options)
        yield RuleEntry(f"question {question.id}", question.provenance, texts, _given(question.when))
    for deadline in ruleset.deadlines:
        texts = (*_texts(f"deadline.{deadline.id}", "title", "why"), f"deadline_kind.{deadline.kind}")
        yield RuleEntry(f"deadline {deadline.id}", deadline.provenance, texts, _given(deadline.when))
    for row in ruleset.earlier_filing:
        texts = _texts(f"earlier_filing.{row.id}", "title", "result", "today")
        yield RuleEntry(f"earlier filing {row.id}", row.provenance, texts)
    for advice in ruleset.outdated_advice:
        texts = _texts(f"advice.{advice.id}", "told", "now")
        yield RuleEntry(f"advice {advice.id}", advice.provenance, texts, _given(advice.when))
    for status in ruleset.statuses:
        # The certainty of a kind of stay is about its weight, which the stay engine words itself.
        texts = _texts(f"status.{status.id}", "title", "help")
        yield RuleEntry(f"status {status.id}", status.provenance, texts, words_its_doubt=False)
    for signing in ruleset.signing:
        texts = (f"applicant.{signing.applicant}", *(f"signer.{s}" for s in signing.signers))
        texts += tuple(f"signature.{s}" for s in signing.signatures)
        yield RuleEntry(f"signing {signing.id}", signing.provenance, texts)
    for age in ruleset.ages:
        texts = _texts("statement.age", f"{age.topic}_below", f"{age.topic}_from")
        yield RuleEntry(f"age {age.id}", age.provenance, texts)
    for channel in ruleset.channels:
        texts = (f"statement.channel.{channel.id}",)
        texts += (f"statement.channel_where.{channel.where}",) if channel.where else ()
        texts += tuple(f"statement.channel_set.{part}" for part in channel.paper_set)
        yield RuleEntry(f"channel {channel.id}", channel.provenance, texts)
    for country in ruleset.countries:
        # Texts name the country only; how sure its days are is worded where they are counted.
        texts = (f"country.{country.code}.name",)
        yield RuleEntry(f"country {country.code}", country.provenance, texts, words_its_doubt=False)
    for value in ruleset.values:
        yield RuleEntry(f"value {value.id}", value.provenance, (), words_its_doubt=False)
    for threshold in ruleset.thresholds:
        name = f"threshold of {threshold.provenance.in_force_from}"
        yield RuleEntry(name, threshold.provenance, (), words_its_doubt=False)


def all_entries(ruleset: Ruleset) -> Iterator[RuleEntry]:
    """Every dated entry of the rule set."""
    for route in ruleset.routes:
        yield from route_entries(route)
    yield from other_entries(ruleset)

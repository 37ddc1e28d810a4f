"""The dossier as the documented JSON of ``permitdesk assess --json``.

A pure function: equal arguments give equal values. The form is fixed by
``resources/schema/assessment.schema.json``; a test holds both together. Ids are those of the
rules; sentences are in the language of ``texts``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from permitdesk.cli.output import Json, day_text, number
from permitdesk.cli.uncertain_json import uncertain_json
from permitdesk.domain.dossier import (
    AnnexItem,
    ChannelResult,
    ChecklistItem,
    Deadline,
    Dossier,
    EarlierFilingResult,
    FeeItem,
    LegalStay,
    RouteAssessment,
    SigningResult,
    TimelineProblem,
    Warning,
)
from permitdesk.domain.law.citations import Citation
from permitdesk.domain.law.findings import EarliestDates, Fact, Finding, Param, Statement, TextRef, Verdict
from permitdesk.domain.law.rules import Need, Ruleset
from permitdesk.domain.stay.evidence import ContinuityResult, StayEvidence
from permitdesk.rulesets.texts import Texts

#: version of this form; it grows by one when a key changes its meaning or goes away
FORMAT = 1

_APPLIES = {
    Verdict.MET: "no",
    Verdict.NOT_MET: "yes",
    Verdict.TOO_EARLY: "yes",
    Verdict.UNKNOWN: "unknown",
    Verdict.NEEDS_OFFICE: "needs_office",
}


def dossier_json(
    dossier: Dossier, ruleset: Ruleset, texts: Texts, only: str | None = None
) -> dict[str, Json]:
    """The whole dossier; ``only`` keeps the one route with this id."""
    return _Writer(ruleset, texts).dossier(dossier, only)


def evidence_json(evidence: StayEvidence, ruleset: Ruleset, texts: Texts) -> dict[str, Json]:
    """The proof behind one required period of stay."""
    return _Writer(ruleset, texts).evidence(evidence)


class _Writer:
    """Writes one dossier with the words of one language."""

    def __init__(self, ruleset: Ruleset, texts: Texts) -> None:
        self._texts = texts
        self._sources = {source.id: source for source in ruleset.sources}
        #: sources as written, by the identity of their citation: few citations stand in thousands of places
        self._written: dict[int, tuple[Citation, dict[str, Json]]] = {}

    def dossier(self, dossier: Dossier, only: str | None) -> dict[str, Json]:
        stamp = dossier.ruleset
        routes = [r for r in dossier.routes if only is None or r.id == only]
        return {
            "format": FORMAT,
            "ruleset": {
                "version": stamp.version,
                "verified_on": stamp.verified_on.isoformat(),
                "age_days": stamp.age_days,
                "freshness": stamp.freshness.value,
            },
            "on": dossier.on.isoformat(),
            "covered": dossier.covered,
            "language": self._texts.language,
            "last_day_of_legal_stay": self._legal_stay(dossier.last_day_of_legal_stay),
            "channel": dossier.channel.channel,
            "channel_explanation": self._sentences(dossier.channel.explanation),
            "earlier_filing": self._earlier_filing(dossier.earlier_filing),
            "chosen_route": dossier.chosen,
            "routes": [self._route(route) for route in routes],
            "warnings": [self._warning(warning) for warning in dossier.warnings],
            "timeline_problems": [self._problem(p) for p in dossier.timeline.problems],
            "outdated_advice": [
                {
                    "id": advice,
                    "told": self._texts.get(f"advice.{advice}.told"),
                    "now": self._texts.get(f"advice.{advice}.now"),
                }
                for advice in dossier.outdated_advice
            ],
        }

    def _legal_stay(self, stay: LegalStay) -> Json:
        return {
            "date": day_text(stay.day),
            "legal_now": stay.legal_now,
            "verdict": stay.verdict.value,
            "basis": stay.basis,
            "explanation": self._sentences(stay.explanation),
            "arithmetic": self._list(stay.arithmetic),
            "days_left": stay.days_left,
            "lenient_date": day_text(stay.lenient_day),
            "questions": list(stay.questions),
            "sources": self._cited(stay.citations),
        }

    def _earlier_filing(self, result: EarlierFilingResult) -> Json:
        return {
            "row": result.row,
            "result": result.result,
            "severity": result.severity,
            "explanation": self._sentences(result.explanation),
            "today": self._list(result.today),
            "questions": list(result.questions),
            "sources": self._cited(result.citations),
        }

    def _route(self, route: RouteAssessment) -> Json:
        return {
            "id": route.id,
            "title": self._texts.get(f"route.{route.id}.title"),
            "family": route.family.value,
            "in_mos": route.in_mos,
            "verdict": route.verdict.value,
            "earliest_filing_date": _earliest(route.earliest_filing_date),
            "file_by": day_text(route.file_by),
            "requirements": [self._finding(f, "requirement") for f in route.requirements],
            "bars": [self._obstacle(f, "bar") for f in route.bars],
            "refusal_grounds": [self._obstacle(f, "refusal") for f in route.refusal_grounds],
            "checklist": [self._document(item) for item in route.checklist],
            "fees": [self._fee(fee) for fee in route.fees],
            "signing": self._signing(route.signing),
            "deadlines": [self._deadline(deadline) for deadline in route.deadlines],
            "warnings": [self._warning(warning) for warning in route.warnings],
            "notes": [
                {
                    "id": note.id,
                    "topic": note.topic,
                    "text": self._texts.get(f"note.{note.id}"),
                    "sources": self._cited(note.citations),
                }
                for note in route.notes
            ],
            "remedies": self._list(route.remedies),
            "stay": [self.evidence(evidence) for evidence in route.stay_evidence],
            "open_questions": list(route.open_questions),
            "related": list(route.related),
            "fit": route.fit.value,
            "group": route.group.value,
            "changes": self._list(route.changes),
            "channel": self._channel(route.channel),
            "annexes": [self._annex(annex) for annex in route.annexes],
        }

    def _channel(self, channel: ChannelResult) -> Json:
        return {
            "channel": channel.channel,
            "explanation": self._sentences(channel.explanation),
            "where": self._list(channel.where),
            "paper_set": self._list(channel.paper_set),
            "sources": self._cited(channel.citations),
        }

    def _annex(self, annex: AnnexItem) -> Json:
        return {
            "id": annex.id,
            "entry": annex.entry,
            "number": annex.number,
            "title": self._texts.get(f"annex.{annex.id}.title"),
            "party": annex.party,
            "third_party": annex.third_party,
            "party_name": annex.party_name,
            "signatures": list(annex.signatures),
            "ready": [self._texts.get(f"annex_block.{block}") for block in annex.blocks],
            "needed": annex.needed.value,
            "requested_on": day_text(annex.requested_on),
            "signed": annex.signed,
            "sources": self._cited(annex.citations),
        }

    def _obstacle(self, finding: Finding, kind: str) -> Json:
        # A bar that is "met" reads as if it applied; so it is said from the other side, too.
        return {**self._finding(finding, kind), "applies": _APPLIES[finding.verdict]}

    def _finding(self, finding: Finding, kind: str) -> dict[str, Json]:
        return {
            "id": finding.rule_id,
            "title": self._texts.get(f"{kind}.{finding.rule_id}.title"),
            "verdict": finding.verdict.value,
            "explanation": self._sentences(finding.explanation),
            "arithmetic": self._list(finding.arithmetic),
            "facts_used": [self._fact(fact) for fact in finding.facts_used],
            "earliest": None if finding.earliest is None else _earliest(finding.earliest),
            "questions": list(finding.questions),
            "sources": self._cited(finding.citations),
        }

    def _document(self, item: ChecklistItem) -> Json:
        """``required``: true, false (only helpful), or null while an open answer decides."""
        required = None if item.needed is not Verdict.MET else item.need is not Need.HELPFUL
        return {
            "id": item.id,
            "document": item.document,
            "title": self._texts.get(f"document.{item.document}.title"),
            "stage": item.stage.value,
            "required": required,
            "need": item.need.value,
            "why": self._texts.get(f"document.{item.document}.why"),
            "translation": item.translation,
            "status": item.status,
            "note": item.note,
            "sources": self._cited(item.citations),
        }

    def _fee(self, fee: FeeItem) -> Json:
        possible = fee.possible_amount_pln
        return {
            "id": fee.id,
            "title": self._texts.get(f"fee.{fee.id}.title"),
            "amount_pln": number(fee.amount_pln),
            "payee": fee.payee.value,
            "reduction": fee.reduction,
            "possible_reduction": fee.possible_reduction,
            "possible_amount_pln": None if possible is None else number(possible),
            "explanation": self._sentences(fee.explanation),
            "paid_on": day_text(fee.paid_on),
            "sources": self._cited(fee.citations),
        }

    def _signing(self, signing: SigningResult) -> Json:
        return {
            "who": list(signing.required_signers),
            "allowed_signatures": list(signing.allowed_signatures),
            "named_signer": signing.named_signer,
            "named_signature": signing.named_signature,
            "result": signing.result,
            "explanation": self._sentences(signing.explanation),
            "sources": self._cited(signing.citations),
        }

    def _deadline(self, deadline: Deadline) -> Json:
        return {
            "id": deadline.id,
            "title": self._texts.get(f"deadline.{deadline.id}.title"),
            "date": deadline.day.isoformat(),
            "unrolled": deadline.unrolled.isoformat(),
            "kind": deadline.kind.value,
            "basis": self._sentences(deadline.basis),
            "done": deadline.done,
            "sources": self._cited(deadline.citations),
        }

    def _warning(self, warning: Warning) -> Json:
        return {
            "id": warning.id,
            "severity": warning.severity,
            "text": self._texts.render(warning.text),
            "today": None if warning.today is None else self._texts.render(warning.today),
            "sources": self._cited(warning.citations),
        }

    def _problem(self, problem: TimelineProblem) -> Json:
        return {
            "kind": problem.kind,
            "first": day_text(problem.first),
            "last": day_text(problem.last),
            "paths": list(problem.paths),
            "text": self._texts.render(problem.text),
        }

    def evidence(self, evidence: StayEvidence) -> dict[str, Json]:
        """One required period, whatever route it belongs to."""
        started = evidence.clock_started
        return {
            "requirement": evidence.rule_id,
            "verdict": evidence.verdict.value,
            "window": {"first": day_text(evidence.window_first), "last": day_text(evidence.window_last)},
            "required_years": evidence.required_years,
            "required_days": evidence.required_days,
            "credited_days": {
                "strict": number(evidence.credited_strict),
                "lenient": number(evidence.credited_lenient),
            },
            "clock_started": None if started is None else self._texts.render(started),
            "earliest": {
                "safe": day_text(evidence.earliest_safe),
                "lenient": day_text(evidence.earliest_lenient),
            },
            "continuity": None if evidence.continuity is None else _continuity(evidence.continuity),
            "ledger": [
                {
                    "kind": row.kind.value,
                    "first": row.first.isoformat(),
                    "last": row.last.isoformat(),
                    "days": row.days,
                    "status": row.status_kind,
                    "credited": {
                        "strict": number(row.credited_strict),
                        "lenient": number(row.credited_lenient),
                    },
                    "note": self._texts.render(row.note),
                }
                for row in evidence.ledger
            ],
            "notes": self._list(evidence.notes),
            **uncertain_json(evidence, self._texts),
        }

    def _fact(self, fact: Fact) -> Json:
        return {"path": fact.path, "value": self._plain(fact.value)}

    def _plain(self, value: Param | None) -> Json:
        match value:
            case date():
                return value.isoformat()
            case Decimal():
                return number(value)
            case TextRef(id=text_id):
                return self._texts.get(text_id)
            case _:
                return value

    def _cited(self, citations: Iterable[Citation]) -> list[Json]:
        return [self._source(citation) for citation in citations]

    def _source(self, citation: Citation) -> Json:
        # The citation is kept too, so that no other can come to stand under its identity.
        known = self._written.get(id(citation))
        if known is None:
            source = self._sources[citation.source]
            known = self._written[id(citation)] = (
                citation,
                {
                    "source": citation.source,
                    "title": source.title,
                    "url": source.url,
                    "article": citation.article,
                    "verified_on": citation.verified_on.isoformat(),
                    "certainty": citation.certainty.value,
                },
            )
        return known[1]

    def _list(self, statements: Iterable[Statement]) -> list[Json]:
        return [self._texts.render(statement) for statement in statements]

    def _sentences(self, statements: Iterable[Statement]) -> str:
        return " ".join(self._texts.render(statement) for statement in statements)


def _earliest(dates: EarliestDates) -> Json:
    return {"safe": day_text(dates.safe), "lenient": day_text(dates.lenient)}


def _continuity(found: ContinuityResult) -> Json:
    return {
        "window": {"first": found.window_first.isoformat(), "last": found.window_last.isoformat()},
        "grade": found.grade.value,
        "longest": {"strict": found.longest_strict, "lenient": found.longest_lenient},
        "total": {"strict": found.total_days_strict, "lenient": found.total_days_lenient},
        "total_limit": {"strict": found.total_limit_strict, "lenient": found.total_limit_lenient},
        "breaks": [
            {
                "absence": one.absence_id,
                "left": one.left.isoformat(),
                "returned": day_text(one.returned),
                "reason": one.reason.value,
                "days": {"strict": one.days_strict, "lenient": one.days_lenient},
                "exempt": one.exempt,
                "grade": one.grade.value,
                "safe_until": one.safe_until.isoformat(),
                "exceeded_from": one.exceeded_from.isoformat(),
            }
            for one in found.breaks
        ],
    }

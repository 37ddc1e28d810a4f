"""Who may sign in MOS, and what a wrong signature does (art. 203d(3), (5), 219d(3), (5))."""

from __future__ import annotations

from datetime import date

from permitdesk.domain.case import ApplicantKind, Case, SignatureKind
from permitdesk.domain.dossier import SigningResult
from permitdesk.domain.law.citations import Citation
from permitdesk.domain.law.findings import Statement, say
from permitdesk.domain.law.rules import Family, SigningRule


def signing_result(case: Case, rules: tuple[SigningRule, ...], family: Family, on: date) -> SigningResult:
    """Hold the signer named in the case against the rule for this applicant and family."""
    named = (
        None if case.signer is None else case.signer.value,
        None if case.signature is None else case.signature.value,
    )
    in_force = [r for r in rules if r.family is family and r.provenance.covers(on)]
    if case.applicant is None:
        signers = tuple(dict.fromkeys(s for r in in_force for s in r.signers))
        return SigningResult(
            signers, (), *named, "unknown", (say("signing.applicant_open"),), _cite(in_force)
        )
    rule = next((r for r in in_force if r.applicant == case.applicant.value), None)
    if rule is None:
        return SigningResult((), (), *named, "unknown", (say("signing.not_covered", on=on),), ())
    result, explanation = _judge(case, rule)
    return SigningResult(
        rule.signers, rule.signatures, *named, result, tuple(explanation), (rule.provenance.citation(),)
    )


def _judge(case: Case, rule: SigningRule) -> tuple[str, list[Statement]]:
    explanation = [say(f"signing.who_{rule.applicant}")]
    if case.signer is None:
        return "unknown", [*explanation, say("signing.signer_open")]
    if case.signer.value not in rule.signers:
        return "wrong_signer", [*explanation, say("signing.wrong_signer")]
    if case.signature is None or case.signature is SignatureKind.NONE:
        return "unknown", [*explanation, say("signing.signature_open")]
    if case.signature.value not in rule.signatures:
        return "wrong_signature", [*explanation, say("signing.wrong_signature")]
    if case.signature is SignatureKind.PERSONAL:
        explanation.append(say("signing.personal_needs_polish_id"))
    return "valid", [*explanation, say("signing.valid")]


def own_signature(case: Case, signer: str | None, rules: tuple[SigningRule, ...], on: date) -> str:
    """Whether an earlier filing was signed by somebody entitled: ``yes``, ``no`` or ``dont_know``.

    Without a known applicant an adult is assumed only for the applicant's own signature:
    that one is right for nobody else.
    """
    if signer is None:
        return "dont_know"
    applicant = (case.applicant or ApplicantKind.ADULT).value
    entitled = {s for r in rules if r.applicant == applicant and r.provenance.covers(on) for s in r.signers}
    if signer in entitled:
        return "yes" if case.applicant is not None else "dont_know"
    anybody = {s for r in rules if r.provenance.covers(on) for s in r.signers}
    return "no" if case.applicant is not None or signer not in anybody else "dont_know"


def _cite(rules: list[SigningRule]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(r.provenance.citation() for r in rules))

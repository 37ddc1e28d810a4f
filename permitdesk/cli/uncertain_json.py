"""What approximate days and reasons without proof leave open in a required stay, as JSON."""

from __future__ import annotations

from permitdesk.cli.output import Json, day_text
from permitdesk.domain.stay.evidence import BestCase, DecisiveDay, ReasonAtRisk, ReasonsRefused, StayEvidence
from permitdesk.rulesets.texts import Texts


def uncertain_json(evidence: StayEvidence, texts: Texts) -> dict[str, Json]:
    """The best case, the day that matters most, and each reason with the dates that hang on it."""
    return {
        "best": None if evidence.best is None else _best(evidence.best),
        "decisive": None if evidence.decisive is None else _decisive(evidence.decisive, texts),
        "reasons": [_reason(reason) for reason in evidence.reasons],
        "reasons_refused": None if evidence.reasons_refused is None else _refused(evidence.reasons_refused),
    }


def _best(best: BestCase) -> Json:
    return {
        "verdict": best.verdict.value,
        "earliest": {"safe": day_text(best.earliest_safe), "lenient": day_text(best.earliest_lenient)},
    }


def _decisive(day: DecisiveDay, texts: Texts) -> Json:
    return {
        "path": day.path,
        "days_earlier": day.days_earlier,
        "proofs": [texts.render(proof) for proof in day.proofs],
    }


def _reason(reason: ReasonAtRisk) -> Json:
    return {
        "absence": reason.absence_id,
        "reason": reason.reason.value,
        "proof_state": None if reason.proof_state is None else reason.proof_state.value,
        "earliest_with": day_text(reason.earliest_with),
        "earliest_without": day_text(reason.earliest_without),
    }


def _refused(refused: ReasonsRefused) -> Json:
    return {"verdict": refused.verdict.value, "earliest_safe": day_text(refused.earliest_safe)}

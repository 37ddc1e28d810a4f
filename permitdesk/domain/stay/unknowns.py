"""What missing days and reasons do to a result: a verdict is never surer than its weakest input."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from permitdesk.domain.case import AbsenceReason
from permitdesk.domain.law.findings import Verdict, say
from permitdesk.domain.stay.evidence import StayEvidence
from permitdesk.domain.stay.kinds import StatusKind
from permitdesk.domain.stay.timeline import Timeline

_HOPEFUL = frozenset({Verdict.MET, Verdict.NEEDS_OFFICE})

#: notes that name a filing day, or weigh one; without a day they would promise one all the same
_OF_FILING_DAYS = frozenset(
    f"stay.note_{name}"
    for name in (
        "title_ends",
        "title_continues",
        "two_dates",
        "reason_refused",
        "approximate",
        "approximate_perhaps",
        "approximate_same",
        "approximate_dates",
    )
)


def unknown_evidence(rule_id: str, years: int, questions: tuple[str, ...]) -> StayEvidence:
    """Evidence that says only which answers are missing."""
    return StayEvidence(
        rule_id=rule_id,
        window_first=None,
        window_last=None,
        required_years=years,
        required_days=0,
        credited_strict=Decimal(0),
        credited_lenient=Decimal(0),
        continuity=None,
        ledger=(),
        clock_started=None,
        earliest_safe=None,
        earliest_lenient=None,
        verdict=Verdict.UNKNOWN,
        notes=(say("stay.note_missing"),),
        questions=questions,
    )


def may_be_one_of(kind: str, kinds: Iterable[str]) -> bool:
    """Whether an unclear kind may turn out to be one of ``kinds``.

    "tolerated_unknown" names its family before the last word; "not_known" may be anything.
    """
    family, _, last = kind.rpartition("_")
    return kind == "not_known" or (last == "unknown" and any(k.startswith(family) for k in kinds))


def unclear_paths(timeline: Timeline, kinds: Iterable[str]) -> dict[str, str]:
    """Titles whose kind may turn out to be one of ``kinds``: the question that settles it, and the kind."""
    wanted = tuple(kinds)
    return {f"{t.path}.kind": t.kind.id for t in timeline.titles if may_be_one_of(t.kind.id, wanted)}


def settle(
    timeline: Timeline,
    evidence: StayEvidence,
    with_reason: StayEvidence | None,
    *,
    matters: Callable[[StatusKind | None], bool],
    breakers_matter: bool,
) -> StayEvidence:
    """Turn ``evidence`` into UNKNOWN if a missing day or reason could change it.

    ``with_reason`` is the same with unknown reasons taken as exempting; ``matters`` says whether
    a title of that kind could lengthen the stay, ``breakers_matter`` whether one that is not
    legal could interrupt it.
    """
    open_paths: list[str] = []
    for journey in timeline.lost_journeys:
        if not _harmless(journey.returned, evidence):
            open_paths += journey.questions
    for title in timeline.lost_titles:
        breaks = title.kind is None or not title.kind.legal
        if (breakers_matter and breaks) or (evidence.verdict is not Verdict.MET and matters(title.kind)):
            open_paths += title.questions
    if with_reason is not None and with_reason.verdict is not evidence.verdict:
        open_paths += [
            f"absences.{j.id}.reason" for j in timeline.journeys if j.reason is AbsenceReason.UNKNOWN
        ]
    if breakers_matter and timeline.filing_unknown and evidence.verdict in _HOPEFUL:
        open_paths.append("current_stay.filed_in_legal_stay")
    if not open_paths:
        if with_reason is not None and with_reason.earliest_safe != evidence.earliest_safe:
            evidence = replace(evidence, notes=(*evidence.notes, say("stay.note_reason_unknown")))
        return evidence
    return opened(evidence, open_paths)


def opened(evidence: StayEvidence, paths: Iterable[str]) -> StayEvidence:
    """``evidence`` as UNKNOWN without dates until the questions ``paths`` are answered."""
    undated = without_days(evidence)
    return replace(
        undated,
        verdict=Verdict.UNKNOWN,
        notes=(*undated.notes, say("stay.note_missing")),
        questions=tuple(dict.fromkeys((*evidence.questions, *paths))),
    )


def without_days(evidence: StayEvidence) -> StayEvidence:
    """``evidence`` without any filing day, also of its best case and of what its reasons are worth."""
    return replace(
        evidence,
        earliest_safe=None,
        earliest_lenient=None,
        best=None,
        decisive=None,
        reasons=(),
        reasons_refused=None,
        notes=tuple(note for note in evidence.notes if note.text not in _OF_FILING_DAYS),
    )


def _harmless(returned: int | None, evidence: StayEvidence) -> bool:
    """A journey with an unknown begin that ended before everything that counts, or that cannot help."""
    if evidence.verdict is Verdict.NOT_MET:
        return True
    first = evidence.window_first
    return (
        evidence.verdict is Verdict.MET
        and returned is not None
        and first is not None
        and returned < first.toordinal()
    )

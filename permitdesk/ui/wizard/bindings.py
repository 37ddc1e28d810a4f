"""From a field path to the answer in the case and back. The only place that knows field types.

``DONT_KNOW`` is kept in ``Case.dont_know`` for fields that have no such value of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from permitdesk.domain.answers import DONT_KNOW, AnswerValue
from permitdesk.domain.case import (
    AnnexState,
    ApplicantKind,
    Case,
    CurrentStay,
    DocumentState,
    DocumentStatus,
    EarlierFiling,
    FilingChannel,
    FilingOutcome,
    PaymentState,
    SignatureKind,
    SignerKind,
    Tri,
)

_ENUMS: dict[str, Callable[[str], StrEnum]] = {
    "applicant": ApplicantKind,
    "signer": SignerKind,
    "signature": SignatureKind,
    "journeys_complete": Tri,
    "person.has_pesel": Tri,
    "person.has_trusted_profile": Tri,
    "person.has_e_delivery": Tri,
    "current_stay.second_instance": Tri,
    "current_stay.filed_in_legal_stay": Tri,
    "earlier_filing.filed": Tri,
    "earlier_filing.channel": FilingChannel,
    "earlier_filing.upo_received": Tri,
    "earlier_filing.signer": SignerKind,
    "earlier_filing.annex_signed": Tri,
    "earlier_filing.defects_cured": Tri,
    "earlier_filing.filed_again_in_mos": Tri,
    "earlier_filing.paper_case": Tri,
    "earlier_filing.outcome": FilingOutcome,
    "filing.upo_received": Tri,
    "filing.certificate_shows_signer": Tri,
    "filing.certificate_of_filing_received": Tri,
}
#: text fields that are empty, not None, when nothing was told
_TEXTS = frozenset(
    {
        "person.given_names",
        "person.surname",
        "earlier_filing.case_number",
        "filing.upo_number",
        "filing.upo_time",
        "filing.upo_file_name",
        "title",
        "note",
        "advisor",
    }
)


def read_path(case: Case, path: str) -> AnswerValue | None:
    """The answer at ``path``; ``DONT_KNOW`` if the person said so, None if nothing was told.

    Raises AttributeError for a path that the case does not have.
    """
    head, _, tail = path.partition(".")
    if head == "answers":
        return case.answers.get(tail)
    if path in case.dont_know:
        return DONT_KNOW
    if head == "annexes":
        entry, _, name = tail.rpartition(".")
        return _plain(getattr(annex_state(case, entry), name))
    if path == "person.citizenships":
        return ", ".join(case.person.citizenships) or None
    owner: Any = case
    if tail:
        owner = getattr(case, head)
        if owner is None:
            return None
    return _plain(getattr(owner, tail or head))


def _plain(value: Any) -> AnswerValue | None:
    """A stored value as a field shows it; other things than answers are None."""
    if value is Tri.DONT_KNOW:
        return DONT_KNOW
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (str, int, Decimal, date)):
        return value or None if isinstance(value, str) else value
    return None


def write_path(case: Case, path: str, value: AnswerValue | None) -> Case:
    """A copy of the case with the answer at ``path`` replaced; None takes it back.

    Writing below ``earlier_filing`` when nothing was told before says that something was filed.
    Raises AttributeError or TypeError for a path that the case does not have.
    """
    head, _, tail = path.partition(".")
    if head == "answers":
        return case.with_changes(answers=case.answers.with_answer(tail, value))
    if head == "annexes":
        entry, _, name = tail.rpartition(".")
        return _with_annex(case, entry, name, value)
    marked = case.dont_know - {path}
    stored = _stored(path, value)
    if value is DONT_KNOW and stored is not Tri.DONT_KNOW:
        marked |= {path}
    case = case.with_changes(dont_know=frozenset(marked))
    if not tail:
        return case.with_changes(**{head: stored})
    owner = getattr(case, head)
    if owner is None and head == "earlier_filing":
        owner = EarlierFiling(filed=Tri.YES)
    if owner is None and head == "current_stay":
        owner = CurrentStay("not_known")
    if path == "earlier_filing.filed" and stored is None:
        return case.with_changes(earlier_filing=None)
    return case.with_changes(**{head: replace(owner, **{tail: stored})})


def _stored(path: str, value: AnswerValue | None) -> Any:
    """The value as the field keeps it."""
    kind = _ENUMS.get(path)
    if value is DONT_KNOW:
        if kind is Tri:
            return Tri.DONT_KNOW
        value = None
    if path == "person.citizenships":
        words = str(value or "").replace(";", ",").split(",")
        return tuple(word.strip() for word in words if word.strip())
    if path in _TEXTS:
        return str(value or "")
    if value is None or kind is None:
        return value
    return kind(str(value))


def choose_stay(case: Case, kind: str) -> Case:
    """The case with another kind of current stay; days already told are kept under their names."""
    stay = case.current_stay
    changed = CurrentStay(kind) if stay is None else replace(stay, kind=kind)
    return case.with_changes(current_stay=changed)


def told_tri(value: AnswerValue | None) -> Tri | None:
    """A yes/no answer as the notes of documents and payments keep it."""
    if value is None:
        return None
    return Tri(value) if isinstance(value, str) else Tri.DONT_KNOW


def annex_state(case: Case, entry: str) -> AnnexState:
    """What was noted about an annex of somebody else; an empty note if nothing was."""
    return next((a for a in case.annexes if a.id == entry), AnnexState(entry))


def _with_annex(case: Case, entry: str, name: str, value: AnswerValue | None) -> Case:
    """The case with one field of one annex replaced; its place among the annexes stays."""
    stored: Any = value
    if name == "signed":
        stored = told_tri(value)
    elif name == "party_name":
        stored = str(value or "")
    elif value is DONT_KNOW:
        stored = None
    changed = replace(annex_state(case, entry), **{name: stored})
    known = {a.id: a for a in case.annexes} | {entry: changed}
    return case.with_changes(annexes=tuple(known.values()))


def document_state(case: Case, item_id: str) -> DocumentState:
    """What was noted about a checklist item; an empty note if nothing was."""
    return next((d for d in case.documents if d.id == item_id), DocumentState(item_id))


def with_document(case: Case, state: DocumentState) -> Case:
    """The case with the note about one checklist item replaced."""
    others = tuple(d for d in case.documents if d.id != state.id)
    if state == DocumentState(state.id, DocumentStatus.MISSING):
        return case.with_changes(documents=others)
    return case.with_changes(documents=tuple(sorted((*others, state), key=lambda d: d.id)))


def payment_state(case: Case, fee_id: str) -> PaymentState:
    """What was noted about a fee; an empty note if nothing was."""
    return next((p for p in case.payments if p.id == fee_id), PaymentState(fee_id))


def with_payment(case: Case, state: PaymentState) -> Case:
    """The case with the note about one fee replaced."""
    others = tuple(p for p in case.payments if p.id != state.id)
    if state == PaymentState(state.id):
        return case.with_changes(payments=others)
    return case.with_changes(payments=tuple(sorted((*others, state), key=lambda p: p.id)))

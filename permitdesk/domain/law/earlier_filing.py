"""What an earlier filing is worth: the decision table around 27 April 2026, first matching row."""

from __future__ import annotations

from datetime import date

from permitdesk.domain.case import Case, EarlierFiling, FilingChannel, FilingOutcome, Tri
from permitdesk.domain.dossier import EarlierFilingResult
from permitdesk.domain.law.findings import Statement, TextRef, say
from permitdesk.domain.law.rules import EarlierFilingRow, Family, SigningRule
from permitdesk.domain.law.signing import own_signature
from permitdesk.domain.records import dataclass

_YES_NO = {"yes", "no"}


@dataclass(frozen=True, slots=True)
class _Match:
    row: EarlierFilingRow
    missing: tuple[str, ...]


def judge_earlier_filing(
    case: Case, rows: tuple[EarlierFilingRow, ...], signing: tuple[SigningRule, ...], on: date
) -> EarlierFilingResult:
    """The first row that fits. An open answer that an earlier row needs keeps the result open."""
    filing = case.earlier_filing
    if filing is None or filing.filed is Tri.DONT_KNOW:
        return _open(("earlier_filing.filed",))
    if filing.filed is Tri.NO:
        return EarlierFilingResult(None, "none", "info", (say("earlier.none"),), (), ())
    if filing.outcome not in {None, FilingOutcome.PENDING}:
        assert filing.outcome is not None
        ended = say("earlier.ended", outcome=TextRef(f"outcome.{filing.outcome.value}"))
        return EarlierFilingResult(None, "ended", "info", (ended,), (), ())
    if filing.channel is None:
        return _open(("earlier_filing.channel",))
    signature = own_signature(case, None if filing.signer is None else filing.signer.value, signing, on)
    missing: list[str] = []
    for row in rows:
        if not row.provenance.covers(on):
            continue
        match = _match(row, filing, filing.channel, signature)
        if match is None:
            continue
        missing += match.missing
        if not match.missing and not missing:
            return _result(row)
        if not match.missing:
            break
    return _open(tuple(dict.fromkeys(missing)) or ("earlier_filing.channel",))


def _match(
    row: EarlierFilingRow, filing: EarlierFiling, channel: FilingChannel, signature: str
) -> _Match | None:
    if row.channels and channel.value not in row.channels:
        return None
    missing: list[str] = []
    fields = (
        ("upo_received", row.upo, _tri(filing.upo_received)),
        ("signer", row.own_signature, signature),
        ("annex_signed", row.annex_signed, _annex(filing)),
        ("filed_again_in_mos", row.filed_again, _tri(filing.filed_again_in_mos)),
        ("paper_case", row.paper_case, _tri(filing.paper_case)),
    )
    for name, wanted, given in fields:
        if not wanted or given in wanted:
            continue
        if given in _YES_NO:
            return None
        missing.append(f"earlier_filing.{name}")
    if row.received_from is not None or row.received_to is not None:
        received = filing.received_on
        if received is None:
            missing.append("earlier_filing.received_on")
        elif (row.received_from is not None and received < row.received_from) or (
            row.received_to is not None and received > row.received_to
        ):
            return None
    return _Match(row, tuple(missing))


def _annex(filing: EarlierFiling) -> str:
    # Annexes of third parties exist for temporary residence only (art. 106d(4)); nothing can lack elsewhere.
    if filing.family in {Family.PERMANENT.value, Family.LONG_TERM_EU.value}:
        return "yes"
    return _tri(filing.annex_signed)


def _tri(value: Tri | None) -> str:
    return "" if value is None else value.value


def _result(row: EarlierFilingRow) -> EarlierFilingResult:
    return EarlierFilingResult(
        row.id,
        row.result,
        row.severity,
        (_text(row, "result"),),
        (_text(row, "today"),),
        (row.provenance.citation(),),
    )


def _text(row: EarlierFilingRow, part: str) -> Statement:
    return say("earlier.text", text=TextRef(f"earlier_filing.{row.id}.{part}"))


def _open(questions: tuple[str, ...]) -> EarlierFilingResult:
    return EarlierFilingResult(None, "unknown", "amber", (say("earlier.open"),), (), (), questions)

"""Outdated advice that this person may have been given."""

from __future__ import annotations

from permitdesk.domain.law.conditions import evaluate
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import OutdatedAdvice
from permitdesk.domain.law.situation import Situation


def matching_advice(entries: tuple[OutdatedAdvice, ...], situation: Situation) -> tuple[str, ...]:
    """Ids of the entries whose channel or condition fits the answers."""
    filing = situation.case.earlier_filing
    channel = None if filing is None or filing.channel is None else filing.channel.value
    return tuple(
        entry.id
        for entry in entries
        if entry.provenance.covers(situation.on)
        and (
            (channel is not None and channel in entry.channels)
            or (entry.when is not None and evaluate(entry.when, situation, entry.id).verdict is Verdict.MET)
        )
    )

"""What would make a failed permit succeed."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from permitdesk.domain.law.findings import EarliestDates, Finding, Statement, TextRef, Verdict, say

#: A period that is safely complete within so many days needs no other remedy than to wait.
NEARLY_DAYS = 31


def _mends_by_waiting(finding: Finding) -> bool:
    known = finding.earliest is not None and finding.earliest.safe is not None
    return finding.verdict is Verdict.TOO_EARLY or (finding.verdict is Verdict.NEEDS_OFFICE and known)


def _nearly_complete(finding: Finding, on: date) -> bool:
    safe = None if finding.earliest is None else finding.earliest.safe
    if finding.verdict is not Verdict.NEEDS_OFFICE or safe is None:
        return False
    return (safe - on).days <= NEARLY_DAYS


def remedies(
    requirements: tuple[Finding, ...],
    bars: tuple[Finding, ...],
    refusals: tuple[Finding, ...],
    earliest: EarliestDates,
    on: date,
) -> tuple[Statement, ...]:
    """Ways out, in words: what each failed condition needs, waiting where that is enough, what must go."""
    found = [
        _fix(finding.rule_id)
        for finding in requirements
        if finding.verdict is Verdict.NOT_MET or finding.verdict is Verdict.NEEDS_OFFICE
        # A period that is nearly over needs patience only, not a new permit.
        if not _nearly_complete(finding, on)
    ]
    if earliest.safe is not None and earliest.safe > on and any(_mends_by_waiting(f) for f in requirements):
        found.append(say("remedy.wait", day=earliest.safe))
    for kind, findings in (("bar", bars), ("refusal", refusals)):
        found += [_must_go(kind, f.rule_id) for f in findings if f.verdict is Verdict.NOT_MET]
    return tuple(found)


@lru_cache(maxsize=1024)
def _must_go(kind: str, rule_id: str) -> Statement:
    """What must go: the same words for each of the many routes that share the rule."""
    return say(f"remedy.{kind}", title=TextRef(f"{kind}.{rule_id}.title"))


@lru_cache(maxsize=1024)
def _fix(rule_id: str) -> Statement:
    return say("remedy.requirement", text=TextRef(f"requirement.{rule_id}.fix"))

"""The dates of a route. Hard dates never roll, procedural terms do, and our own advice is called advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from permitdesk.domain.case import Case, DocumentStatus, Tri
from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.dates.terms import HardDate, ProceduralTerm, term_in_days
from permitdesk.domain.dossier import Deadline, DeadlineKind, FeeItem
from permitdesk.domain.law.conditions import evaluate
from permitdesk.domain.law.findings import TextRef, Verdict, say
from permitdesk.domain.law.rules import DeadlineRule
from permitdesk.domain.law.situation import Situation


@dataclass(frozen=True, slots=True)
class Anchors:
    """The days that dates are counted from; None: not known, and then no date is made up."""

    last_legal_day: date | None
    planned_filing: date | None
    filed_on: date | None
    draft_touched: date | None
    earliest_filing: date | None
    title_last_day: date | None

    def day(self, anchor: str) -> date | None:
        """The day of an anchor named in the rules. Raises KeyError for a name outside the list."""
        days: Mapping[str, date | None] = {
            "last_legal_day": self.last_legal_day,
            "planned_filing": self.planned_filing,
            "filed_on": self.filed_on,
            "draft_touched": self.draft_touched,
            "earliest_filing": self.earliest_filing,
            "title_last_day": self.title_last_day,
        }
        return days[anchor]


def anchors(situation: Situation, file_by: date | None, earliest: date | None) -> Anchors:
    """Anchors of one route: ``file_by`` is its last filing day, ``earliest`` its safe first one."""
    case = situation.case
    return Anchors(
        last_legal_day=file_by,
        planned_filing=case.planned_filing_on,
        filed_on=case.filing.upo_received_on if case.filing.upo_received is Tri.YES else None,
        draft_touched=None if case.filing.upo_received is Tri.YES else case.filing.draft_last_touched_on,
        earliest_filing=earliest,
        title_last_day=None if case.current_stay is None else case.current_stay.last_day,
    )


def deadlines(
    rules: tuple[DeadlineRule, ...], points: Anchors, fees: tuple[FeeItem, ...], situation: Situation
) -> tuple[Deadline, ...]:
    """Every date in force whose anchor is known, in the order of days."""
    found = []
    for rule in rules:
        anchor = points.day(rule.anchor)
        if anchor is None or not rule.provenance.covers(situation.on):
            continue
        if rule.when is not None and evaluate(rule.when, situation, rule.id).verdict is Verdict.NOT_MET:
            continue
        floor = points.day(rule.not_before) if rule.not_before else None
        if floor is not None and floor > anchor:
            continue
        found.append(_deadline(rule, anchor, floor, fees, situation))
    return tuple(sorted(found, key=lambda d: (d.day, d.id)))


def _deadline(
    rule: DeadlineRule, anchor: date, floor: date | None, fees: tuple[FeeItem, ...], situation: Situation
) -> Deadline:
    term = _term(rule, anchor, situation.days_off)
    day, unrolled = (term.day, term.day) if isinstance(term, HardDate) else (term.due, term.unrolled)
    name = TextRef(f"anchor.{rule.anchor}")
    basis = [
        say("deadline.counted", days=abs(rule.days), anchor=name, anchor_day=anchor)
        if rule.days
        else say("deadline.is_anchor", anchor=name, anchor_day=anchor)
    ]
    if day != unrolled:
        basis.append(say("deadline.rolled", unrolled=unrolled, day=day))
    if floor is not None and floor > day:
        day = unrolled = floor
        basis = [say("deadline.not_before", day=floor)]
    return Deadline(
        rule.id,
        day,
        DeadlineKind(rule.kind),
        unrolled,
        tuple(basis),
        (rule.provenance.citation(),),
        done(rule.done_when, situation.case, fees),
    )


def _term(rule: DeadlineRule, anchor: date, days_off: DaysOff) -> HardDate | ProceduralTerm:
    # Only a procedural term may ever move; the data cannot make a hard date roll.
    if rule.kind == DeadlineKind.PROCEDURAL.value and rule.days > 0:
        return term_in_days(anchor, rule.days, days_off, rolls=rule.rolls)
    return HardDate(anchor + timedelta(days=rule.days))


def done(done_when: str, case: Case, fees: tuple[FeeItem, ...]) -> bool:
    """Whether what a date asks for is already done. Raises KeyError for a name outside the list."""
    match done_when:
        case "":
            return False
        case "pesel":
            return case.person.has_pesel is Tri.YES
        case "trusted_profile":
            return case.person.has_trusted_profile is Tri.YES
        case "e_delivery":
            return case.person.has_e_delivery is Tri.YES
        case "payments":
            return bool(fees) and all(f.paid_on is not None for f in fees if f.amount_pln > 0)
        case "photo":
            return any(d.id == "photo" and d.status is DocumentStatus.READY for d in case.documents)
        case "upo":
            return case.filing.upo_received is Tri.YES
        case "certificate":
            return case.filing.certificate_of_filing_received is Tri.YES
    raise KeyError(done_when)

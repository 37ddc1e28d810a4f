"""The dates of a route. Hard dates never roll, procedural terms do, and our own advice is called advice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, timedelta
from functools import partial

from permitdesk.domain.case import Case, DocumentStatus, Tri
from permitdesk.domain.dates.arithmetic import add_months
from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.dates.terms import (
    HardDate,
    ProceduralTerm,
    WorkingDayTerm,
    term_in_days,
    term_in_working_days,
)
from permitdesk.domain.dossier import AnnexItem, Deadline, DeadlineKind, FeeItem
from permitdesk.domain.law.annexes import all_requested, all_signed, known_unsigned, third_party
from permitdesk.domain.law.conditions import evaluate
from permitdesk.domain.law.findings import Statement, TextRef, Verdict, say
from permitdesk.domain.law.rules import Channel, DeadlineRule, Family, Route
from permitdesk.domain.law.situation import Situation
from permitdesk.domain.records import dataclass

#: an anchor ``answer.<question>`` is the day answered to that question
ANSWER = "answer."
#: what a date may need of a route beside its channel and family
NEEDS = frozenset({"", "third_party_annex"})
#: a condition that fails, or holds only later, keeps its date out
_NOT_SO = {Verdict.NOT_MET, Verdict.TOO_EARLY}


@dataclass(frozen=True, slots=True)
class Anchors:
    """The days that dates are counted from; None: not known, and then no date is made up."""

    last_legal_day: date | None
    planned_filing: date | None
    filed_on: date | None
    draft_touched: date | None
    earliest_filing: date | None
    title_last_day: date | None
    #: answers that are days, by question, of the questions that the route asks
    answered: Mapping[str, date] = field(default_factory=dict)

    def day(self, anchor: str) -> date | None:
        """The day of an anchor named in the rules. Raises KeyError for a name outside the list."""
        if anchor.startswith(ANSWER):
            return self.answered.get(anchor.removeprefix(ANSWER))
        if anchor not in _DAYS:
            raise KeyError(anchor)
        found: date | None = getattr(self, anchor)
        return found


#: the anchors that are fields
_DAYS = frozenset(Anchors.__slots__) - {"answered"}


def anchors(
    situation: Situation, file_by: date | None, earliest: date | None, questions: tuple[str, ...] = ()
) -> Anchors:
    """Anchors of one route: ``file_by`` is its last filing day, ``earliest`` its safe first one.

    ``questions`` are those of the route: a day answered for another permit is no anchor here.
    """
    case = situation.case
    # Days told are few, questions many.
    answered = {q: day for q, day in case.answers if isinstance(day, date) and q in questions}
    return Anchors(
        last_legal_day=file_by,
        planned_filing=case.planned_filing_on,
        filed_on=case.filing.upo_received_on if case.filing.upo_received is Tri.YES else None,
        draft_touched=None if case.filing.upo_received is Tri.YES else case.filing.draft_last_touched_on,
        earliest_filing=earliest,
        title_last_day=None if case.current_stay is None else case.current_stay.last_day,
        answered=answered,
    )


def deadlines(
    rules: tuple[DeadlineRule, ...],
    points: Anchors,
    fees: tuple[FeeItem, ...],
    situation: Situation,
    route: Route,
    annexes: tuple[AnnexItem, ...] = (),
) -> tuple[Deadline, ...]:
    """Every date in force for this route whose anchor is known, in the order of days."""
    found = []
    for rule in rules:
        if not _is_for(rule, route, annexes):
            continue
        anchor = points.day(rule.anchor)
        if anchor is None or not rule.provenance.covers(situation.on):
            continue
        if rule.when is not None and evaluate(rule.when, situation, rule.id).verdict in _NOT_SO:
            continue
        floor = points.day(rule.not_before) if rule.not_before else None
        if floor is not None and floor > anchor:
            continue
        is_done = done(rule.done_when, situation.case, fees, annexes)
        # Most routes have their dates from the same days, so a date is worked out once for them all.
        work_out = partial(_deadline, rule, anchor, floor, situation, is_done)
        found.append(situation.once(("deadline", id(rule), anchor, floor, is_done), work_out))
    return tuple(sorted(found, key=lambda d: (d.day, d.id)))


def meant_for(rule: DeadlineRule, family: Family, channel: Channel) -> bool:
    """Whether a date is printed for routes of this family and channel."""
    if rule.families and family not in rule.families:
        return False
    return channel in (rule.channels or (Channel.MOS,))


def _is_for(rule: DeadlineRule, route: Route, annexes: tuple[AnnexItem, ...]) -> bool:
    """Whether a date is printed for this route: its family, its channel, what the date needs."""
    return meant_for(rule, route.family, route.channel) and (not rule.needs or bool(third_party(annexes)))


def _deadline(
    rule: DeadlineRule, anchor: date, floor: date | None, situation: Situation, is_done: bool
) -> Deadline:
    name = TextRef(anchor_text(rule.anchor))
    term = _term(rule, anchor, situation.days_off)
    if isinstance(term, WorkingDayTerm):
        day = unrolled = term.cautious
        basis = _working_basis(rule, term, name)
    else:
        day, unrolled = (term.day, term.day) if isinstance(term, HardDate) else (term.due, term.unrolled)
        basis = [_counted(rule, name, anchor)]
        if day != unrolled:
            basis.append(say("deadline.rolled", unrolled=unrolled, day=day))
    if floor is not None and floor > day:
        day = unrolled = floor
        basis = [say("deadline.not_before", day=floor)]
    cited = (rule.provenance.citation(),)
    return Deadline(rule.id, day, DeadlineKind(rule.kind), unrolled, tuple(basis), cited, is_done)


def _counted(rule: DeadlineRule, name: TextRef, anchor: date) -> Statement:
    """How a date in calendar days or months follows from its anchor."""
    if rule.months:
        return say("deadline.months", months=rule.months, anchor=name, anchor_day=anchor)
    if rule.days:
        return say("deadline.counted", days=abs(rule.days), anchor=name, anchor_day=anchor)
    return say("deadline.is_anchor", anchor=name, anchor_day=anchor)


def _working_basis(rule: DeadlineRule, term: WorkingDayTerm, name: TextRef) -> list[Statement]:
    """The Act does not say if Saturday is a working day: so the earlier day is shown, the later told."""
    basis = [say("deadline.working", days=rule.days, anchor=name, anchor_day=term.event)]
    if term.monday_to_friday != term.cautious:
        later = term.monday_to_friday
        basis.append(say("deadline.working_later", careful=term.cautious, later=later))
    return basis


def anchor_text(anchor: str) -> str:
    """The text that names an anchor: its own words, or the label of the question answered."""
    if anchor.startswith(ANSWER):
        return f"question.{anchor.removeprefix(ANSWER)}.label"
    return f"anchor.{anchor}"


def _term(rule: DeadlineRule, anchor: date, days_off: DaysOff) -> HardDate | ProceduralTerm | WorkingDayTerm:
    if rule.working_days:
        return term_in_working_days(anchor, rule.days, days_off)
    if rule.months:
        return HardDate(add_months(anchor, rule.months) + timedelta(days=rule.days))
    # Only a procedural term may ever move; the data cannot make a hard date roll.
    if rule.kind == DeadlineKind.PROCEDURAL.value and rule.days > 0:
        return term_in_days(anchor, rule.days, days_off, rolls=rule.rolls)
    return HardDate(anchor + timedelta(days=rule.days))


def done(done_when: str, case: Case, fees: tuple[FeeItem, ...], annexes: tuple[AnnexItem, ...] = ()) -> bool:
    """Whether what a date asks for is already done. Raises KeyError for a name outside the list.

    A UPO does not settle a date while an annex is known to be unsigned (art. 106d(6)).
    """
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
            return case.filing.upo_received is Tri.YES and not known_unsigned(annexes)
        case "job_loss_notified":
            return isinstance(case.answers.known("job_loss_notified_on"), date)
        case "annexes_requested":
            return all_requested(annexes)
        case "annexes_signed":
            return all_signed(annexes)
        case "certificate":
            return case.filing.certificate_of_filing_received is Tri.YES
    raise KeyError(done_when)

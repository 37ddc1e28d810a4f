"""The last day of legal stay, from whatever title a person holds (art. 206, 222a, 299).

It is a hard date and the last day to file: that day is inside, and it never moves because of a
weekend or a holiday.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from permitdesk.domain.case import Case, Tri
from permitdesk.domain.dates.arithmetic import add_days
from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.dates.terms import term_in_days
from permitdesk.domain.dossier import LegalStay
from permitdesk.domain.law.findings import Verdict, say
from permitdesk.domain.law.rules import DatedValue
from permitdesk.domain.stay.approximate import variants
from permitdesk.domain.stay.holding import (
    Holding,
    fixed,
    leaving,
    missing,
    no_end,
    not_legal,
    printable_on_visa,
    unknown,
)
from permitdesk.domain.stay.kinds import LastDayRule, StatusKind
from permitdesk.domain.stay.short_stay import days_used_on_visa, short_stay
from permitdesk.domain.stay.short_stay_rule import short_stay_rule
from permitdesk.domain.stay.timeline import kind_name


def last_day_of_legal_stay(
    case: Case,
    kinds: Mapping[str, StatusKind],
    values: Iterable[DatedValue],
    on: date,
    days_off: DaysOff,
) -> LegalStay:
    """The last day of legal stay (inside) as of ``on``, with its explanation and open questions.

    ``day`` None with ``legal_now`` True: no fixed end. ``days_left`` counts from ``on`` to the
    last day; 0 on the last day itself and after it. Approximate days give the earliest last day that
    they leave open. Raises ValueError if the rules lack a number.
    """
    dated = tuple(values)
    careful = _last_day(case, kinds, dated, on, days_off)
    others = [_last_day(other, kinds, dated, on, days_off) for other in variants(case)]
    # Other ends may contradict each other, an entry after its exit: they say nothing.
    likely = [other for other in others if other.verdict is not Verdict.UNKNOWN]
    if careful.verdict is Verdict.UNKNOWN or all(_promise(o) == _promise(careful) for o in likely):
        return careful
    earliest = min((careful, *likely), key=_promise)
    found = replace(earliest, explanation=(*earliest.explanation, say("stay.legal_approximate")))
    if found.legal_now is not False or all(other.legal_now is False for other in (careful, *likely)):
        return found
    # Nobody is told to be here without a title because of a day that may have been another.
    paths = tuple(entry.path for entry in case.approximate)
    return replace(found, legal_now=None, verdict=Verdict.UNKNOWN, questions=(*found.questions, *paths))


def _promise(stay: LegalStay) -> tuple[int, date]:
    """How much a result promises, the least first: no legal stay, an open question, then by the last day."""
    return {False: 0, None: 1, True: 2}[stay.legal_now], stay.day or date.max


def _last_day(
    case: Case,
    kinds: Mapping[str, StatusKind],
    values: Iterable[DatedValue],
    on: date,
    days_off: DaysOff,
) -> LegalStay:
    """``last_day_of_legal_stay`` as if every day were known to the day."""
    stay = case.current_stay
    kind = None if stay is None else kinds.get(stay.kind)
    if stay is None or kind is None:
        return unknown((), ("current_stay.kind",), say("stay.legal_not_told"), "")
    holding = Holding(case, stay, kind, tuple(values), on, days_off)
    return _RULES[kind.last_day_rule](holding)


# --- one function per rule ----------------------------------------------------------


def _printed_date(holding: Holding) -> LegalStay:
    """The last printed day is still legal stay (art. 299(5))."""
    last = holding.stay.last_day
    if last is None:
        return missing(holding, "last_day")
    return fixed(holding, last, (say("stay.printed_day", day=last),))


def _visa(holding: Holding) -> LegalStay:
    """The earlier of the last day of validity and the last of the printed days (art. 299(1))."""
    stay = holding.stay
    allowed = stay.days_allowed
    if allowed is not None and not printable_on_visa(allowed, holding.values, holding.on):
        # No sticker says that, so we do not know what it says.
        allowed = None
    fields = {"last_day": stay.last_day, "days_allowed": allowed, "entered_on": stay.entered_on}
    if stay.last_day is None or allowed is None or stay.entered_on is None:
        if stay.last_day is not None and stay.last_day < holding.on:
            # The days of stay can only have ended it earlier: what is missing cannot mend it.
            return fixed(
                holding,
                stay.last_day,
                (say("stay.visa_validity", day=stay.last_day),),
                say("stay.visa_over"),
            )
        absent = [name for name, value in fields.items() if value is None]
        return missing(holding, *absent, lenient=stay.last_day)
    used = days_used_on_visa(holding.case, stay)
    left = max(0, allowed - used)
    by_days = add_days(stay.entered_on, left - 1)
    steps = (
        say("stay.visa_days", allowed=allowed, used=used, entry=stay.entered_on, day=by_days),
        say("stay.visa_validity", day=stay.last_day),
    )
    notes = () if used else (say("stay.visa_earlier_days"),)
    return fixed(holding, min(stay.last_day, by_days), steps, *notes)


def _schengen(holding: Holding) -> LegalStay:
    """The last day allowed in the window, all Schengen stays counted together (art. 299(2))."""
    rule = short_stay_rule(holding.values, holding.on)
    if rule is None:
        return unknown(
            (holding.kind.provenance.citation(),),
            (),
            say("stay.short_stay_not_covered", day=holding.on),
            holding.kind.last_day_rule.value,
        )
    found = short_stay(holding.case, holding.stay, rule)
    if found.questions or found.entry is None:
        return missing(holding, *found.questions)
    entry = found.entry
    if found.last_day is None:
        return not_legal(holding, say("stay.schengen_none_left", entry=entry))
    day, steps = found.last_day, [say("stay.schengen_days", entry=entry, days=found.days, day=found.last_day)]
    if holding.stay.last_day is not None and holding.stay.last_day < day:
        day = holding.stay.last_day
        steps.append(say("stay.printed_day", day=day))
    return fixed(holding, day, tuple(steps), say("stay.schengen_counts_all"))


def _until_no_end(holding: Holding) -> LegalStay:
    return no_end(holding, say("stay.legal_no_end", kind=kind_name(holding.kind)))


def _until_decision(holding: Holding) -> LegalStay:
    """Legal from filing until the decision is final, if filed in legal stay (art. 108, 206, 222a)."""
    stay = holding.stay
    if stay.filed_in_legal_stay is Tri.NO:
        return not_legal(holding, say("stay.waiting_filed_late"))
    if stay.filed_in_legal_stay is not Tri.YES:
        return missing(holding, "filed_in_legal_stay")
    if stay.decision_delivered_on is None:
        return no_end(holding, say("stay.waiting"), say("stay.waiting_suspended"))
    if stay.second_instance is None or stay.second_instance is Tri.DONT_KNOW:
        return missing(holding, "second_instance")
    if stay.second_instance is Tri.YES:
        return _after_final(holding)
    last = term_in_days(stay.decision_delivered_on, holding.number("appeal_days"), holding.days_off).due
    step = say("stay.appeal_term", delivered=stay.decision_delivered_on, day=last)
    leave = add_days(last, 1 + holding.number("departure_days_after_final_decision"))
    if holding.on > last:
        # With an appeal the wait goes on, without one the days to leave run: nobody has told us which.
        return unknown(
            (holding.kind.provenance.citation(),),
            ("current_stay.kind",),
            say("stay.appeal_over", day=last, leave=leave),
            holding.kind.last_day_rule.value,
            leave,
        )
    return fixed(holding, last, (step,), say("stay.waiting_appeal", day=last), lenient=leave)


def _until_proceedings_end(holding: Holding) -> LegalStay:
    """Legal while the case for international protection goes on."""
    if holding.stay.outcome in {None, "pending"}:
        return no_end(holding, say("stay.proceedings"))
    return unknown(
        (holding.kind.provenance.citation(),),
        ("current_stay.kind",),
        say("stay.proceedings_over"),
        holding.kind.last_day_rule.value,
    )


def _temporary_protection(holding: Holding) -> LegalStay:
    """To the last day set for everybody under temporary protection; then the 30 days of art. 299(6a)."""
    end = holding.value("temporary_protection_last_day")
    if end is None or not isinstance(end.value, date):
        return missing(holding, "last_day")
    if holding.on > end.value:
        return _after_protection(holding)
    found = fixed(
        holding,
        end.value,
        (say("stay.protection_day", day=end.value),),
        say("stay.protection_may_change"),
        more=(end.provenance.citation(),),
    )
    limit = holding.value("temporary_protection_days_abroad")
    if limit is None or not isinstance(limit.value, int) or _longest_journey(holding) <= limit.value:
        return found
    # Press and lawyers report the loss; no official text was found, so it is a question, not a result.
    lost = say("stay.protection_perhaps_lost", days=limit.value)
    return replace(
        found,
        legal_now=None,
        verdict=Verdict.NEEDS_OFFICE,
        explanation=(lost, *found.explanation[1:]),
        citations=(*found.citations, limit.provenance.citation()),
    )


def _longest_journey(holding: Holding) -> int:
    """The longest journey under the present title in days, those of leaving and of return inside."""
    since = holding.stay.first_day
    return max(
        (
            ((journey.returned or holding.on) - journey.left).days + 1
            for journey in holding.case.absences
            if journey.left is not None and (since is None or journey.left >= since)
        ),
        default=0,
    )


def _after_final(holding: Holding) -> LegalStay:
    """30 days from finality, or from delivery of a second-instance decision (art. 299(6)(1), (7)).

    Finality of an unappealed decision is the day after the last appeal day. The 30 days never roll.
    """
    stay = holding.stay
    if stay.filed_in_legal_stay is Tri.NO:
        return not_legal(holding, say("stay.departure_filed_late"))
    absent = [
        name
        for name, known in (
            ("decision_delivered_on", stay.decision_delivered_on is not None),
            ("second_instance", stay.second_instance in {Tri.YES, Tri.NO}),
            ("filed_in_legal_stay", stay.filed_in_legal_stay is Tri.YES),
        )
        if not known
    ]
    delivered = stay.decision_delivered_on
    if absent or delivered is None:
        return missing(holding, *absent)
    days = holding.number("departure_days_after_final_decision")
    return_case = say("stay.departure_return_case")
    if stay.second_instance is Tri.YES:
        leave = add_days(delivered, days)
        second = say("stay.departure_second", delivered=delivered, day=leave)
        return leaving(holding, leave, (second,), return_case)
    appeal = term_in_days(delivered, holding.number("appeal_days"), holding.days_off).due
    final = add_days(appeal, 1)
    leave = add_days(final, days)
    steps = (
        say("stay.appeal_term", delivered=delivered, day=appeal),
        say("stay.departure_final", final=final, days=days, day=leave),
    )
    return leaving(holding, leave, steps, say("stay.departure_safest", day=appeal), return_case)


def _after_protection(holding: Holding) -> LegalStay:
    """30 days beginning on the day temporary protection ended (art. 299(6a), (7))."""
    end = holding.value("temporary_protection_last_day")
    if end is None or not isinstance(end.value, date):
        return missing(holding, "last_day")
    if holding.on < end.value:
        # Who lost protection alone and earlier has none of these days (art. 299(6a): "maksymalny termin").
        return unknown(
            (holding.kind.provenance.citation(),),
            ("current_stay.kind",),
            say("stay.protection_not_over", day=end.value),
            holding.kind.last_day_rule.value,
        )
    days = holding.number("departure_days_after_protection")
    leave = add_days(end.value, days - 1)
    return fixed(
        holding,
        leave,
        (say("stay.protection_departure", ended=end.value, days=days, day=leave),),
        lenient=add_days(leave, 1),
        more=(end.provenance.citation(),),
    )


def _voluntary(holding: Holding) -> LegalStay:
    """A return decision: the day printed in it is the day to leave by, not legal stay."""
    last = holding.stay.last_day
    if last is None:
        return not_legal(holding, say("stay.return_no_day"))
    return not_legal(holding, say("stay.return_leave_by", day=last))


def _illegal(holding: Holding) -> LegalStay:
    return not_legal(holding, say("stay.not_legal"))


def _not_in_poland(holding: Holding) -> LegalStay:
    """Nothing to count: whoever is abroad has no stay that could end."""
    return LegalStay(
        day=None,
        legal_now=None,
        verdict=Verdict.MET,
        basis=holding.kind.last_day_rule.value,
        explanation=(say("stay.not_in_poland"),),
        arithmetic=(),
        citations=(holding.kind.provenance.citation(),),
        days_left=None,
    )


def _born_here(holding: Holding) -> LegalStay:
    """No provision says how long a child born here may stay without a title: a question, not an answer."""
    return LegalStay(
        day=None,
        legal_now=None,
        verdict=Verdict.NEEDS_OFFICE,
        basis=holding.kind.last_day_rule.value,
        explanation=(say("stay.born_here"), say("stay.born_here_soon")),
        arithmetic=(),
        citations=(holding.kind.provenance.citation(),),
        days_left=None,
    )


def _not_known(holding: Holding) -> LegalStay:
    return unknown(
        (holding.kind.provenance.citation(),),
        ("current_stay.kind",),
        say("stay.legal_kind_unknown"),
        holding.kind.last_day_rule.value,
    )


_RULES: Mapping[LastDayRule, Callable[[Holding], LegalStay]] = {
    LastDayRule.PRINTED_DATE: _printed_date,
    LastDayRule.VISA_DAYS_AND_DATE: _visa,
    LastDayRule.SCHENGEN_90_180: _schengen,
    LastDayRule.NO_END: _until_no_end,
    LastDayRule.UNTIL_DECISION_FINAL: _until_decision,
    LastDayRule.UNTIL_PROCEEDINGS_END: _until_proceedings_end,
    LastDayRule.TEMPORARY_PROTECTION: _temporary_protection,
    LastDayRule.THIRTY_DAYS_AFTER_FINAL: _after_final,
    LastDayRule.THIRTY_DAYS_AFTER_PROTECTION: _after_protection,
    LastDayRule.VOLUNTARY_DEPARTURE: _voluntary,
    LastDayRule.NOT_LEGAL: _illegal,
    LastDayRule.NOT_IN_POLAND: _not_in_poland,
    LastDayRule.BORN_HERE: _born_here,
    LastDayRule.NOT_KNOWN: _not_known,
}

"""The one function behind everything: answers, rules and a day in, the dossier out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from permitdesk.domain.answers import DONT_KNOW, AnswerKind, Answers
from permitdesk.domain.case import Case
from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.dossier import (
    DeadlineKind,
    Dossier,
    EarlierFilingResult,
    Freshness,
    LegalStay,
    RouteAssessment,
    RulesetStamp,
    Warning,
)
from permitdesk.domain.law.advice import matching_advice
from permitdesk.domain.law.annexes import annex_items, annex_warnings
from permitdesk.domain.law.channel import (
    channel_key,
    channel_of,
    channel_warnings,
    for_channel,
    rules_of,
    signing_on_paper,
)
from permitdesk.domain.law.checklist import checklist
from permitdesk.domain.law.condition_kinds import AbroadNow
from permitdesk.domain.law.conditions import WHERE, evaluate
from permitdesk.domain.law.deadlines import anchors, deadlines, done, meant_for
from permitdesk.domain.law.earlier_filing import judge_earlier_filing
from permitdesk.domain.law.eligibility import (
    bar_findings,
    earliest_filing,
    refusal_findings,
    requirement_findings,
    route_verdict,
    window_end,
)
from permitdesk.domain.law.fees import fee_items
from permitdesk.domain.law.findings import Verdict, say
from permitdesk.domain.law.fits import without_leftovers
from permitdesk.domain.law.ranking import REASON, rank_group, rank_key
from permitdesk.domain.law.remedies import remedies
from permitdesk.domain.law.route_notes import route_notes
from permitdesk.domain.law.rules import Channel, DeadlineRule, LastFilingDay, Route, Ruleset
from permitdesk.domain.law.signing import signing_result
from permitdesk.domain.law.situation import Situation
from permitdesk.domain.law.standing import first_memo
from permitdesk.domain.law.stay_behind import stay_behind
from permitdesk.domain.law.warnings import (
    DRAFT_KEPT,
    case_warnings,
    count_warnings,
    leaving,
    open_case_warnings,
    plan_warnings,
    route_warnings,
    signing_warnings,
)
from permitdesk.domain.stay.approximate import tidied
from permitdesk.domain.stay.holding import number_on
from permitdesk.domain.stay.kinds import LastDayRule, StatusKind
from permitdesk.domain.stay.legal_stay import last_day_of_legal_stay
from permitdesk.domain.stay.other_states import other_states
from permitdesk.domain.stay.short_stay_rule import other_states_rule
from permitdesk.domain.stay.timeline import build_timeline, timeline_view

#: Age of the rule set in days up to which it is fresh, and up to which it is amber.
FRESH_DAYS, AMBER_DAYS = 60, 180

#: What the answer to each kind of question is made of.
_ANSWER_TYPES: dict[AnswerKind, tuple[type, ...]] = {
    AnswerKind.YES_NO: (str,),
    AnswerKind.CHOICE: (str,),
    AnswerKind.TEXT: (str,),
    AnswerKind.DAY: (date,),
    AnswerKind.WHOLE_NUMBER: (int,),
    AnswerKind.MONEY: (Decimal, int),
}

_ABROAD = AbroadNow()


def assess(case: Case, ruleset: Ruleset, today: date) -> Dossier:
    """Everything that follows for ``case`` if it is looked at on ``today`` (Europe/Warsaw).

    ``today`` counts as the filing day. For a day before the rules begin the
    dossier says "not covered" and holds no route.
    """
    stamp = ruleset_stamp(ruleset, today)
    situation = _situation(case, ruleset, today)
    earlier = judge_earlier_filing(case, ruleset.earlier_filing, ruleset.signing, today)
    covered = ruleset.covered_from <= today
    stay = stay_behind(situation, earlier) if covered else _not_covered(ruleset, today)
    memo = first_memo(ruleset, situation) if covered else {}
    situation = replace(situation, legal_stay=stay, memo=memo)
    routes = [r for r in ruleset.routes if covered and r.provenance.covers(today)]
    assessed = [_assess_route(route, ruleset, situation, earlier) for route in routes]
    by_id = {route.id: route for route in routes}
    chosen = next((r for r in routes if r.id == case.route), None)
    channel = channel_of(chosen, ruleset.channels, situation.case, today)
    reason_told = situation.case.answers.known(REASON) is not None
    return Dossier(
        today,
        covered,
        stamp,
        situation.legal_stay,
        timeline_view(situation.timeline),
        channel,
        earlier,
        tuple(sorted(assessed, key=lambda a: rank_key(a, by_id[a.id], reason_told=reason_told))),
        None if chosen is None else chosen.id,
        for_channel(_case_warnings(case, ruleset, situation, earlier, stamp), channel) if covered else (),
        matching_advice(ruleset.outdated_advice, situation) if covered else (),
    )


def _case_warnings(
    case: Case, ruleset: Ruleset, situation: Situation, earlier: EarlierFilingResult, stamp: RulesetStamp
) -> tuple[Warning, ...]:
    on, values = situation.on, ruleset.values
    rule = other_states_rule(values, on)
    abroad = None
    if rule is not None and case.absences:
        abroad = other_states(case, situation.timeline, ruleset.countries, rule, on)
    return case_warnings(
        case,
        situation.legal_stay,
        earlier,
        stamp,
        on,
        draft_days=number_on(values, DRAFT_KEPT, on),
        abroad=abroad,
    )


def ruleset_stamp(ruleset: Ruleset, on: date) -> RulesetStamp:
    """Version and age of the rules: 60 days and less is fresh, up to 180 amber, more is red."""
    age = (on - ruleset.verified_on).days
    if age <= FRESH_DAYS:
        freshness = Freshness.FRESH
    else:
        freshness = Freshness.AMBER if age <= AMBER_DAYS else Freshness.RED
    return RulesetStamp(ruleset.version, ruleset.verified_on, age, freshness)


def open_questions(route: Route, situation: Situation) -> tuple[str, ...]:
    """Ids of the route's questions that apply and have no real answer yet, in the order to ask."""
    answered = situation.once("questions answered", lambda: _answered(situation.case))
    return tuple([question_id for question_id in _applying(route, situation) if question_id not in answered])


def _answered(case: Case) -> frozenset[str]:
    """Ids of the questions with a real answer."""
    return frozenset(question_id for question_id, value in case.answers if value is not DONT_KNOW)


def asked_questions(case: Case, ruleset: Ruleset, route_id: str, on: date) -> tuple[str, ...]:
    """Ids of the questions to show for a route: those without a condition, or whose condition holds.

    Raises StopIteration for a route that the rule set does not know.
    """
    situation = _situation(case, ruleset, on)
    return _applying(next(r for r in ruleset.routes if r.id == route_id), situation)


def _applying(route: Route, situation: Situation) -> tuple[str, ...]:
    applying = []
    for question_id in route.questions:
        when = situation.questions[question_id].when
        if when is None or evaluate(when, situation, question_id).verdict is Verdict.MET:
            applying.append(question_id)
    return tuple(applying)


def _with_fitting_answers(case: Case, ruleset: Ruleset) -> Case:
    """The case without answers of another kind than their question asks for, and without an unknown place.

    They are as good as not given.

    Files are checked when they are read; a stored case may have been answered under older rules.
    """
    voivodeship = case.person.voivodeship
    if voivodeship is not None and voivodeship not in {office.id for office in ruleset.offices}:
        case = case.with_changes(person=replace(case.person, voivodeship=None))
    kinds = {question.id: question.kind for question in ruleset.questions}
    misfits = [
        name
        for name, value in case.answers
        if name in kinds and value is not DONT_KNOW and not isinstance(value, _ANSWER_TYPES[kinds[name]])
    ]
    if not misfits:
        return case
    return case.with_changes(answers=Answers.of({n: v for n, v in case.answers if n not in misfits}))


def _situation(case: Case, ruleset: Ruleset, on: date) -> Situation:
    case = tidied(_with_fitting_answers(case, ruleset))
    kinds = {kind.id: kind for kind in ruleset.statuses}
    days_off = DaysOff.from_rules(ruleset.holidays)
    timeline = build_timeline(case, kinds, on)
    stay = last_day_of_legal_stay(case, kinds, ruleset.values, on, days_off)
    told, case = case, _as_it_stands(case, kinds, stay)
    questions = {question.id: question for question in ruleset.questions}
    situation = Situation(
        case,
        on,
        timeline,
        stay,
        kinds,
        questions,
        ruleset.thresholds,
        days_off,
        ruleset.values,
        told,
        ruleset.countries,
    )
    placed = _with_place(situation)
    return replace(placed, case=without_leftovers(placed.case, ruleset.questions), memo={})


def case_as_seen(case: Case, ruleset: Ruleset, on: date) -> Case:
    """The case as the rules see it: with the place that the stay tells, without answers left over."""
    return _situation(case, ruleset, on).case


def _with_place(situation: Situation) -> Situation:
    """Where the person is follows from the stay told, unless the finder was told so itself."""
    case = situation.case
    if case.current_stay is None or case.answers.known(WHERE) is not None:
        return situation
    abroad = evaluate(_ABROAD, situation, WHERE).verdict
    if abroad not in {Verdict.MET, Verdict.NOT_MET} or case.current_stay.kind == "not_known":
        return situation
    place = "abroad" if abroad is Verdict.MET else "in_poland"
    told = case.with_changes(answers=case.answers.with_answer(WHERE, place))
    return replace(situation, case=told, memo={})


def _as_it_stands(case: Case, kinds: Mapping[str, StatusKind], stay: LegalStay) -> Case:
    """The case with the stay that the law sees: after a final refusal a wait has become days to leave.

    Then nothing new may be filed (art. 196(1)(5), 213(1)(6)), whatever the person calls the stay.
    """
    current = case.current_stay
    if current is None or not leaving(stay):
        return case
    departure = next(
        (k.id for k in kinds.values() if k.last_day_rule is LastDayRule.THIRTY_DAYS_AFTER_FINAL), current.kind
    )
    return case.with_changes(current_stay=replace(current, kind=departure))


def _not_covered(ruleset: Ruleset, on: date) -> LegalStay:
    why = say("legal_stay.not_covered", on=on, begin=ruleset.covered_from)
    return LegalStay(None, None, Verdict.UNKNOWN, "not_covered", (why,), (), (), None)


def _assess_route(
    route: Route, ruleset: Ruleset, situation: Situation, earlier: EarlierFilingResult
) -> RouteAssessment:
    on, case, stay = situation.on, situation.case, situation.legal_stay
    fit = Verdict.UNKNOWN if route.fits is None else evaluate(route.fits, situation, route.id).verdict
    requirements, evidence = requirement_findings(route, situation)
    bars = bar_findings(route, situation)
    refusals = refusal_findings(route, situation)
    earliest = earliest_filing(route, requirements, bars, on)
    late = Verdict.NOT_MET
    if route.late_filing_allowed is not None:
        late = evaluate(route.late_filing_allowed, situation, route.id).verdict
    ends = None
    if route.ends_open_case is not None:
        ends = evaluate(route.ends_open_case, situation, route.id).verdict
    exempt = late is Verdict.MET
    bound = route.last_filing_day is LastFilingDay.LAST_DAY_OF_LEGAL_STAY
    file_by = None if exempt or not bound or leaving(stay) else stay.day
    # A child that may file late is still better filed for in legal stay (art. 206(1)): advice, no hard day.
    aim = stay.day if exempt and stay.legal_now else file_by
    closes = window_end(route, on)
    if closes is not None and not leaving(stay):
        # Applications taken until a day only: the earlier of both days, and none once it is over.
        file_by = aim = None if on > closes else min(file_by or closes, closes)
    # Where nothing has to be waited for there is no "first safe day" to print.
    counted = any(finding.earliest is not None for finding in requirements)
    like = (route.family, route.channel, exempt, counted)
    dated = situation.once(
        ("dated", *like), lambda: _dated(ruleset.deadlines, route, exempt=exempt, counted=counted)
    )
    fees = fee_items(route, situation)
    ways = situation.once(
        ("ways", route.channel, route.family), lambda: rules_of(route, ruleset.channels, on)
    )
    channel = situation.once(("channel", channel_key(route, ways)), lambda: channel_of(route, ways, case, on))
    annexes = annex_items(route, situation)
    signing = situation.once(
        ("signing", route.family), lambda: signing_result(case, ruleset.signing, route.family, on)
    )
    if not route.in_mos:
        signing = signing_on_paper(channel, signing)
    # Where no day of the stay bounds the filing, no warning may hold the filing against it.
    bounding = stay if bound else replace(stay, day=None)
    latest = bounding if closes is None or file_by is None else replace(bounding, day=file_by)
    warnings = (
        *channel_warnings(channel, case),
        *signing_warnings(signing),
        *annex_warnings(annexes, case, stay),
        *count_warnings(evidence),
        *route_warnings(bounding, earliest, bars, late, on),
        *plan_warnings(case, latest, earliest, late),
        *open_case_warnings(case, stay, earlier, route.family, ends),
    )
    points = anchors(situation, aim, earliest.safe, route.questions)
    # All that differs between the dates of two routes of one case; whatever they also hang on belongs here.
    told = (*points.answered.items(),)
    hang_on = ("deadlines", *like, aim, earliest.safe, told, done("payments", case, fees), annexes)
    dates = situation.once(hang_on, lambda: deadlines(dated, points, fees, situation, route, annexes))
    verdict = route_verdict(requirements, bars, refusals)
    group, changes = rank_group(route, fit, verdict, requirements, bars, refusals, earliest)
    if route.channel is Channel.NOT_MOS:
        # Another procedure, of which only this is known.
        warnings = channel_warnings(channel, case)
    return RouteAssessment(
        route.id,
        route.family,
        route.in_mos,
        verdict,
        earliest,
        file_by,
        requirements,
        bars,
        refusals,
        checklist(route, situation),
        fees,
        signing,
        dates,
        warnings,
        route_notes(route, situation),
        remedies(requirements, bars, refusals, earliest, on),
        evidence,
        open_questions(route, situation),
        route.related,
        channel,
        fit,
        group,
        changes,
        annexes,
    )


def _dated(
    rules: tuple[DeadlineRule, ...], route: Route, *, exempt: bool, counted: bool
) -> tuple[DeadlineRule, ...]:
    """The dates that routes of this family and channel may have."""
    return tuple(
        rule
        for rule in rules
        if meant_for(rule, route.family, route.channel)
        and not (exempt and rule.anchor == "last_legal_day" and rule.kind == DeadlineKind.HARD.value)
        and (counted or rule.anchor != "earliest_filing")
    )

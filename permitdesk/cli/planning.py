"""``plan`` and ``outlook``: what a plan would change, and what lies ahead of a case."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from permitdesk.cli import rules_source
from permitdesk.cli.cases import assessed, case_and_day, read_named
from permitdesk.cli.options import day_option, read_day
from permitdesk.cli.output import Json, day_text, number, write_json, write_lines
from permitdesk.cli.problems import BadInput
from permitdesk.domain.case import Absence, Case
from permitdesk.rulesets.texts import Texts

if TYPE_CHECKING:
    # They bring the whole assessment with them; other commands do without.
    from permitdesk.domain.dossier import Dossier, Warning
    from permitdesk.domain.law.citations import Citation
    from permitdesk.domain.outlook import Outlook
    from permitdesk.domain.stay.what_if import Comparison, Plan, RouteComparison, RouteView

#: version of the JSON; it grows by one when a key changes its meaning or goes away
FORMAT = 1


def add_plan(commands: Any) -> None:
    """Add ``plan`` to the commands of the main parser."""
    parser = commands.add_parser("plan", help="today's result beside the one under a plan")
    case_and_day(parser)
    parser.add_argument(
        "--trip", type=_trip, action="append", default=[], metavar="LEFT..RETURNED", help="a planned journey"
    )
    parser.add_argument("--filing", type=day_option, metavar="DATE", help="file on this day")
    parser.add_argument("--decision", type=day_option, metavar="DATE", help="the decision comes on this day")
    parser.add_argument("--kind", metavar="ID", help="kind of stay that the decision gives")
    parser.add_argument("--until", type=day_option, metavar="DATE", help="last day of the permit it gives")
    _route_and_output(parser)
    parser.set_defaults(run=run_plan)


def add_outlook(commands: Any) -> None:
    """Add ``outlook`` to the commands of the main parser."""
    parser = commands.add_parser("outlook", help="what changes next, and how long one may still be away")
    case_and_day(parser)
    _route_and_output(parser)
    parser.set_defaults(run=run_outlook)


def _route_and_output(parser: ArgumentParser) -> None:
    parser.add_argument("--route", metavar="ID", help="this permit, whatever the case chose")
    parser.add_argument("--json", action="store_true", help="print the documented JSON")
    parser.add_argument("--language", default="en", metavar="LANG", help="en or pl")


def _trip(text: str) -> Absence:
    """A journey written 2026-12-01..2026-12-20, for argparse; both are days of travel."""
    first, dots, last = text.partition("..")
    try:
        left, returned = read_day(first), read_day(last)
    except ValueError as error:
        raise ArgumentTypeError(str(error) if dots else f"{text!r}: write LEFT..RETURNED") from None
    if returned < left:
        raise ArgumentTypeError(f"{text!r}: the day of return comes before the day of leaving")
    return Absence("planned", left, returned)


def run_plan(options: Namespace) -> int:
    """``permitdesk plan``: the comparison as JSON or as text."""
    from permitdesk.domain.assess import assess
    from permitdesk.domain.stay.limits import counted_periods
    from permitdesk.domain.stay.what_if import compare_plan, taking_over

    texts = rules_source.texts(options.language)
    case, dossier = _read(options, texts)
    rules = rules_source.ruleset()
    kinds = {kind.id: kind for kind in rules.statuses}
    plan = _plan(options, frozenset(kinds))
    limits = tuple(p.limits for r in rules.routes if r.id == case.route for p in counted_periods(r))
    try:
        found = compare_plan(
            case, plan, kinds, lambda one, on: assess(one, rules, on), dossier.on, case.route, limits, dossier
        )
    except ValueError as error:
        raise BadInput("--decision", str(error)) from None
    if options.json:
        write_json(_plan_json(found, texts))
    else:
        taken = [texts.render(s) for s in taking_over(case, plan, kinds, dossier.on)]
        write_lines(_plan_lines(found, taken, texts))
    return 0


def run_outlook(options: Namespace) -> int:
    """``permitdesk outlook``: the next changes and the days that may be spent abroad."""
    from permitdesk.domain.outlook import outlook

    texts = rules_source.texts(options.language)
    case, dossier = _read(options, texts)
    found = outlook(case, dossier, rules_source.ruleset(), case.route)
    if options.json:
        write_json(_outlook_json(found, texts))
    else:
        write_lines(_outlook_lines(found, texts))
    return 0


def _read(options: Namespace, texts: Texts) -> tuple[Case, Dossier]:
    """The case with the permit asked for, and its dossier."""
    case, _ = read_named(options, texts)
    if options.route is not None:
        case = case.with_changes(route=rules_source.route(options.route).id)
    return case, assessed(case, options)


def _plan(options: Namespace, kinds: frozenset[str]) -> Plan:
    """The plan of the options. Raises BadInput for an empty one and for an unknown kind of stay."""
    from permitdesk.domain.stay.what_if import Plan, PlannedDecision

    if options.kind is not None and options.kind not in kinds:
        known = ", ".join(sorted(kinds))
        raise BadInput("--kind", f"there is no kind of stay {options.kind!r}; there are {known}")
    if options.decision is None and (options.kind is not None or options.until is not None):
        raise BadInput("--decision", "--kind and --until belong to a decision: say its day")
    decision = None
    if options.decision is not None:
        if options.until is not None and options.until < options.decision:
            raise BadInput("--until", "a permit does not end before the day of its decision")
        decision = PlannedDecision(options.decision, options.kind, options.until)
    plan = Plan(tuple(options.trip), options.filing, decision)
    if plan.empty:
        raise BadInput("plan", "say what you plan: --trip LEFT..RETURNED, --filing DATE, --decision DATE")
    return plan


# --- plan ---------------------------------------------------------------------------


def _plan_json(found: Comparison, texts: Texts) -> dict[str, Json]:
    return {
        "format": FORMAT,
        "language": texts.language,
        "before_on": found.before_on.isoformat(),
        "after_on": found.after_on.isoformat(),
        "last_legal_day": {
            "before": day_text(found.last_legal_day_before),
            "after": day_text(found.last_legal_day_after),
        },
        "route": None if found.shown is None else _route_json(found.shown, texts),
        "routes": [_route_json(one, texts) for one in found.routes],
        "differences": [texts.render(statement) for statement in found.differences],
        "too_long": list(found.breaks),
        "warnings_new": [_warning_json(w, texts) for w in found.warnings_new],
        "warnings_gone": [_warning_json(w, texts) for w in found.warnings_gone],
    }


def _route_json(one: RouteComparison, texts: Texts) -> dict[str, Json]:
    return {
        "id": one.route,
        "title": texts.get(f"route.{one.route}.title"),
        "changed": one.changed,
        "before": _view_json(one.before),
        "after": _view_json(one.after),
    }


def _view_json(view: RouteView | None) -> Json:
    if view is None:
        return None
    strict, lenient = view.credited_strict, view.credited_lenient
    return {
        "verdict": view.verdict.value,
        "earliest_filing_date": {
            "safe": day_text(view.earliest_safe),
            "lenient": day_text(view.earliest_lenient),
        },
        "file_by": day_text(view.file_by),
        "required_days": view.required_days,
        "credited_days": {
            "strict": None if strict is None else number(strict),
            "lenient": None if lenient is None else number(lenient),
        },
        "journeys": None if view.grade is None else view.grade.value,
    }


def _warning_json(warning: Warning, texts: Texts) -> dict[str, Json]:
    return {"id": warning.id, "severity": warning.severity, "text": texts.render(warning.text)}


def _plan_lines(found: Comparison, taken: list[str], texts: Texts) -> Iterator[str]:
    """The plan, then what it changes; sentences of another day say so in their words."""
    yield texts.get("page.plan.not_the_case")
    yield from (f"  {line}" for line in taken)
    yield texts.fill("page.plan.days", before=found.before_on, after=found.after_on)
    if found.shown is not None:
        yield texts.get(f"route.{found.shown.route}.title")
    yield from (f"- {texts.render(statement)}" for statement in found.differences)
    if not found.differences:
        yield texts.get("page.plan.no_difference")
    for heading, warnings in (("new", found.warnings_new), ("gone", found.warnings_gone)):
        if warnings:
            yield texts.get(f"page.plan.warnings_{heading}")
            yield from (f"  {texts.render(warning.text)}" for warning in warnings)


# --- outlook ------------------------------------------------------------------------


def _outlook_json(found: Outlook, texts: Texts) -> dict[str, Json]:
    changes: list[Json] = [
        {
            "day": change.day.isoformat(),
            "kind": change.kind.value,
            "subject": change.subject,
            "hard": change.hard,
            "text": texts.render(change.text),
            "sources": _sources(change.citations),
        }
        for change in found.changes
    ]
    short = found.short_stay
    return {
        "format": FORMAT,
        "language": texts.language,
        "on": found.on.isoformat(),
        "route": found.route,
        "next_change": changes[0] if changes else None,
        "changes": changes,
        "allowances": [
            {
                "rule": one.rule_id,
                "leave_from": one.first.isoformat(),
                "leave_to": one.last.isoformat(),
                "most_days": one.most_days,
                "least_days": one.least_days,
                "lenient_days": one.lenient_days,
                "back_by": day_text(one.back_by),
                "limited_by": one.limited_by.value,
                "binding": one.binding,
                "text": texts.render(one.text),
            }
            for one in found.allowances
        ],
        "no_allowance": None if found.no_allowance is None else texts.render(found.no_allowance),
        "cautions": [
            {"id": c.id, "text": texts.render(c.text), "sources": _sources(c.citations)}
            for c in found.cautions
        ],
        "short_stay": None
        if short is None
        else {
            "used": short.used,
            "left": short.left,
            "last_day": day_text(short.last_day),
            "next_free": day_text(short.next_free),
            "allowed": short.allowed,
            "window": short.window,
        },
    }


def _sources(citations: tuple[Citation, ...]) -> list[Json]:
    return [{"source": c.source, "article": c.article, "certainty": c.certainty.value} for c in citations]


def _outlook_lines(found: Outlook, texts: Texts) -> Iterator[str]:
    yield texts.get("page.outlook.changes")
    for change in found.changes:
        sign = "!" if change.hard else "-"
        yield f"{sign} {_written(change.day, texts)}: {texts.render(change.text)}"
    if not found.changes:
        yield texts.get("page.outlook.no_change")
    yield ""
    yield texts.get("page.outlook.allowance")
    yield from (f"! {texts.render(caution.text)}" for caution in found.cautions)
    yield from (f"- {texts.render(one.text)}" for one in found.allowances)
    if found.no_allowance is not None:
        yield texts.render(found.no_allowance)
    if found.short_stay is not None:
        yield texts.fill("page.outlook.short_stay", used=found.short_stay.used, left=found.short_stay.left)


def _written(day: date, texts: Texts) -> str:
    return texts.day(day)

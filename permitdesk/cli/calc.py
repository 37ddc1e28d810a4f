"""``permitdesk calc``: the calculators by themselves, without a case."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from permitdesk.cli import calc_words as words
from permitdesk.cli.options import day_option, positive_option
from permitdesk.cli.output import Json, day_text, write_json, write_lines
from permitdesk.cli.problems import BadInput
from permitdesk.rulesets.texts import Texts


def add_calc(commands: Any) -> None:
    """Add ``calc`` and its calculators to the commands of the main parser."""
    parser = commands.add_parser("calc", help="one calculation, without a case")
    calculators = parser.add_subparsers(required=True, metavar="WHAT")
    add = _adder(calculators)

    schengen = add("schengen", "90 days in any 180 in the Schengen area", run_schengen)
    _trips(schengen, "entry,exit (exit may be empty)")
    schengen.add_argument("--on", type=day_option, required=True, metavar="DATE", help="the day to look at")
    schengen.add_argument("--entry", type=day_option, metavar="DATE", help="also the longest stay from then")

    absences = add("absences", "journeys against the limits of a route", run_absences)
    _trips(absences, "left,returned,country,reason")
    absences.add_argument("--from", dest="first", type=day_option, required=True, metavar="DATE")
    absences.add_argument("--to", dest="last", type=day_option, required=True, metavar="DATE")
    absences.add_argument("--route", required=True, metavar="ID", help="whose limits count")

    term = add("term", "the end of a term of the administrative procedure", run_term)
    term.add_argument("--event", type=day_option, required=True, metavar="DATE", help="not counted itself")
    length = term.add_mutually_exclusive_group(required=True)
    for unit in ("days", "weeks", "months", "years", "working-days"):
        length.add_argument(f"--{unit}", type=positive_option, metavar="N")
    term.add_argument("--hard", action="store_true", help="a date that never moves from a day off")

    outage = add("outage", "filing after MOS itself broke down (art. 225c)", run_outage)
    outage.add_argument("--from", dest="first", type=day_option, required=True, metavar="DATE")
    outage.add_argument("--repaired", type=day_option, required=True, metavar="DATE")
    outage.add_argument("--last-legal-day", type=day_option, required=True, metavar="DATE")

    delivery = add("delivery", "when an uncollected letter counts as delivered", run_delivery)
    delivery.add_argument("--arrived", type=day_option, required=True, metavar="DATE")
    delivery.add_argument("--by", choices=("e_delivery", "post"), required=True)


def _adder(calculators: Any) -> Callable[[str, str, Callable[[Namespace], int]], ArgumentParser]:
    def add(name: str, text: str, run: Callable[[Namespace], int]) -> ArgumentParser:
        parser: ArgumentParser = calculators.add_parser(name, help=text, description=text)
        parser.add_argument("--json", action="store_true", help="print JSON")
        parser.add_argument("--language", default="en", metavar="LANG", help="en or pl, without --json")
        parser.set_defaults(run=run)
        return parser

    return add


def _trips(parser: ArgumentParser, columns: str) -> None:
    parser.add_argument("--trips", type=Path, required=True, metavar="T.csv", help=f"table with {columns}")


def run_schengen(options: Namespace) -> int:
    """``calc schengen``: days used and left on a day, and the longest stay from an entry."""
    from permitdesk.cli.rules_source import short_stay_rule_on
    from permitdesk.cli.trips import read_schengen_stays
    from permitdesk.domain.dates.periods import Period
    from permitdesk.domain.stay.schengen import longest_stay, schengen_on

    rule = short_stay_rule_on(options.on, "--on")
    stays = [
        # a stay that goes on lasts up to the day looked at
        Period(stay.entry, stay.exit or max(stay.entry, options.on))
        for stay in read_schengen_stays(options.trips)
        if stay.entry is not None
    ]
    result = schengen_on(stays, options.on, rule)
    answer: dict[str, Json] = {
        "on": options.on.isoformat(),
        "days_used": result.days_used,
        "days_left": result.days_left,
        "overstay_days": result.overstay_days,
        "last_legal_day": day_text(result.last_legal_day),
        "earliest_reentry": day_text(result.earliest_reentry),
    }
    if options.entry is not None:
        entry_rule = short_stay_rule_on(options.entry, "--entry")
        days, last_day = longest_stay(stays, options.entry, entry_rule)
        answer["longest_stay"] = {
            "entry": options.entry.isoformat(),
            "days": days,
            "last_day": day_text(last_day),
        }
    return _answer(options, answer, words.schengen_lines)


def run_absences(options: Namespace) -> int:
    """``calc absences``: journeys of a window against the limits of a route."""
    from permitdesk.cli import rules_source
    from permitdesk.cli.absences import absences_json
    from permitdesk.cli.trips import read_absences

    if options.last < options.first:
        raise BadInput("--to", f"{options.last} is before --from {options.first}")
    route = rules_source.route(options.route)
    absences = read_absences(options.trips)
    answer = absences_json(absences, options.first, options.last, route)
    return _answer(options, answer, words.absences_lines)


def run_term(options: Namespace) -> int:
    """``calc term``: the end of a term by KPA art. 57, as counted and as moved."""
    from permitdesk.cli.rules_source import days_off
    from permitdesk.domain.dates import terms

    counters = {
        "days": terms.term_in_days,
        "weeks": terms.term_in_weeks,
        "months": terms.term_in_months,
        "years": terms.term_in_years,
    }
    answer: dict[str, Json] = {"event": options.event.isoformat()}
    try:
        if options.working_days is not None:
            working = terms.term_in_working_days(options.event, options.working_days, days_off())
            end = working.monday_to_friday.isoformat()
            answer |= {"unrolled": end, "due": end, "due_cautious": working.cautious.isoformat()}
        else:
            unit, n = next((u, getattr(options, u)) for u in counters if getattr(options, u) is not None)
            term = counters[unit](options.event, n, days_off(), rolls=not options.hard)
            answer |= {"unrolled": term.unrolled.isoformat(), "due": term.due.isoformat()}
    except (OverflowError, ValueError):
        raise BadInput("--event", "the end of this term is beyond the calendar") from None
    return _answer(options, answer, words.term_lines)


def run_outage(options: Namespace) -> int:
    """``calc outage``: the rescue of art. 225c."""
    from permitdesk.cli.rules_source import days_off
    from permitdesk.domain.dates.outage import outage_rescue

    if options.repaired < options.first:
        raise BadInput("--repaired", f"{options.repaired} is before --from {options.first}")
    rescue = outage_rescue(options.first, options.repaired, options.last_legal_day, days_off())
    answer: dict[str, Json] = {
        "applies": rescue.applies,
        "file_by": rescue.file_by.isoformat(),
        "file_by_cautious": rescue.file_by_cautious.isoformat(),
        "deemed_filed_on": day_text(rescue.deemed_filed_on),
    }
    return _answer(options, answer, words.outage_lines)


def run_delivery(options: Namespace) -> int:
    """``calc delivery``: the day on which an uncollected letter counts as delivered."""
    from permitdesk.domain.dates.delivery import DeliveredBy, deemed_delivery

    day = deemed_delivery(options.arrived, DeliveredBy(options.by))
    return _answer(options, {"deemed_delivered_on": day.isoformat()}, words.delivery_lines)


def _answer(
    options: Namespace, answer: dict[str, Json], lines: Callable[[dict[str, Any], Texts], list[str]]
) -> int:
    if options.json:
        write_json(answer)
    else:
        from permitdesk.cli.rules_source import texts

        write_lines(lines(answer, texts(options.language)))
    return 0

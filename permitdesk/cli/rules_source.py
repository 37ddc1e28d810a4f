"""The shipped rules and texts, loaded once per run and only when a command needs them."""

from __future__ import annotations

from datetime import date
from functools import cache

from permitdesk.cli.problems import BadInput
from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.law.rules import DatedValue, Route, Ruleset
from permitdesk.domain.stay.short_stay_rule import ShortStayRule, short_stay_rule
from permitdesk.rulesets.texts import Texts, languages, load_texts


@cache
def ruleset() -> Ruleset:
    """All rules, of all days."""
    from permitdesk.rulesets.loader import load_ruleset

    return load_ruleset()


@cache
def dated_values() -> tuple[DatedValue, ...]:
    """The dated values, without the rest of the rules."""
    from permitdesk.rulesets.loader import load_values

    return load_values()


@cache
def days_off() -> DaysOff:
    """The Polish days off."""
    return DaysOff.from_rules(ruleset().holidays)


def route(route_id: str) -> Route:
    """One route by its id. Raises BadInput that names the ids there are."""
    routes = {found.id: found for found in ruleset().routes}
    if route_id not in routes:
        raise BadInput("--route", f"there is no route {route_id!r}; the routes are {', '.join(routes)}")
    return routes[route_id]


def short_stay_rule_on(day: date, option: str) -> ShortStayRule:
    """How long a short stay may be on a day. Raises BadInput for a day of which the rules say nothing."""
    found = short_stay_rule(dated_values(), day)
    if found is None:
        raise BadInput(option, f"no rule for short stays is known for {day}")
    return found


def texts(language: str, option: str = "--language") -> Texts:
    """The texts of one language. Raises BadInput for a language that is not shipped."""
    if language not in languages():
        raise BadInput(option, f"there is no language {language!r}; there are {', '.join(languages())}")
    return load_texts(language)

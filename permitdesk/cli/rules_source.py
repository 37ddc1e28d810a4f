"""The shipped rules and texts, loaded once per run and only when a command needs them."""

from __future__ import annotations

from functools import cache

from permitdesk.cli.problems import BadInput
from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.law.rules import Route, Ruleset
from permitdesk.rulesets.texts import Texts, languages, load_texts


@cache
def ruleset() -> Ruleset:
    """All rules, of all days."""
    from permitdesk.rulesets.loader import load_ruleset

    return load_ruleset()


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


def texts(language: str, option: str = "--language") -> Texts:
    """The texts of one language. Raises BadInput for a language that is not shipped."""
    if language not in languages():
        raise BadInput(option, f"there is no language {language!r}; there are {', '.join(languages())}")
    return load_texts(language)

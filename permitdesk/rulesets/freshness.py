"""How old the rules are, by the day somebody last held them against the law."""

from __future__ import annotations

from datetime import date

from permitdesk.domain.dossier import Freshness

FRESH_DAYS = 60
AMBER_DAYS = 180


def freshness(verified_on: date, on: date) -> Freshness:
    """Fresh up to and including 60 days after ``verified_on``, amber up to and including 180, then red.

    A day before ``verified_on`` counts as fresh.
    """
    age = (on - verified_on).days
    if age <= FRESH_DAYS:
        return Freshness.FRESH
    return Freshness.AMBER if age <= AMBER_DAYS else Freshness.RED

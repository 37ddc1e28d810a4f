"""Applications that the common rules on filing in MOS do not reach: on paper, or by another act (CUKR)."""

from __future__ import annotations

from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.rules import Channel, Family

#: the common note on filing in MOS; a temporary permit in MOS that leaves it out has rules of its own
COMMON_RULES = "tr_only_mos"


def has_own_form(route: RouteAssessment) -> bool:
    """Whether the permit is asked for in MOS by rules of its own."""
    if not route.in_mos or route.family is not Family.TEMPORARY:
        return False
    return all(note.id != COMMON_RULES for note in route.notes)


def ages_that_count(route: RouteAssessment) -> frozenset[str]:
    """Topics of an age that decide anything: nobody is called for fingerprints in the cases of art. 106j.

    For CUKR fingerprints and signature come from a register, and the age of a lower fee is not settled.
    Of a procedure under another act (not in MOS, not on paper for the voivode's permit) nothing is said.
    """
    if has_own_form(route):
        return frozenset({"signs"})
    if route.in_mos:
        return frozenset({"signs", "visit", "fingerprints", "specimen", "card_fee"})
    if route.channel.channel == Channel.NOT_MOS.value:
        return frozenset()
    return frozenset({"card_fee"})

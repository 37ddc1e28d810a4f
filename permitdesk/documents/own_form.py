"""Applications in MOS that another act rules, with a form of their own (CUKR, art. 42c-42u of its act).

Nothing that the Act on Foreigners says of its own applications holds for them: no scan of the passport,
no visit, no certificate of filing, no rescue when MOS is down (art. 225c names three other applications).
"""

from __future__ import annotations

from permitdesk.documents.context import Context
from permitdesk.domain.law.rules import Family

#: the common note on filing in MOS; a route that leaves it out has rules of its own
COMMON_RULES = "tr_only_mos"


def has_own_form(context: Context) -> bool:
    """Whether the chosen permit is asked for in MOS by rules of its own."""
    route = context.route
    if route is None or not route.in_mos or route.family is not Family.TEMPORARY:
        return False
    return all(note.id != COMMON_RULES for note in route.notes)

"""Applications in MOS that another act rules, with a form of their own (CUKR, art. 42c-42u of its act).

Nothing that the Act on Foreigners says of its own applications holds for them: no scan of the passport,
no visit, no certificate of filing, no rescue when MOS is down (art. 225c names three other applications).
"""

from __future__ import annotations

from permitdesk.documents.context import Context


def has_own_form(context: Context) -> bool:
    """Whether the chosen permit is asked for in MOS by rules of its own."""
    return context.route is not None and context.route.channel.own_form

"""Through which channel an application goes. Decided before anything else."""

from __future__ import annotations

from permitdesk.domain.dossier import ChannelResult
from permitdesk.domain.law.findings import say
from permitdesk.domain.law.rules import Route


def channel_of(route: Route | None) -> ChannelResult:
    """MOS for every route of the rule set that says so; otherwise the route's file explains where."""
    if route is None:
        return ChannelResult("mos", (say("channel.mos_general"),), ())
    cited = (route.provenance.citation(),)
    if route.in_mos:
        return ChannelResult("mos", (say("channel.mos"),), cited)
    return ChannelResult("not_mos", (say("channel.not_mos"),), cited)

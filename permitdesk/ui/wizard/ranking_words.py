"""The ranking of permits in the words of the screen: lines, and how many stand behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from permitdesk.domain.dossier import RouteGroup
from permitdesk.domain.finder import Deciding, FinderLine
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.ranking_list import RankingLine
from permitdesk.ui.wizard.wording import Wording

#: permits of the short ranking; more of a group are counted
MOST_LINES = 6


def group_words(line: FinderLine, texts: TextSource) -> str:
    """The group of a permit, with the day from which it is possible."""
    if line.group is RouteGroup.POSSIBLE_FROM and line.earliest.safe is not None:
        return texts.fill("page.route.from_day", day=line.earliest.safe)
    return texts.get(f"group.{line.group}")


def reasons_of(line: FinderLine, texts: TextSource) -> tuple[str, ...]:
    """Why a permit stands where it stands, and what would have to change."""
    statements = (*line.reasons, *line.changes)
    return tuple(dict.fromkeys(texts.render(statement) for statement in statements))


def ranking_line(line: FinderLine, texts: TextSource, wording: Wording) -> RankingLine:
    """One permit in words."""
    return RankingLine(
        line.route,
        line.group,
        wording.route(line.route),
        group_words(line, texts),
        reasons_of(line, texts),
    )


def short_ranking(ranking: Sequence[FinderLine], *, settled: bool) -> tuple[FinderLine, ...]:
    """The first permits. A group in which too many still stand side by side says nothing and is counted.

    ``settled``: no plain question is left, so the first permits to which one could change are shown, too.
    """
    sizes = Counter(line.group for line in ranking)
    few = {group for group in RouteGroup if sizes[group] <= MOST_LINES}
    shown = {*few, RouteGroup.POSSIBLE_NOW, RouteGroup.FITS_SO_FAR, RouteGroup.POSSIBLE_FROM}
    if settled:
        shown.add(RouteGroup.IF_CHANGED)
    shown.discard(RouteGroup.NOT_POSSIBLE)
    return tuple(line for line in ranking if line.group in shown)[:MOST_LINES]


def rest_words(
    ranking: Sequence[FinderLine], shown: Sequence[FinderLine], texts: TextSource
) -> tuple[str, ...]:
    """How many permits of each group are not among those shown."""
    named = Counter(line.group for line in shown)
    left = Counter(line.group for line in ranking) - named
    return tuple(
        texts.fill(
            "page.finder.rest" if named[group] else "page.finder.rest_all",
            group=texts.get(f"group.{group}"),
            n=left[group],
        )
        for group in RouteGroup
        if left[group]
    )


def deciding_words(deciding: Deciding, texts: TextSource, wording: Wording) -> tuple[str, ...]:
    """The deciding answer: what it is called, unless the sentence says so itself, and why it decides."""
    why = texts.render(deciding.explanation)
    return (why,) if deciding.finder else (wording.path(deciding.path), why)

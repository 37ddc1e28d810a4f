"""What the row of filters can ask for, and the words of its choices.

The logic lies in ``permitdesk.desk.queries``, which is read with the list: the first screen does without.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from permitdesk.domain.records import dataclass
from permitdesk.ui.viewmodels.desk_model import DeskColumn

if TYPE_CHECKING:
    from datetime import date

    from permitdesk.desk.queries import Facet
    from permitdesk.storage.case_store import CaseSummary
    from permitdesk.ui.viewmodels.desk_cells import DeskCells
    from permitdesk.ui.viewmodels.ports import TextSource

Choices = list[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class DeskFilters:
    """One value for each box of the row; None: whatever it is. An empty text: the cases without one."""

    status: str | None = None
    window: str | None = None
    advisor: str | None = None
    route: str | None = None
    voivodeship: str | None = None
    tag: str | None = None

    @staticmethod
    def names() -> tuple[str, ...]:
        """The boxes in their order."""
        return tuple(field.name for field in fields(DeskFilters))

    def chosen(self, name: str) -> str | None:
        """The value of one box."""
        value: str | None = getattr(self, name)
        return value

    def with_choice(self, name: str, value: object) -> DeskFilters:
        """The same with another value in one box."""
        return replace(self, **{name: None if value is None else str(value)})


def narrowed(
    rows: Sequence[CaseSummary], words: str, filters: DeskFilters, today: date
) -> tuple[CaseSummary, ...]:
    """The cases that hold the words and fit the filters, in the order they came."""
    from permitdesk.desk.queries import DeadlineWindow, Filter, matching
    from permitdesk.desk.records import DeskStatus

    wanted = Filter(
        words,
        frozenset() if filters.status is None else frozenset({DeskStatus(filters.status)}),
        filters.route,
        filters.voivodeship,
        filters.advisor,
        filters.tag,
        None if filters.window is None else DeadlineWindow(filters.window),
    )
    return matching(rows, wanted, today)


def in_wanted_order(
    rows: Sequence[CaseSummary], column: DeskColumn, today: date, cells: DeskCells, *, descending: bool
) -> tuple[CaseSummary, ...]:
    """The cases ordered by a column; permits by their names in the language in use."""
    from permitdesk.desk.collation import in_order
    from permitdesk.desk.queries import Sort, SortBy, ordered

    if column is DeskColumn.ROUTE:
        names = {row.route: in_order(cells.route(row)) for row in rows}
        return tuple(sorted(rows, key=lambda row: names[row.route], reverse=descending))
    by = {
        DeskColumn.TITLE: SortBy.TITLE,
        DeskColumn.STATUS: SortBy.STATUS,
        DeskColumn.DEADLINE: SortBy.DEADLINE,
        DeskColumn.LAST_DAY: SortBy.LAST_DAY,
        DeskColumn.ADVISOR: SortBy.ADVISOR,
        DeskColumn.UPDATED: SortBy.UPDATED,
    }[column]
    return ordered(rows, Sort(by, descending), today)


def all_choices(rows: Sequence[CaseSummary], texts: TextSource) -> dict[str, Choices]:
    """What each box can choose from, with how many cases; nothing where all cases are alike."""
    from permitdesk.desk.queries import DeadlineWindow, facets

    found = facets(rows)
    windows: Choices = [(texts.get(f"desk.window.{window}"), str(window)) for window in DeadlineWindow]
    return {
        "status": _told(found.statuses, texts, "desk.status.{}", ""),
        "window": windows if any(row.deadlines for row in rows) else [],
        "advisor": _told(found.advisors, texts, "", "desk.without.advisor"),
        "route": _told(found.routes, texts, "route.{}.title", "desk.without.route"),
        "voivodeship": _told(found.voivodeships, texts, "voivodeship.{}", "desk.without.voivodeship"),
        "tag": _told(found.tags, texts, "", "desk.without.tag", least=1),
    }


def _told(found: Sequence[Facet], texts: TextSource, pattern: str, without: str, least: int = 2) -> Choices:
    if len(found) < least:
        return []
    choices: Choices = []
    for facet in found:
        text_id = pattern.format(facet.value) if facet.value else without
        words = texts.get(text_id) if texts.has(text_id) else facet.value
        choices.append((f"{words} ({facet.count})", facet.value))
    return choices

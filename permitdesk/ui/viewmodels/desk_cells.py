"""What the case list says in its cells, in the language in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from datetime import date, datetime

    from permitdesk.desk.records import DeskDeadline
    from permitdesk.storage.case_store import CaseSummary
    from permitdesk.ui.viewmodels.ports import TextSource

#: stands before what is late, so that it is not told by colour or order alone
LATE = "⚠ "


class DeskCells:
    """Words for one line of the desk. Before the texts are read, what needs them stays empty."""

    def __init__(self, texts: TextSource | None, today: date | None) -> None:
        """Without ``today`` days are shown without how far away they are."""
        self._texts = texts
        self._today = today

    def title(self, row: CaseSummary) -> str:
        """The title of a case; one without goes by the name of its first person."""
        return row.title or row.name or QCoreApplication.translate("DeskModel", "Case without a name")

    def titled(self, row: CaseSummary) -> str:
        """The title, and of a household how many people it has."""
        title = self.title(row)
        if row.people < 2 or self._texts is None:
            return title
        return self._texts.fill("household.size", title=title, n=row.people)

    def route(self, row: CaseSummary) -> str:
        """The permit chosen."""
        if row.route is None:
            return QCoreApplication.translate("DeskModel", "Not chosen yet")
        text_id = f"route.{row.route}.title"
        return self._texts.get(text_id) if self._texts is not None and self._texts.has(text_id) else ""

    def status(self, row: CaseSummary) -> str:
        """How far the case is."""
        return self._texts.get(f"desk.status.{row.status}") if self._texts is not None else ""

    def next_deadline(self, row: CaseSummary) -> str:
        """The next day to keep: how far away, which day, what it is."""
        from permitdesk.desk.open_days import open_deadlines  # wanted when there are cases with days

        if self._texts is None or not row.deadlines:
            return ""
        days = open_deadlines(row, self._today) if self._today is not None else row.deadlines
        return self.deadline(days[0], with_name=row.people > 1) if days else ""

    def deadline(self, found: DeskDeadline, *, with_name: bool = False) -> str:
        """One day to keep in words; late ones say so first."""
        if self._texts is None:
            return ""
        what = self.what(found)
        if with_name and found.name:
            what = f"{what} ({found.name})"
        return f"{self.days_left(found.day)} · {figures(found.day)} · {what}"

    def what(self, found: DeskDeadline) -> str:
        """What a day to keep is about."""
        if self._texts is None:
            return ""
        text_id = f"deadline.{found.id}.title"
        if found.id == "last_day_of_legal_stay":
            text_id = "desk_window.last_day_of_legal_stay"
        # A day stored by older rules may be one that the rules of today do not know.
        return self._texts.get(text_id if self._texts.has(text_id) else "desk.board.older_rules")

    def days_left(self, day: date) -> str:
        """How far a day is away: "today", "in 3 days", or with a sign "2 days late"."""
        if self._texts is None or self._today is None:
            return ""
        days = (day - self._today).days
        if days == 0:
            return self._texts.get("desk_window.days.today")
        if days < 0:
            return LATE + self._texts.fill("desk_window.days.late", n=-days)
        return self._texts.fill("desk_window.days.left", n=days)

    def last_day(self, row: CaseSummary) -> str:
        """The earliest last day of legal stay, with a sign where it is past."""
        day = row.last_day_of_legal_stay
        if day is None:
            return QCoreApplication.translate("DeskModel", "No fixed day")
        past = self._today is not None and day < self._today
        return (LATE if past else "") + self.day(day)

    def day(self, day: date) -> str:
        """A day in words, or in figures while there are no texts."""
        return self._texts.day(day) if self._texts is not None else day.isoformat()

    def moment(self, moment: datetime) -> str:
        """Day and time of day at this place."""
        local = moment.astimezone() if moment.tzinfo is not None else moment
        return f"{self.day(local.date())}, {local:%H:%M}"

    def short_moment(self, moment: datetime) -> str:
        """The same in figures, for a list that many columns stand in."""
        local = moment.astimezone() if moment.tzinfo is not None else moment
        return f"{figures(local.date())}, {local:%H:%M}"


def figures(day: date) -> str:
    """A day in figures, as it is written in Poland and typed in this program."""
    return f"{day:%d.%m.%Y}"

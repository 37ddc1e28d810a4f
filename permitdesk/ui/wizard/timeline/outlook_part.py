"""What comes next: the next day on which something changes, those after it, and days left for journeys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from permitdesk.domain.outlook import Outlook, outlook
from permitdesk.domain.stay.allowance import Allowance
from permitdesk.domain.stay.upcoming import UpcomingChange
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.labels import Disclosure, TextLabel, clear_layout
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.tones import Sign, Tone
from permitdesk.ui.wizard.timeline.shown_route import shown_route

#: changes and ranges shown at once; the rest opens
SHOWN = 6


class OutlookPart(QWidget):
    """Worked out when it is seen, so that it costs nothing behind another tab."""

    def __init__(self, session: CaseSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._texts = session.texts
        #: what is shown; None before it was seen first
        self.outlook: Outlook | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self._stale = True
        session.case_changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _on_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Work out and show what lies ahead of the case as it is now."""
        dossier = self._session.dossier
        route = shown_route(dossier)
        found = outlook(
            self._session.case, dossier, self._session.ruleset, None if route is None else route.id
        )
        self.outlook = found
        self._stale = False
        clear_layout(self._box)
        self._show_changes(found)
        self._show_allowances(found)
        self._box.addStretch(1)

    def _say(self, name: str) -> str:
        return self._texts.get(f"page.outlook.{name}")

    def _show_changes(self, found: Outlook) -> None:
        self._box.addWidget(TextLabel(self._say("changes"), "heading"))
        following = found.next_change
        if following is None:
            self._box.addWidget(TextLabel(self._say("no_change")))
            return
        head = self._texts.fill("page.outlook.next_change", day=following.day)
        self._box.addWidget(TextLabel(head, "strong"))
        for change in found.changes[:SHOWN]:
            self._box.addWidget(self._change(change))
        self._rest([self._words(change) for change in found.changes[SHOWN:]])

    def _words(self, change: UpcomingChange) -> str:
        kind = self._say("hard" if change.hard else "soft")
        return f"{kind} {self._texts.day(change.day)}: {self._texts.render(change.text)}"

    def _change(self, change: UpcomingChange) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        sign, tone = (Sign.STOP, Tone.RED) if change.hard else (Sign.CLOCK, Tone.INFO)
        line.addWidget(SignIcon(sign, tone), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(TextLabel(self._words(change)), 1)
        return holder

    def _show_allowances(self, found: Outlook) -> None:
        self._box.addWidget(TextLabel(self._say("allowance"), "heading"))
        if found.cautions:
            notice = Notice(self._texts)
            # Placed first: a widget made visible before it has a place would be a window of its own.
            self._box.addWidget(notice)
            notice.show_message(Tone.AMBER, [self._texts.render(each.text) for each in found.cautions])
        if found.short_stay is not None:
            days = found.short_stay
            self._box.addWidget(
                TextLabel(self._texts.fill("page.outlook.short_stay", used=days.used, left=days.left))
            )
        if found.no_allowance is not None:
            self._box.addWidget(TextLabel(self._texts.render(found.no_allowance)))
        if any(not one.binding for one in found.allowances):
            self._box.addWidget(TextLabel(self._say("not_binding"), "help"))
        for one in found.allowances[:SHOWN]:
            self._box.addWidget(TextLabel("• " + self._range(one)))
        self._rest([self._range(one) for one in found.allowances[SHOWN:]])

    def _range(self, one: Allowance) -> str:
        words = self._texts.render(one.text)
        if one.lenient_days > one.most_days > 0:
            words += " " + self._texts.fill("page.outlook.lenient", n=one.lenient_days)
        return words

    def _rest(self, lines: list[str]) -> None:
        """Further lines behind a button that says how many there are."""
        if lines:
            more = Disclosure(self._texts.fill("page.outlook.more", n=len(lines)))
            self._box.addWidget(more)
            more.set_text("\n".join("• " + line for line in lines))

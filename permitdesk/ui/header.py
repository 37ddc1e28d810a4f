"""The head of every page: where one is, the last day of legal stay, and what is the matter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from permitdesk.interview.steps import STEPS
from permitdesk.ui.as_of_banner import AsOfBanner
from permitdesk.ui.banner import FlagBanner
from permitdesk.ui.viewmodels.headline import (
    Urgency,
    flags,
    free_help,
    legal_stay_headline,
    rules_age_notice,
)
from permitdesk.ui.viewmodels.people import person_name
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.labels import Surface, TextLabel
from permitdesk.ui.widgets.sign_icon import SignIcon
from permitdesk.ui.widgets.tones import SIGN_OF_TONE, Sign, Tone

TONE_OF_URGENCY = {
    Urgency.INFO: Tone.INFO,
    Urgency.GOOD: Tone.GOOD,
    Urgency.AMBER: Tone.AMBER,
    Urgency.RED: Tone.RED,
}


class LegalStayCard(Surface):
    """The last day of legal stay: sign, words and colour; the button opens the reasons."""

    def __init__(self) -> None:
        super().__init__(Tone.INFO)
        self.setObjectName("legal_stay")
        self._compact = False
        self._as_of = False
        self._icon = SignIcon(Sign.QUESTION, Tone.INFO)
        self._title = TextLabel("", "help")
        self._words = TextLabel("", "strong")
        for label in (self._title, self._words):
            label.setWordWrap(False)
        self.why = QPushButton()
        self.other_day = QPushButton()
        self.other_day.setObjectName("other_day")
        for button in (self.why, self.other_day):
            button.setProperty("flat", True)
            button.setProperty("slim", True)
        buttons = QVBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.why)
        buttons.addWidget(self.other_day)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._words)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._icon)
        line.addLayout(words, 1)
        line.addLayout(buttons)
        self.body.setContentsMargins(14, 1, 6, 1)
        self.body.addLayout(line)

    def set_compact(self, compact: bool) -> None:
        """Leave out the small line above the day when the text is large for the window."""
        self._compact = compact
        self._title.setVisible(not compact)
        self._show_other_day()
        self._words.setWordWrap(compact)

    def _show_other_day(self) -> None:
        """The menu has it, too, and so has the banner of another day."""
        self.other_day.setVisible(not self._compact and not self._as_of)

    def refresh(self, session: CaseSession) -> None:
        """Show the day of a case."""
        self._as_of = session.is_as_of
        self._show_other_day()
        stay = session.dossier.last_day_of_legal_stay
        told = session.case.current_stay is not None
        line = legal_stay_headline(stay, session.texts, told=told, on=session.dossier.on)
        tone = TONE_OF_URGENCY[line.urgency]
        self._icon.show_sign(SIGN_OF_TONE[tone] if tone is not Tone.INFO else Sign.QUESTION, tone)
        self._title.setText(line.title)
        self._words.setText(f"{line.title}: {line.words}" if self._compact else line.words)
        self.why.setText(self.tr("&Why?"))
        self.why.setAccessibleName(self.tr("Why is this the last day of legal stay?"))
        self.other_day.setText(session.texts.get("as_of.other_short"))
        self.other_day.setAccessibleName(session.texts.get("as_of.other"))
        self.other_day.setToolTip(session.texts.get("as_of.other"))
        self.set_tone(tone)
        self.setAccessibleName(f"{line.title}: {line.words}")

    def words(self) -> str:
        """What the card says."""
        return self._words.text()


class Header(QWidget):
    """Another day than today, title of the step, legal stay, age of the rules, flags."""

    why_asked = Signal()
    other_day_asked = Signal()
    today_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._where = TextLabel("", "help")
        self._title = TextLabel("", "title")
        self._help = TextLabel("", "help")
        self.legal_stay = LegalStayCard()
        self.legal_stay.why.clicked.connect(self.why_asked)
        self.legal_stay.other_day.clicked.connect(self.other_day_asked)
        self.as_of = AsOfBanner()
        self.as_of.other_asked.connect(self.other_day_asked)
        self.as_of.back_asked.connect(self.today_asked)
        self.age = Surface(Tone.AMBER)
        self.age.setObjectName("rules_age")
        self._age_icon = SignIcon(Sign.WARN, Tone.AMBER)
        self._age_words = TextLabel("", "help")
        age_line = QHBoxLayout()
        age_line.addWidget(self._age_icon)
        age_line.addWidget(self._age_words, 1)
        self.age.body.setContentsMargins(16, 4, 10, 4)
        self.age.body.addLayout(age_line)
        self.banner = FlagBanner()
        titles = QVBoxLayout()
        titles.setSpacing(1)
        titles.addWidget(self._where)
        titles.addWidget(self._title)
        titles.addWidget(self._help)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(16)
        self._line.addLayout(titles, 1)
        self._line.addWidget(self.legal_stay, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(28, 12, 28, 4)
        box.setSpacing(8)
        box.addWidget(self.as_of)
        box.addLayout(self._line)
        box.addWidget(self.age)
        box.addWidget(self.banner)

    def set_compact(self, compact: bool) -> None:
        """Take less height when the text is large for the window."""
        direction = QBoxLayout.Direction
        self._line.setDirection(direction.TopToBottom if compact else direction.LeftToRight)
        self._line.setSpacing(6 if compact else 16)
        self._where.setVisible(not compact)
        self._help.setVisible(not compact)
        self.legal_stay.set_compact(compact)
        self.as_of.set_compact(compact)

    def refresh(self, session: CaseSession) -> None:
        """Show the state of a case."""
        step = session.step
        number = STEPS.index(step) + 1
        where = self.tr("Step {number} of {all}").format(number=number, all=len(STEPS))
        if session.household.members:
            where = f"{person_name(session.case, session.texts)} · {where}"
        self._where.setText(where)
        self._title.setText(session.texts.get(f"step.{step}.title"))
        self._help.setText(session.texts.get(f"step.{step}.help"))
        self._title.setToolTip(self._help.text())
        self._title.setAccessibleDescription(self._help.text())
        self.as_of.refresh(session)
        self.legal_stay.refresh(session)
        stamp = session.dossier.ruleset
        notice = rules_age_notice(stamp.freshness, session.texts.day(stamp.verified_on))
        self.age.setVisible(notice is not None)
        if notice is not None:
            tone = TONE_OF_URGENCY[notice.urgency]
            self._age_icon.show_sign(SIGN_OF_TONE[tone], tone)
            self._age_words.setText(notice.words)
            self.age.set_tone(tone)
        other_day = session.texts if session.is_as_of else None
        self.banner.show_flags(flags(session.dossier, session.texts), free_help(session.ruleset), other_day)

    def title(self) -> str:
        """The title of the step shown."""
        return self._title.text()

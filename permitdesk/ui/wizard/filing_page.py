"""Signing and sending in MOS: who signs, the steps, the UPO, and what to do when MOS is down."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, timedelta

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from permitdesk.documents.paper_steps import is_on_paper
from permitdesk.domain.case import SignatureKind, SignerKind, Tri
from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.dates.outage import outage_rescue
from permitdesk.domain.dossier import AnnexItem, ChannelResult, RouteAssessment
from permitdesk.domain.law.rules import Channel
from permitdesk.domain.law.warnings import DRAFT_KEPT
from permitdesk.domain.stay.holding import number_on
from permitdesk.interview.steps import StepId
from permitdesk.interview.validation import check_case
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.date_field import DateField
from permitdesk.ui.widgets.field_row import FieldRow
from permitdesk.ui.widgets.labels import Columns, Parts, TextLabel
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.wizard.annex_part import AnnexPart, annexes_of_others
from permitdesk.ui.wizard.applicant_page import signing_of
from permitdesk.ui.wizard.form_page import FormPage
from permitdesk.ui.wizard.paper_part import other_way_part, paper_set_part, paper_steps_part

MOS_STEPS = 8
_UPO_PATHS = frozenset(
    {"filing.upo_number", "filing.upo_received_on", "filing.upo_time", "filing.upo_file_name"}
)


class FilingPage(FormPage):
    """Who signs, the steps, what others sign, the UPO, an outage; for paper cases the way on paper."""

    step = StepId.FILING

    def __init__(self, session: CaseSession) -> None:
        super().__init__(session)
        #: the part shown; it stays when the page is built anew
        self._place: int | None = None
        self._walked = 0

    def shape(self) -> Hashable:
        channel = self._channel()
        return channel.channel, channel.rule, tuple(item.entry for item in self._others())

    def _channel(self) -> ChannelResult:
        return self.session.dossier.channel

    def _route(self) -> RouteAssessment | None:
        dossier = self.session.dossier
        return dossier.route(dossier.chosen) if dossier.chosen is not None else None

    def _others(self) -> tuple[AnnexItem, ...]:
        return annexes_of_others(self._route())

    def _in_mos(self) -> bool:
        return self._channel().channel == Channel.MOS

    def build(self) -> None:
        """One tab for each part."""
        before = self._place if self._place is not None else 0
        self.tabs = Parts()
        self._index: dict[str, int] = {}
        self.annexes: AnnexPart | None = None
        if self._in_mos():
            self._build_mos()
        else:
            self._build_paper()
        self.tabs.setCurrentIndex(min(before, self.tabs.count() - 1))
        self._place = self.tabs.currentIndex()
        self.tabs.currentChanged.connect(self._on_part_shown)
        self.tabs.currentChanged.connect(self.part_changed)
        self.main.addWidget(self.tabs, 1)

    def _build_mos(self) -> None:
        others = self._others()
        self._add("signing", self._signing())
        self._add("steps", self._steps())
        if others:
            self.annexes = AnnexPart(self, others, self.session.update)
            self._add("annexes", self.annexes.widget)
        self._add("upo", self._upo())
        self._walked = self.tabs.count()
        self.tabs.addTab(self._outage(), self.say("tab_outage"))

    def _build_paper(self) -> None:
        """The way on paper; of another procedure only where to ask."""
        route, channel = self._route(), self._channel()
        if not is_on_paper(channel.channel):
            name = "" if route is None else route.id
            self._add("other", other_way_part(self.texts, channel, name))
            self._walked = self.tabs.count()
            return
        signing = [] if route is None else self.rendered(route.signing.explanation)
        self._add("paper_set", paper_set_part(self.texts, channel, signing))
        self._add("paper_steps", paper_steps_part(self.texts, channel))
        self._walked = self.tabs.count()

    def _add(self, name: str, part: QWidget) -> None:
        """A numbered part."""
        self._index[name] = self.tabs.count()
        self.tabs.addTab(part, f"{self.tabs.count() + 1}. {self.say(f'part_{name}')}")

    def _on_part_shown(self, place: int) -> None:
        self._place = place

    def walked(self) -> tuple[QTabWidget, int]:
        """The numbered parts; an outage concerns few."""
        return self.tabs, self._walked

    def _part(self) -> tuple[QWidget, QVBoxLayout]:
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(2, 12, 2, 0)
        box.setSpacing(10)
        return part, box

    def _signing(self) -> QWidget:
        part, box = self._part()
        columns = Columns(24)
        signers, signatures = (
            self.enum_options(SignerKind, "signer"),
            self.enum_options(SignatureKind, "signature"),
        )
        columns.addWidget(self.combo_row("signer", signers))
        columns.addWidget(self.combo_row("signature", signatures))
        box.addWidget(columns)
        box.addWidget(self.date_row("planned_filing_on", name="planned_filing_on"))
        self.result = Notice(self.texts)
        box.addWidget(self.result)
        self.never = Notice(self.texts)
        box.addWidget(self.never)
        box.addStretch(1)
        return part

    def _steps(self) -> QWidget:
        part, box = self._part()
        columns = Columns(28)
        half = -(-MOS_STEPS // 2)
        for first in (1, half + 1):
            column = QVBoxLayout()
            column.setSpacing(10)
            for number in range(first, min(first + half, MOS_STEPS + 1)):
                one = QVBoxLayout()
                one.setSpacing(1)
                one.addWidget(TextLabel(f"{number}. {self.say(f'mos_{number}')}", "strong"))
                one.addWidget(TextLabel(self.say(f"mos_{number}_how"), "help"))
                column.addLayout(one)
            column.addStretch(1)
            columns.addLayout(column, 1)
        box.addWidget(columns)
        draft = Columns(24)
        draft.addWidget(self.date_row("filing.draft_last_touched_on"), 1)
        self.draft = Notice(self.texts)
        draft.addWidget(self.draft, 1)
        box.addWidget(draft)
        box.addStretch(1)
        return part

    def _upo(self) -> QWidget:
        part, box = self._part()
        self.filed = Notice(self.texts)
        box.addWidget(self.filed)
        columns = Columns(28)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.date_row("filing.sent_on"))
        left.addWidget(self.yes_no_row("filing.upo_received"))
        left.addWidget(self.yes_no_row("filing.certificate_shows_signer"))
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.text_row("filing.upo_number"))
        days = Columns(14, 44)
        days.addWidget(self.date_row("filing.upo_received_on", dont_know=False), 2)
        days.addWidget(self.text_row("filing.upo_time"), 1)
        right.addWidget(days)
        right.addWidget(self.text_row("filing.upo_file_name"))
        right.addWidget(self.yes_no_row("filing.certificate_of_filing_received"))
        right.addStretch(1)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        box.addWidget(columns)
        box.addStretch(1)
        return part

    def _outage(self) -> QWidget:
        part, box = self._part()
        columns = Columns(24)
        today = self.session.today
        self.down = FieldRow(
            "outage.from", self.say("outage_from"), "", DateField(self.texts, today, dont_know=False)
        )
        self.up = FieldRow(
            "outage.repaired", self.say("outage_repaired"), "", DateField(self.texts, today, dont_know=False)
        )
        self.last = FieldRow(
            "outage.last", self.say("outage_last"), "", DateField(self.texts, today, dont_know=False)
        )
        for row in (self.down, self.up, self.last):
            row.edited.connect(self._show_outage)
            columns.addWidget(row, 1)
        box.addWidget(TextLabel(self.say("outage_intro")))
        box.addWidget(columns)
        self.rescue = Notice(self.texts)
        box.addWidget(self.rescue)
        self.outage_advice = Notice(self.texts)
        box.addWidget(self.outage_advice)
        box.addStretch(1)
        return part

    # --- showing -----------------------------------------------------------------------

    def load(self) -> None:
        """Fill in the notices."""
        if not self._in_mos():
            return
        if self.annexes is not None:
            self.annexes.load(self._others())
            self._show_annex_problems()
        self._show_signing()
        self._show_draft()
        self._show_filed()
        known = self.session.dossier.last_day_of_legal_stay.day
        if isinstance(self.last.field, DateField) and self.last.field.day() is None and known is not None:
            self.last.field.set_value(known)
        self._show_outage()

    def _row_path(self, path: str) -> str:
        """The row of a path of a check, which names an annex by its place."""
        if not path.startswith("annexes["):
            return path
        entry = self.session.case.annexes[int(path[8:].partition("]")[0])].id
        return f"annexes.{entry}.{path.rpartition('.')[2]}"

    def _show_annex_problems(self) -> None:
        for problem in check_case(self.session.case, self.session.today):
            path = self._row_path(problem.path)
            if path.startswith("annexes.") and path in self._rows:
                self.row(path).show_problem(self.texts.render(problem.text))

    def _show_signing(self) -> None:
        signing = signing_of(self.session.dossier)
        tones = {"valid": Tone.GOOD, "wrong_signer": Tone.RED, "wrong_signature": Tone.RED}
        if signing is not None:
            lines = self.rendered(signing.explanation)
            title = self.texts.get(f"page.applicant.result_{signing.result}")
            self.result.show_message(tones.get(signing.result, Tone.INFO), lines, title=title)
        else:
            self.result.hide()
        self.never.show_message(
            Tone.AMBER,
            [self.say("never"), self.say("never_result"), self.say("never_help")],
            title=self.say("never_title"),
        )

    def _show_draft(self) -> None:
        touched = self.session.case.filing.draft_last_touched_on
        if touched is None:
            self.draft.show_message(Tone.INFO, [self.say("draft_rule")])
            return
        kept = number_on(self.session.ruleset.values, DRAFT_KEPT, self.session.day)
        if kept is None:
            self.draft.show_message(Tone.INFO, [self.say("draft_rule")])
            return
        last = touched + timedelta(days=kept)
        left = (last - self.session.day).days
        tone = Tone.RED if left < 5 else Tone.AMBER if left < 15 else Tone.INFO
        key = "draft_left" if left >= 0 else "draft_gone"
        self.draft.show_message(tone, [self.texts.fill(f"page.filing.{key}", day=last, n=max(left, 0))])

    def _show_filed(self) -> None:
        filing = self.session.case.filing
        if filing.upo_received is Tri.YES:
            if filing.certificate_shows_signer is Tri.NO:
                self.filed.show_message(Tone.RED, [self.say("wrong_name")], [self.say("wrong_name_today")])
                return
            open_ = [p for p in sorted(_UPO_PATHS) if not getattr(filing, p.partition(".")[2])]
            lines = [self.say("upo_yes")] + ([self.say("upo_incomplete")] if open_ else [])
            self.filed.show_message(
                Tone.GOOD if not open_ else Tone.INFO, lines, title=self.say("upo_yes_title")
            )
        elif filing.sent_on is not None or filing.upo_received is not None:
            self.filed.show_message(
                Tone.RED, [self.say("upo_no")], [self.say("upo_no_today")], title=self.say("upo_no_title")
            )
        else:
            self.filed.show_message(Tone.INFO, [self.say("upo_none")], title=self.say("upo_no_title"))

    def _day(self, row: FieldRow) -> date | None:
        return row.field.day() if isinstance(row.field, DateField) else None

    def _show_outage(self) -> None:
        down, up, last = self._day(self.down), self._day(self.up), self._day(self.last)
        advice = [self.say(f"outage_do_{n}") for n in (1, 2, 3, 4)]
        self.outage_advice.show_message(
            Tone.AMBER, [self.say("outage_limits")], advice, title=self.say("outage_title")
        )
        if down is None or up is None or last is None:
            self.rescue.show_message(Tone.INFO, [self.say("outage_fill")])
            return
        if up < down:
            self.rescue.show_message(Tone.AMBER, [self.say("outage_reversed")])
            return
        found = outage_rescue(down, up, last, DaysOff.from_rules(self.session.ruleset.holidays))
        if not found.applies:
            self.rescue.show_message(Tone.RED, [self.texts.fill("page.filing.outage_no", day=last)])
            return
        lines = [self.texts.fill("page.filing.outage_yes", day=found.file_by_cautious)]
        if found.file_by != found.file_by_cautious:
            lines.append(self.texts.fill("page.filing.outage_later", day=found.file_by))
        if found.deemed_filed_on is not None:
            lines.append(self.texts.fill("page.filing.outage_deemed", day=found.deemed_filed_on))
        self.rescue.show_message(Tone.GOOD, lines, title=self.say("outage_yes_title"))

    def focus_path(self, path: str) -> None:
        part = "upo" if path.startswith("filing.") else "annexes" if path.startswith("annexes") else "signing"
        if path == "filing.draft_last_touched_on":
            part = "steps"
        self.tabs.setCurrentIndex(self._index.get(part, 0))
        super().focus_path(self._row_path(path))

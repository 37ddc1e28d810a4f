"""Has something been filed already? What it is worth, and the old advice that no longer holds."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from permitdesk.domain.case import FilingChannel, FilingOutcome, SignerKind, Tri
from permitdesk.domain.law.findings import Verdict
from permitdesk.interview.steps import StepId
from permitdesk.ui.widgets.choice_field import Option
from permitdesk.ui.widgets.field_row import FieldRow, QuestionSheet
from permitdesk.ui.widgets.finding_list import FindingLines, FindingList
from permitdesk.ui.widgets.labels import Columns, Disclosure, ScrollBox, TextLabel
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import TONE_OF_SEVERITY, Tone
from permitdesk.ui.wizard.form_page import FormPage
from permitdesk.ui.wizard.wording import Wording

_FAMILIES = ("permanent_residence", "eu_long_term_resident", "temporary_residence", "other")
_PAPER = ("sent_on", "received_on", "paper_case", "filed_again_in_mos")
#: what is asked for each way of filing, in order
ASKED = {
    FilingChannel.PAPER_POST: _PAPER,
    FilingChannel.PAPER_OFFICE: ("received_on", "paper_case", "filed_again_in_mos"),
    FilingChannel.OLD_MOS: ("sent_on", "received_on", "filed_again_in_mos"),
    FilingChannel.INPOL: ("sent_on", "received_on", "filed_again_in_mos"),
    FilingChannel.EPUAP: ("sent_on", "received_on", "filed_again_in_mos"),
    FilingChannel.EMAIL: ("sent_on", "filed_again_in_mos"),
    FilingChannel.NEW_MOS: ("upo_received", "signer", "annex_signed", "sent_on", "defects_cured"),
    FilingChannel.CONSUL: ("sent_on", "received_on", "filed_again_in_mos"),
}
_DAYS = frozenset({"sent_on", "received_on"})


class EarlierFilingPage(FormPage):
    """Questions at the left, a few at a time; the result and the outdated advice at the right."""

    step = StepId.EARLIER_FILING

    def shape(self) -> Hashable:
        filing = self.session.case.earlier_filing
        return None if filing is None else (filing.filed, filing.channel)

    def build(self) -> None:
        """Only what matters for the way of filing is asked."""
        columns = Columns(28)
        self.sheet = QuestionSheet(self.texts, capacity=4)
        self.sheet.set_rows(self._asked_rows())
        columns.addWidget(self.sheet, 1)
        right = QVBoxLayout()
        right.setSpacing(10)
        self.result = Notice(self.texts)
        right.addWidget(self.result)
        self.sources = Disclosure(self.texts.get("page.why.sources"))
        right.addWidget(self.sources)
        self.told = TextLabel(self.say("told"), "strong")
        right.addWidget(self.told)
        self.advice = FindingList(self.texts)
        scroll = ScrollBox(self.advice)
        self.advice_area: QWidget = scroll
        right.addWidget(scroll, 1)
        right.addStretch(0)
        columns.addLayout(right, 1)
        self.main.addWidget(columns, 1)

    def _asked_rows(self) -> list[FieldRow]:
        rows = [self.yes_no_row("earlier_filing.filed")]
        filing = self.session.case.earlier_filing
        if filing is None or filing.filed is not Tri.YES:
            return rows
        rows.append(self.combo_row("earlier_filing.channel", self.enum_options(FilingChannel, "channel")))
        rows += [self._asked_row(name) for name in (ASKED[filing.channel] if filing.channel else ())]
        if filing.channel is not None:
            rows.append(self.combo_row("earlier_filing.outcome", self.enum_options(FilingOutcome, "outcome")))
            families = [Option(f, self.say(f"family_{f}")) for f in _FAMILIES]
            rows.append(self.combo_row("earlier_filing.family", families))
            rows.append(self.text_row("earlier_filing.case_number"))
        return rows

    def _asked_row(self, name: str) -> FieldRow:
        path = f"earlier_filing.{name}"
        if name in _DAYS:
            return self.date_row(path)
        if name == "signer":
            return self.combo_row(path, self.enum_options(SignerKind, "signer"))
        return self.yes_no_row(path)

    def load(self) -> None:
        """Show the row of the decision table that fits, and the matching outdated advice."""
        dossier = self.session.dossier
        outcome = dossier.earlier_filing
        told = self.session.case.earlier_filing is not None
        wording = Wording(self.texts, self.session.ruleset)
        lines = self.rendered(outcome.explanation)
        if outcome.questions:
            asked = ", ".join(wording.path(q) for q in outcome.questions)
            lines.append(self.texts.fill("page.earlier_filing.missing", fields=asked))
        title = (
            self.texts.get(f"earlier_filing.{outcome.row}.title")
            if outcome.row is not None
            else self.say(f"result_{outcome.result}")
        )
        tone = TONE_OF_SEVERITY.get(outcome.severity, Tone.INFO)
        self.result.show_message(
            tone, lines if told else (), self.rendered(outcome.today), title=title if told else None
        )
        self.sources.set_text("\n".join(wording.citations(outcome.citations)) if told else "")
        advice = [self._advice(advice_id) for advice_id in dossier.outdated_advice]
        self.told.setVisible(bool(advice))
        self.advice_area.setVisible(bool(advice))
        self.advice.show_findings(advice)

    def _advice(self, advice_id: str) -> FindingLines:
        now = self.texts.get(f"advice.{advice_id}.now")
        word = self.say("outdated")
        return FindingLines(
            advice_id, Verdict.NOT_MET, self.texts.get(f"advice.{advice_id}.told"), word, (("", (now,)),)
        )

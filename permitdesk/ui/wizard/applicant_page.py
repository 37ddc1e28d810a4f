"""Who the application is for, and who will sign it: the mistake that costs most is named at once."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from permitdesk.domain.case import ApplicantKind, SignatureKind, SignerKind
from permitdesk.domain.dossier import Dossier, SigningResult
from permitdesk.interview.steps import StepId
from permitdesk.ui.widgets.choice_field import Option
from permitdesk.ui.widgets.labels import Columns, Parts
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.wizard.form_page import FormPage

_TONE = {
    "valid": Tone.GOOD,
    "wrong_signer": Tone.RED,
    "wrong_signature": Tone.RED,
    "unknown": Tone.INFO,
    "on_paper": Tone.INFO,
}


def signing_of(dossier: Dossier) -> SigningResult | None:
    """The signing rules of the chosen route, else of the best one in MOS; None if no route is in force."""
    route = dossier.route(dossier.chosen) if dossier.chosen is not None else None
    if route is not None:
        return route.signing
    return next((each.signing for each in dossier.routes if each.in_mos), None)


class ApplicantPage(FormPage):
    """Two parts: the person, and who signs with what."""

    step = StepId.APPLICANT

    def build(self) -> None:
        """Tabs for the two decisions."""
        self.tabs = Parts()
        self.tabs.addTab(self._person(), self.say("tab_person"))
        self.tabs.addTab(self._signing(), self.say("tab_signing"))
        self.tabs.currentChanged.connect(self.part_changed)
        self.main.addWidget(self.tabs, 1)

    def walked(self) -> tuple[QTabWidget, int]:
        return self.tabs, self.tabs.count()

    def _person(self) -> QWidget:
        part = columns = Columns(28)
        columns.set_margins(2, 12, 2, 0)
        kinds = [
            Option(k.value, self.titled(f"applicant.{k.value}"), self.say(f"kind_{k.value}"))
            for k in ApplicantKind
        ]
        left = QVBoxLayout()
        left.addWidget(self.choice_row("applicant", kinds))
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(10)
        names = QHBoxLayout()
        names.setSpacing(12)
        names.addWidget(self.text_row("person.given_names"))
        names.addWidget(self.text_row("person.surname"))
        right.addLayout(names)
        right.addWidget(self.date_row("person.birth_date"))
        right.addWidget(self.text_row("person.citizenships", dont_know=True))
        right.addStretch(1)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        return part

    def _signing(self) -> QWidget:
        part = QWidget()
        box = QVBoxLayout(part)
        box.setContentsMargins(2, 4, 2, 0)
        box.setSpacing(6)
        box.addWidget(self.choice_row("signer", self.enum_options(SignerKind, "signer"), columns=5))
        box.addWidget(self.choice_row("signature", self.enum_options(SignatureKind, "signature"), columns=3))
        self.notice = Notice(self.texts)
        box.addWidget(self.notice)
        box.addStretch(1)
        return part

    def load(self) -> None:
        """Say what becomes of the signer named."""
        signing = signing_of(self.session.dossier)
        case = self.session.case
        if signing is None or (case.signer is None and case.signature is None):
            self.notice.show_message(Tone.INFO, [self.say("who_may")], title=self.say("who_may_title"))
            return
        tone = _TONE[signing.result]
        wrong = tone is Tone.RED
        self.notice.show_message(
            tone,
            [" ".join(self.rendered(signing.explanation))],
            [self.say("wrong_today"), self.say("wrong_already")] if wrong else (),
            title=self.say(f"result_{signing.result}"),
        )

    def focus_path(self, path: str) -> None:
        self.tabs.setCurrentIndex(1 if path in ("signer", "signature") else 0)
        super().focus_path(path)

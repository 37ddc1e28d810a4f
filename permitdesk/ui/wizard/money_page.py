"""Two payments to two receivers. Amounts yes, account numbers never."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from permitdesk.domain.dossier import FeeItem
from permitdesk.domain.law.rules import Payee
from permitdesk.interview.steps import StepId
from permitdesk.ui.widgets.choice_field import ChoiceField
from permitdesk.ui.widgets.date_field import DateField
from permitdesk.ui.widgets.field_row import FieldRow
from permitdesk.ui.widgets.labels import Columns, Disclosure, Surface, TextLabel
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.wizard.bindings import payment_state, told_tri, with_payment
from permitdesk.ui.wizard.form_page import FormPage
from permitdesk.ui.wizard.wording import Wording


class MoneyPage(FormPage):
    """One card for each fee."""

    step = StepId.MONEY

    def shape(self) -> Hashable:
        return self._fees()

    def _fees(self) -> tuple[FeeItem, ...]:
        dossier = self.session.dossier
        route = dossier.route(dossier.chosen) if dossier.chosen is not None else None
        return () if route is None else tuple(replace(fee, paid_on=None) for fee in route.fees)

    def build(self) -> None:
        """Cards side by side, the advice about accounts below."""
        self.fields: dict[str, tuple[FieldRow, FieldRow]] = {}
        fees = self._fees()
        self.total = TextLabel("", "heading")
        self.main.addWidget(self.total)
        cards = Columns(16)
        for fee in fees:
            cards.addWidget(self._card(fee), 1)
        self.main.addWidget(cards)
        self.notice = Notice(self.texts)
        self.main.addWidget(self.notice)
        self.main.addStretch(1)

    def _card(self, fee: FeeItem) -> QWidget:
        card = Surface(Tone.PLAIN)
        texts = self.texts
        card.body.setSpacing(3)
        card.body.addWidget(TextLabel(texts.get(f"fee.{fee.id}.title"), "heading"))
        card.body.addWidget(TextLabel(texts.fill("page.money.amount", amount=fee.amount_pln), "big"))
        receiver = self.titled(f"payee.{fee.payee}")
        card.body.addWidget(TextLabel(texts.fill("page.money.receiver", payee=receiver), "strong"))
        card.body.addWidget(TextLabel(texts.get(f"fee.{fee.id}.why"), "help"))
        for line in self.rendered(s for s in fee.explanation if s.text != "fee.full"):
            card.body.addWidget(TextLabel(line, "help"))
        if fee.amount_pln > 0:
            paid = FieldRow(
                fee.id, self.say("paid_on"), "", DateField(texts, self.session.today, dont_know=False)
            )
            proof = FieldRow(fee.id, self.say("proof"), "", ChoiceField(texts, self.yes_no(), 3))
            paid.edited.connect(self._on_paid_edited)
            proof.edited.connect(self._on_proof_edited)
            card.body.addWidget(paid)
            card.body.addWidget(proof)
            self.fields[fee.id] = (paid, proof)
        card.body.addStretch(1)
        wording = Wording(texts, self.session.ruleset)
        sources = Disclosure(texts.get("page.why.sources"))
        sources.set_text("\n".join(wording.citations(fee.citations)))
        card.body.addWidget(sources)
        return card

    def load(self) -> None:
        """Fill in what was paid, and say where the account numbers are found."""
        fees = self._fees()
        if not fees:
            self.total.hide()
            self.notice.show_message(Tone.INFO, [self.say("no_permit")], title=self.say("no_permit_title"))
            return
        amount = sum((fee.amount_pln for fee in fees), start=fees[0].amount_pln * 0)
        self.total.set_text(
            self.texts.fill("page.money.total", amount=amount, n=sum(fee.amount_pln > 0 for fee in fees))
        )
        for fee_id, (paid, proof) in self.fields.items():
            state = payment_state(self.session.case, fee_id)
            paid.field.set_value(state.paid_on)
            proof.field.set_value(None if state.proof_saved is None else state.proof_saved.value)
        paid_to = {fee.payee for fee in fees if fee.amount_pln > 0}
        lines = [self.say("accounts")]
        if len(paid_to) > 1:
            lines.append(self.say("two_receivers"))
        if Payee.CITY in paid_to:
            lines.append(self.say("no_refund"))
        office = self._office_page()
        if office:
            lines.append(office)
        self.notice.show_message(Tone.INFO, lines, title=self.say("accounts_title"))

    def _office_page(self) -> str:
        chosen = self.session.case.person.voivodeship
        office = next((o for o in self.session.ruleset.offices if o.id == chosen), None)
        if office is None or not office.web:
            return ""
        return self.texts.fill("page.money.office", name=office.name, web=office.web, day=office.checked_on)

    def _on_paid_edited(self, fee_id: str) -> None:
        field = self.fields[fee_id][0].field
        if isinstance(field, DateField):
            state = replace(payment_state(self.session.case, fee_id), paid_on=field.day())
            self.session.update(with_payment(self.session.case, state))

    def _on_proof_edited(self, fee_id: str) -> None:
        value = self.fields[fee_id][1].field.value()
        state = replace(payment_state(self.session.case, fee_id), proof_saved=told_tri(value))
        self.session.update(with_payment(self.session.case, state))

    def focus_path(self, path: str) -> None:
        wanted = path.partition(".")[2].split(".")[0]
        if wanted in self.fields:
            self.fields[wanted][0].field.focus_field()

    def pending_text(self) -> bool:
        return any(paid.field.has_invalid_text() for paid, _ in self.fields.values())

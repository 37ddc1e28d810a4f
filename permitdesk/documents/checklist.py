"""The documents to tick off, by stage, and the money."""

from __future__ import annotations

from permitdesk.documents.context import Context
from permitdesk.documents.elements import (
    Block,
    Box,
    Heading,
    Line,
    Paragraph,
    Row,
    Rows,
    Section,
    Severity,
    TickRow,
    TickRows,
)
from permitdesk.documents.glance import money_lines
from permitdesk.documents.paper_steps import is_on_paper, stage_text
from permitdesk.documents.wording import inline, ref, run_on
from permitdesk.domain.case import DocumentState, DocumentStatus, Tri
from permitdesk.domain.dossier import ChecklistItem, FeeItem
from permitdesk.domain.law.citations import Certainty
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Need, Payee, Stage


def checklist_section(context: Context) -> Section:
    """Documents by stage; those the answers rule out are left out, open ones say what they depend on."""
    words = context.words
    items = [i for i in context.route.checklist if i.needed is not Verdict.NOT_MET] if context.route else []
    states = {state.id: state for state in context.case.documents}
    blocks: list[Block] = []
    for stage in Stage:
        # those needed in any case come first; the order of the rules stays otherwise
        of_stage = sorted((i for i in items if i.stage is stage), key=lambda i: i.needed is not Verdict.MET)
        if of_stage:
            key = stage_text(str(stage), context.dossier.channel.channel)
            blocks.append(Heading(words.line(f"{key}.title")))
            blocks += [Paragraph(line) for line in words.optional(f"{key}.help")]
            rows = tuple(_row(context, i, states.get(i.id) or states.get(i.document)) for i in of_stage)
            blocks.append(TickRows(rows))
    if not blocks:
        blocks.append(Paragraph(words.line("report.checklist.none")))
    else:
        blocks.insert(0, Paragraph(words.line("report.checklist.intro")))
    return Section("checklist", words.line("report.checklist.title"), tuple(blocks))


def _row(context: Context, item: ChecklistItem, state: DocumentState | None) -> TickRow:
    words = context.words
    key = f"document.{item.document}"
    details: list[Line] = []
    if item.needed is not Verdict.MET:
        details.append(words.line(f"report.needed.{item.needed}"))
    elif item.need is not Need.STATUTORY:
        details += words.optional(f"need.{item.need}.title")
    if any(c.certainty is not Certainty.CONFIRMED for c in item.citations):
        details.append(words.line("report.check_with_office"))
    if item.status in (DocumentStatus.REQUESTED, DocumentStatus.NOT_NEEDED):
        details.append(words.line(f"report.status.{item.status}"))
    if item.note:
        details.append(words.line("report.your_note", note=item.note))
    boxes: list[Box] = []
    if item.stage is not Stage.FILING:
        boxes.append(Box(words.line("report.box.original"), bool(state and state.original_ready is Tri.YES)))
    if item.translation:
        done = bool(state and state.translation_ready is Tri.YES)
        boxes.append(Box(words.line("report.box.translation"), done))
    return TickRow(
        words.termed(f"{key}.title", item.document),
        item.status == DocumentStatus.READY,
        (*run_on([*words.optional(f"{key}.why"), *words.optional(f"{key}.how")]), *inline(details)),
        tuple(boxes),
    )


def money_section(context: Context) -> Section:
    """Each payment with its payee, exemptions, and a box for the saved proof."""
    words = context.words
    fees = context.route.fees if context.route else ()
    blocks: list[Block] = [context.basis("money")] if fees else []
    if fees:
        blocks.append(TickRows(tuple(_fee(context, fee) for fee in fees)))
    total = money_lines(context, payees=False)
    blocks.append(Rows((Row(words.line("report.money_sum"), total, loud=True),)))
    if fees:
        warning = [words.line(f"report.money_{key}") for key in _warnings(context, fees)]
        blocks.append(context.note(Severity.AMBER, run_on(warning)))
    return Section("money", words.line("report.money_title"), tuple(blocks))


def _warnings(context: Context, fees: tuple[FeeItem, ...]) -> tuple[str, ...]:
    """What goes wrong with payments: two accounts or one, and where MOS plays no part."""
    payees = {fee.payee for fee in fees if fee.amount_pln > 0}
    paper = is_on_paper(context.dossier.channel.channel)
    duty = any(fee.payee is Payee.CITY and fee.amount_pln > 0 for fee in fees)
    return (
        "accounts" if len(payees) > 1 else "account_one",
        "on_paper" if paper else "mos_takes_none",
        *(("no_refund",) if duty else ()),
    )


def _fee(context: Context, fee: FeeItem) -> TickRow:
    words = context.words
    payee: list[Line] = []
    if fee.payee is not Payee.NOBODY:
        payee.append(words.line("report.money_to", amount=fee.amount_pln, payee=ref(f"payee.{fee.payee}")))
    details: list[Line] = [*words.optional(f"fee.{fee.id}.why")]
    if fee.reduction is not None:
        details += words.optional(f"fee_reduction.{fee.reduction}")
    if fee.possible_amount_pln is not None and fee.possible_reduction is not None:
        reason = ref(f"fee_reduction.{fee.possible_reduction}")
        details.append(words.line("report.money_possible", amount=fee.possible_amount_pln, reason=reason))
    if fee.paid_on is not None:
        details.append(words.line("report.money_paid_on", day=fee.paid_on))
    payment = next((p for p in context.case.payments if p.id == fee.id), None)
    proof = Box(words.line("report.box.proof"), bool(payment and payment.proof_saved is Tri.YES))
    boxes = () if fee.payee is Payee.NOBODY else (proof,)
    return TickRow(
        words.termed(f"fee.{fee.id}.title", fee.id),
        fee.paid_on is not None,
        (*payee, *run_on(details)),
        boxes,
    )

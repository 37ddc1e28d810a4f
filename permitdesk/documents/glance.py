"""Page one: everything that matters at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from permitdesk.documents.context import FLAGS_ON_PAGE_ONE, Context
from permitdesk.documents.elements import (
    Block,
    Bullets,
    Heading,
    Line,
    Links,
    Note,
    Paragraph,
    Row,
    Rows,
    Section,
    Severity,
)
from permitdesk.documents.paper_steps import is_on_paper
from permitdesk.documents.proof_parts import open_days_rows
from permitdesk.documents.questions import question_line
from permitdesk.documents.wording import Wording, inline, joined_lines, ref, run_on
from permitdesk.domain.case import DocumentStatus, Tri
from permitdesk.domain.dossier import DeadlineKind, Freshness, LegalStay, RouteAssessment
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Channel, Payee, Stage

#: so many missing things fit on page one; the rest is counted
MISSING_SHOWN = 12
#: the basis of a stay that is told as "outside Poland"
NOT_IN_POLAND = "not_in_poland"
#: The fee of a card that is made only on application, once the person is here (art. 229(4)).
_CARD_AFTER_ARRIVAL = "residence_card_after_arrival"
#: each red flag takes the room of two of them, a second language that of four
_ROOM_OF_FLAG, _ROOM_OF_LANGUAGE, _ALWAYS_SHOWN = 2, 4, 5


def glance_section(context: Context, contents: Iterable[tuple[str, Line]]) -> Section:
    """Page one. ``contents`` are anchor and title of the parts that follow."""
    blocks: list[Block] = [*freshness_notes(context)]
    blocks += [_first_only(context.warning_note(w)) for w in context.red_flags[:FLAGS_ON_PAGE_ONE]]
    more_flags = len(context.red_flags) - FLAGS_ON_PAGE_ONE
    if more_flags > 0:
        blocks.append(Paragraph(context.words.line("report.glance.more_flags", n=more_flags)))
    blocks.append(Rows(tuple(_brief(row) for row in _rows(context))))
    blocks += _missing(context)
    blocks.append(_contents(context, contents))
    return Section("glance", context.words.line("report.glance.title"), tuple(blocks), one_page=True)


def _brief(row: Row) -> Row:
    """The second language for the label and the answer itself only: page one must stay one page."""
    return replace(row, values=(*row.values[:1], *(replace(v, second=None) for v in row.values[1:])))


def _first_only(note: Note) -> Note:
    """The second language for the warning, not for what to do: that follows in the first one."""
    return replace(note, lines=(*note.lines[:1], *(replace(line, second=None) for line in note.lines[1:])))


def freshness_notes(context: Context) -> tuple[Note, ...]:
    """A notice of a day looked at on purpose, of one not covered, and of rules older than 60 or 180 days."""
    words, stamp = context.words, context.dossier.ruleset
    notes: list[Note] = []
    if context.as_of:
        line = words.line("as_of.paper", day=context.dossier.on)
        notes.append(context.note(Severity.AMBER, [line]))
    if not context.dossier.covered:
        line = words.line("report.not_covered", day=context.dossier.on)
        notes.append(context.note(Severity.RED, [line]))
    if stamp.freshness is not Freshness.FRESH:
        severity = Severity.RED if stamp.freshness is Freshness.RED else Severity.AMBER
        line = words.line(f"report.freshness.{stamp.freshness}", n=stamp.age_days, day=stamp.verified_on)
        notes.append(context.note(severity, [line]))
    return tuple(notes)


def _rows(context: Context) -> Iterable[Row]:
    words, case, route = context.words, context.case, context.route
    yield Row(words.line("report.glance.person"), _person(context))
    if case.advisor:
        yield Row(words.line("report.glance.advisor"), (Line(case.advisor),))
    yield _permit(context)
    yield _channel(context)
    if route is not None:
        yield Row(
            words.line("report.glance.verdict"),
            (words.line(f"verdict.{route.verdict}.title"), words.line(f"verdict.{route.verdict}.meaning")),
            loud=True,
        )
    yield Row(words.line("report.glance.last_legal_day"), last_legal_day_lines(context), loud=True)
    if route is not None:
        yield Row(words.line("report.glance.file_by"), _file_by(context), loud=route.file_by is not None)
        yield Row(words.line("report.glance.earliest"), _earliest(context))
        yield from open_days_rows(context)
        yield Row(words.line("report.glance.signer"), _signer(context))
        yield Row(words.line("report.glance.money"), money_lines(context))
    yield Row(words.line("report.glance.filed"), filed_lines(context))
    stamp = context.dossier.ruleset
    yield Row(
        words.line("report.glance.rules"),
        (
            words.line(
                "report.glance.rules_line",
                version=stamp.version,
                checked=stamp.verified_on,
                on=context.dossier.on,
            ),
        ),
    )


def _person(context: Context) -> tuple[Line, ...]:
    words, person = context.words, context.case.person
    name = f"{person.given_names} {person.surname}".strip()
    lines = [Line(name) if name else words.line("report.glance.no_name")]
    if person.birth_date is not None:
        lines.append(words.line("report.glance.born", day=person.birth_date))
    if person.citizenships:
        lines.append(_citizenship(words, person.citizenships))
    if context.case.applicant is not None:
        lines.append(words.line("report.glance.applicant", who=ref(f"applicant.{context.case.applicant}")))
    return (lines[0], *inline(lines[1:]))


def _citizenship(words: Wording, codes: Iterable[str]) -> Line:
    """Countries by name where the code is known, otherwise as typed."""
    keys = [(code, f"report.country.{code.upper()}") for code in codes]
    lines = [words.line(key) if words.has(key) else Line(code) for code, key in keys]
    whole = lines[0]
    for line in lines[1:]:
        whole = joined_lines(whole, line, ", ")
    return joined_lines(words.line("report.glance.citizenship"), whole, " ")


def _permit(context: Context) -> Row:
    words, route = context.words, context.route
    label = words.line("report.glance.permit")
    if route is None:
        return Row(label, (words.line("report.glance.no_route"),))
    return Row(label, (words.termed(f"route.{route.id}.title", route.id, str(route.family)),))


def _channel(context: Context) -> Row:
    """How this is filed, by whom and where: before any date, because a wrong way costs everything."""
    words, channel = context.words, context.dossier.channel
    general = channel.explanation[:1] if context.route is None else ()
    first = words.statements(general) or (words.line(f"report.channel.{channel.channel}"),)
    where = words.statements(channel.where[:1])
    told = words.statements(s for s in channel.where[1:] if s.text == "channel_where.told")
    return Row(words.line("report.glance.channel"), (*first, *run_on((*where, *told))))


def last_day_state(stay: LegalStay) -> str:
    """Why there is no last day: ``abroad``, ``no_fixed_end``, ``not_legal``, ``office`` or ``unknown``."""
    if stay.basis == NOT_IN_POLAND:
        return "abroad"
    if stay.verdict is Verdict.NEEDS_OFFICE and stay.legal_now is None:
        return "office"
    if stay.verdict is Verdict.UNKNOWN or stay.legal_now is None:
        return "unknown"
    return "no_fixed_end" if stay.legal_now else "not_legal"


def last_legal_day_lines(context: Context) -> tuple[Line, ...]:
    """The last day of legal stay, the days left and how it was found; or why it is not known."""
    words, stay = context.words, context.dossier.last_day_of_legal_stay
    explanation = words.statements(stay.explanation)
    if stay.day is None:
        state = last_day_state(stay)
        lines = [words.line(f"report.last_day.{state}"), *explanation]
        return tuple(lines[:1] if state == "abroad" else lines)
    lines = [words.day(stay.day)]
    left = stay.days_left
    if left == 0:
        # The engine stops at 0; whether the day is today or has passed, the calendar says.
        left = (stay.day - context.dossier.on).days
    if left is not None:
        if left > 0:
            lines.append(words.line("report.last_day.days_left", n=left))
        elif left == 0:
            lines.append(words.line("report.last_day.today"))
        else:
            lines.append(words.line("report.last_day.passed", n=-left))
    if stay.verdict is not Verdict.MET:
        lines.append(words.line("report.last_day.not_certain"))
    lines += explanation
    if stay.lenient_day is not None and stay.lenient_day != stay.day:
        lines.append(words.line("report.last_day.lenient", day=stay.lenient_day))
    return tuple(lines)


def _file_by(context: Context) -> tuple[Line, ...]:
    words, route = context.words, context.route
    if route is None or route.file_by is None:
        return (words.line(f"report.glance.{_no_day(context)}"),)
    lines = [words.day(route.file_by), words.line("report.glance.file_by_hard")]
    advice = [d for d in route.deadlines if d.kind is DeadlineKind.RECOMMENDED and d.day <= route.file_by]
    target = next((d for d in advice if d.id == "target_filing"), None)
    if target is not None:
        lines.append(words.line("report.glance.file_by_advice", day=target.day))
    return tuple(lines)


def _no_day(context: Context) -> str:
    """The text that says why no day is the last one for filing."""
    stay, channel = context.dossier.last_day_of_legal_stay, context.dossier.channel.channel
    state = last_day_state(stay)
    if state == "abroad" or channel in (Channel.PAPER_SPONSOR, Channel.PAPER_HOLDER):
        return "file_by_unbound"
    return "file_by_open_end" if stay.day is None and state == "no_fixed_end" else "file_by_none"


def _earliest(context: Context) -> tuple[Line, ...]:
    words, route = context.words, context.route
    dates = route.earliest_filing_date if route else None
    if route is None or dates is None or (dates.safe is None and dates.lenient is None):
        failed = route is not None and route.verdict is Verdict.NOT_MET
        return (words.line("report.earliest.none" if failed else "report.earliest.unknown"),)
    lines: list[Line] = []
    if dates.safe is not None and route.verdict in (Verdict.UNKNOWN, Verdict.NOT_MET):
        lines.append(words.line("report.earliest.time_only", day=dates.safe))
    elif dates.safe is not None and dates.safe <= context.dossier.on:
        lines.append(words.line("report.earliest.now", day=dates.safe))
    elif dates.safe is not None:
        lines.append(words.line("report.earliest.safe", day=dates.safe))
    else:
        lines.append(words.line("report.earliest.no_safe"))
    if dates.lenient is not None and dates.lenient != dates.safe:
        lines.append(words.line("report.earliest.lenient", day=dates.lenient))
    return tuple(lines)


def _signer(context: Context) -> tuple[Line, ...]:
    words, route = context.words, context.route
    if route is not None and not route.in_mos and route.signing.explanation:
        return words.statements(route.signing.explanation)
    if route is None or not route.signing.required_signers:
        return (words.line("report.signing.unknown"),)
    signing = route.signing
    who = words.joined((f"signer.{s}" for s in signing.required_signers), "report.or_join")
    if not signing.allowed_signatures:
        return (who, words.line("report.signing.unknown"))
    signatures = words.joined((f"signature.{s}" for s in signing.allowed_signatures), "report.or_join")
    with_ = words.line("report.signing.with")
    result = words.line(f"report.signing.result.{signing.result}")
    return (who, joined_lines(with_, signatures, " "), result)


def money_lines(context: Context, *, payees: bool = True) -> tuple[Line, ...]:
    """Total and, on demand, both payees; the higher amount while a reduction is open. No account number."""
    words = context.words
    fees = context.route.fees if context.route else ()
    if not fees:
        return (words.line("report.money_unknown"),)
    total = sum((f.amount_pln for f in fees), Decimal(0))
    lines = [words.line("report.money_total", amount=total)]
    sums = [(p, sum((f.amount_pln for f in fees if f.payee is p), Decimal(0))) for p in Payee]
    lines += inline(
        words.line("report.money_to", amount=amount, payee=ref(f"payee.{payee}"))
        for payee, amount in sums
        if amount and payees
    )
    later = sum((f.amount_pln for f in fees if f.id == _CARD_AFTER_ARRIVAL), Decimal(0))
    if later:
        lines.append(words.line("report.money_later", amount=later))
    if any(f.possible_amount_pln is not None for f in fees):
        lines.append(words.line("report.money_maybe_less"))
    return tuple(lines)


def filed_lines(context: Context) -> tuple[Line, ...]:
    """Whether anything counts as filed: only the UPO decides."""
    words, filing = context.words, context.case.filing
    if is_on_paper(context.dossier.channel.channel):
        return (words.line("report.filed.on_paper"),)
    if context.dossier.channel.channel == Channel.NOT_MOS:
        return (words.line("report.filed.not_mos"),)
    if filing.upo_received is Tri.YES:
        lines = [words.line("report.filed.upo")]
        if filing.upo_received_on is not None:
            lines.append(words.line("report.filed.upo_day", day=filing.upo_received_on, time=filing.upo_time))
        if filing.upo_number:
            lines.append(words.line("report.filed.upo_number", number=filing.upo_number))
        return tuple(lines)
    current = context.case.current_stay
    if current is not None and current.decision_delivered_on is not None:
        return (words.line("report.filed.decided", day=current.decision_delivered_on),)
    earlier = context.dossier.earlier_filing
    if earlier.row is not None or earlier.result != "none":
        return (
            *words.optional(f"earlier_filing.{earlier.row}.title"),
            *words.statements(earlier.explanation),
        )
    return (words.line("report.filed.no_upo"),)


def missing_lines(context: Context) -> list[Line]:
    """Fields that a requirement waits for, documents needed in any case (to file first), open questions."""
    words, route = context.words, context.route
    if route is None:
        asked = context.dossier.last_day_of_legal_stay.questions
        return [words.line("report.glance.choose_route"), *(question_line(words, q) for q in asked)]
    waiting = {str(DocumentStatus.MISSING), str(DocumentStatus.REQUESTED)}
    order = list(Stage)
    items = sorted(
        (i for i in route.checklist if i.needed is Verdict.MET and i.status in waiting),
        key=lambda i: order.index(i.stage),
    )
    lines = [question_line(words, path) for path in _open_fields(route)]
    lines += [words.termed(f"document.{i.document}.title", i.document) for i in items]
    return lines + [question_line(words, q) for q in route.open_questions]


def _open_fields(route: RouteAssessment) -> Iterable[str]:
    """Fields of the case, such as days of stay, without which a requirement cannot be judged."""
    paths = (path for f in route.requirements if f.verdict is Verdict.UNKNOWN for path in f.questions)
    fields = (path for path in paths if not path.startswith("answers."))
    return dict.fromkeys(path for path in fields if path not in route.open_questions)


def _missing(context: Context) -> Iterable[Block]:
    words, lines = context.words, missing_lines(context)
    yield Heading(words.line("report.glance.missing"))
    if not lines:
        yield Paragraph(words.line("report.glance.nothing_missing"))
        return
    room = MISSING_SHOWN - _ROOM_OF_FLAG * min(len(context.red_flags), FLAGS_ON_PAGE_ONE)
    room -= _ROOM_OF_LANGUAGE if words.second else 0
    room -= _ROOM_OF_FLAG if context.as_of else 0
    room -= _ROOM_OF_FLAG * sum(1 for _ in open_days_rows(context))
    shown = lines[: max(room, _ALWAYS_SHOWN)]
    if len(lines) > len(shown):
        shown.append(words.line("report.glance.more_missing", n=len(lines) - len(shown)))
    yield Bullets(tuple(shown))


def _contents(context: Context, contents: Iterable[tuple[str, Line]]) -> Block:
    title = context.words.line("report.glance.contents")
    lines = tuple(Line(line.text, line.second, None, f"#{anchor}") for anchor, line in contents)
    return Links(title, lines)

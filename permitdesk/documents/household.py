"""The parts of the report that stand for a whole household: everybody at a glance, one plan for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from permitdesk.documents.context import Context
from permitdesk.documents.deadlines import date_row, dates_of, legend
from permitdesk.documents.elements import (
    Block,
    DateRow,
    DateRows,
    Heading,
    Line,
    Links,
    Note,
    Paragraph,
    Row,
    Rows,
    Section,
    Severity,
    Table,
)
from permitdesk.documents.glance import freshness_notes, last_day_state, missing_lines
from permitdesk.documents.merging import names_line
from permitdesk.documents.wording import Wording, inline, joined_lines, ref
from permitdesk.domain.case import Case, Tri
from permitdesk.domain.household_summary import (
    Money,
    PersonDossier,
    SharedDocument,
    ages,
    earliest_last_day,
    money,
    shared_documents,
)
from permitdesk.domain.law.ages import AgeGroup, AgeView

#: people side by side in one table; more of them stand in a second one beneath
ABREAST = 4
#: so many red flags fit under the table of page one
FLAGS_SHOWN = 5
#: so many missing things of each person fit there
MISSING_SHOWN = 5
_NOTHING = Line("\N{EN DASH}")


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the report: the name, what follows, and the words for it."""

    name: Line
    context: Context
    age: AgeView | None

    @property
    def case_id(self) -> str:
        """The id of the person's case."""
        return self.context.case.case_id


def members_of(family: Sequence[PersonDossier], contexts: Sequence[Context]) -> tuple[Member, ...]:
    """The people of the report, in order."""
    return tuple(
        Member(name_line(person.case, context.words), context, ages(person, context.ruleset))
        for person, context in zip(family, contexts, strict=True)
    )


def name_line(case: Case, words: Wording) -> Line:
    """The name of a person, else what they are to the first one."""
    name = f"{case.person.given_names} {case.person.surname}".strip()
    return Line(name) if name else words.line(f"relation.{case.relation or 'first'}")


# --- page one -----------------------------------------------------------------------


def family_section(
    family: tuple[PersonDossier, ...], members: Sequence[Member], contents: Iterable[tuple[str, Line]]
) -> Section:
    """Page one: a column for each person. ``contents`` are anchor and title of the parts that follow."""
    context = members[0].context
    words = context.words
    blocks: list[Block] = [*freshness_notes(context), Paragraph(words.line("report.family.each_alone"))]
    first = earliest_last_day(family)
    if first is not None:
        who = _names(m for m in members if m.case_id in first.people)
        line = joined_lines(words.line("report.family.first_day", day=first.day), who, " ")
        blocks.append(context.note(Severity.RED, [line]))
    blocks += [_overview(members[at : at + ABREAST]) for at in range(0, len(members), ABREAST)]
    blocks += _flags(members)
    blocks.append(Heading(words.line("report.glance.missing")))
    blocks.append(Rows(tuple(_missing_row(member) for member in members), dense=True))
    links = tuple(Line(title.text, title.second, None, f"#{anchor}") for anchor, title in contents)
    blocks.append(Links(words.line("report.glance.contents"), links))
    return Section("family", words.line("report.family.title"), tuple(blocks), one_page=True)


def _overview(members: Sequence[Member]) -> Table:
    words = members[0].context.words
    rows = [
        ("who", [_who(m) for m in members]),
        ("permit", [_permit(m) for m in members]),
        ("verdict", [_verdict(m) for m in members]),
        ("last_day", [_last_day(m) for m in members]),
        ("file_by", [_file_by(m) for m in members]),
        ("signer", [_signer(m) for m in members]),
        ("office", [_office(m) for m in members]),
        ("money", [_money(m) for m in members]),
        ("upo", [_upo(m) for m in members]),
        ("missing", [_missing(m) for m in members]),
    ]
    loud = frozenset(n for n, (key, _) in enumerate(rows) if key in {"last_day", "file_by"})
    return Table(
        (words.line("report.family.person"), *(member.name for member in members)),
        tuple((words.line(f"report.family.row.{key}"), *cells) for key, cells in rows),
        (17, *(83 // len(members) for _ in members)),
        loud=loud,
    )


def _cell(lines: Iterable[Line]) -> Line:
    """Short lines beneath each other in one cell."""
    found = list(lines)
    second = "\n".join(line.second for line in found if line.second)
    return Line("\n".join(line.text for line in found), second or None)


def _who(member: Member) -> Line:
    words, case = member.context.words, member.context.case
    lines = [words.line(f"relation.{case.relation or 'first'}")]
    if member.age is not None:
        lines.append(
            words.line("household.age", n=member.age.years)
            if member.age.years
            else words.line("household.baby")
        )
    return _cell(lines)


def _permit(member: Member) -> Line:
    words, route = member.context.words, member.context.route
    if route is None:
        return words.line("report.family.no_route")
    lines = [words.line(f"route.{route.id}.title")]
    if not route.in_mos:
        lines.append(words.line("report.family.not_mos"))
    return _cell(lines)


def _verdict(member: Member) -> Line:
    words, route = member.context.words, member.context.route
    return _NOTHING if route is None else words.line(f"verdict.{route.verdict}.title")


def _last_day(member: Member) -> Line:
    words, stay = member.context.words, member.context.dossier.last_day_of_legal_stay
    return (
        words.line(f"report.family.stay.{last_day_state(stay)}") if stay.day is None else words.day(stay.day)
    )


def _file_by(member: Member) -> Line:
    route = member.context.route
    if route is None or route.file_by is None:
        return member.context.words.line("report.family.no_day")
    return member.context.words.day(route.file_by)


def _signer(member: Member) -> Line:
    words, route = member.context.words, member.context.route
    if route is None or not route.in_mos or not route.signing.required_signers:
        return _NOTHING
    lines = [words.joined((f"signer.{s}" for s in route.signing.required_signers), "report.or_join")]
    if route.signing.result != "valid":
        lines.append(words.line(f"report.family.signing.{route.signing.result}"))
    return _cell(lines)


def _office(member: Member) -> Line:
    """Who comes to the visit and what is taken there."""
    words, age = member.context.words, member.age
    if age is None:
        return words.line("report.family.office.unknown")
    if all(fact.topic != "visit" for fact in age.facts):
        return _NOTHING
    lines = [words.line(f"report.family.office.{'comes' if age.reached('visit') else 'stays'}")]
    lines += [words.line(f"report.family.office.{t}") for t in ("fingerprints", "specimen") if age.reached(t)]
    return _cell(lines)


def _money(member: Member) -> Line:
    route = member.context.route
    if route is None or not route.fees:
        return _NOTHING
    total = sum((fee.amount_pln for fee in route.fees), Decimal(0))
    return member.context.words.line("report.family.amount", amount=total)


def _upo(member: Member) -> Line:
    words = member.context.words
    received = member.context.case.filing.upo_received is Tri.YES
    return words.line("report.family.upo_yes" if received else "report.family.upo_no")


def _missing(member: Member) -> Line:
    """How much is missing; the own part says what."""
    missing = len(missing_lines(member.context))
    words = member.context.words
    return words.line("report.family.missing", n=missing) if missing else words.line("report.family.nothing")


def _missing_row(member: Member) -> Row:
    """The first things that are missing, in one language: page one must stay one page."""
    words, lines = member.context.words, missing_lines(member.context)
    if not lines:
        return Row(member.name, (words.line("report.family.nothing"),))
    texts = [line.text for line in lines[:MISSING_SHOWN]]
    if len(lines) > MISSING_SHOWN:
        texts.append(words.texts.fill("report.family.more_missing", n=len(lines) - MISSING_SHOWN))
    return Row(member.name, (Line(" · ".join(texts)),))


def _flags(members: Sequence[Member]) -> Iterator[Note | Paragraph]:
    """The red flags of everybody, each with the names it concerns."""
    found: dict[Line, list[Member]] = {}
    for member in members:
        for warning in member.context.red_flags:
            found.setdefault(member.context.words.statement(warning.text), []).append(member)
    context = members[0].context
    for line, concerned in list(found.items())[:FLAGS_SHOWN]:
        yield context.note(Severity.RED, [joined_lines(_names(concerned), line, ": ")])
    if len(found) > FLAGS_SHOWN:
        yield Paragraph(context.words.line("report.family.more_flags", n=len(found) - FLAGS_SHOWN))


def _names(members: Iterable[Member]) -> Line:
    return names_line(member.name for member in members)


# --- one plan for all ---------------------------------------------------------------


def plan_section(family: tuple[PersonDossier, ...], members: Sequence[Member]) -> Section:
    """What is collected once and for whom, the money by person and payee, the ages."""
    context = members[0].context
    words = context.words
    blocks: list[Block] = []
    serving = [d for d in shared_documents(family, context.ruleset) if len(d.people) > 1]
    if serving:
        blocks.append(Heading(words.line("report.family.once.title")))
        blocks.append(Paragraph(words.line("report.family.once.help")))
        blocks.append(_once(serving, members))
    sums = money(family)
    if sums:
        blocks.append(Heading(words.line("report.family.money.title"), keep=True))
        blocks.append(_money_table(sums, members))
        blocks.append(Paragraph(words.line("report.family.money.help"), quiet=True))
    told = [m for m in members if m.age is not None and m.age.facts]
    children = [m for m in told if m.age is not None and m.age.group is not AgeGroup.OF_AGE]
    if children:
        blocks.append(Heading(words.line("report.family.ages.title"), keep=True))
        blocks.append(_children(children))
    return Section("family_plan", words.line("report.family.plan"), tuple(blocks), new_page=True)


def _once(documents: Sequence[SharedDocument], members: Sequence[Member]) -> Table:
    words = members[0].context.words
    rows = []
    for document in documents:
        item = document.item
        title = words.line(f"document.{item.document}.title")
        state = words.line(f"report.family.state.{item.status}")
        served = _names(m for m in members if m.case_id in document.people)
        if item.note:
            state = _cell([state, words.line("report.your_note", note=item.note)])
        rows.append((title, served, state))
    header = tuple(words.line(f"report.family.once.{column}") for column in ("document", "whom", "state"))
    return Table(header, tuple(rows), (46, 32, 22))


def _money_table(sums: Sequence[Money], members: Sequence[Member]) -> Table:
    words = members[0].context.words
    amounts = [dict(each.by_person) for each in sums]
    rows = []
    for member in members:
        parts = [amount[member.case_id] for amount in amounts]
        rows.append((member.name, *_amounts(words, [*parts, sum(parts, Decimal(0))])))
    whole = sum((each.total for each in sums), Decimal(0))
    total = (
        words.line("report.family.money.total"),
        *_amounts(words, [*(each.total for each in sums), whole]),
    )
    header = (
        words.line("report.family.person"),
        *(words.line("report.family.money.to", payee=ref(f"payee.{each.payee}")) for each in sums),
        words.line("report.family.money.both"),
    )
    columns = len(header)
    return Table(
        header,
        tuple(rows),
        (34, *([66 // (columns - 1)] * (columns - 1))),
        frozenset(range(1, columns)),
        total,
    )


def _amounts(words: Wording, amounts: Iterable[Decimal]) -> tuple[Line, ...]:
    return tuple(words.line("report.family.amount", amount=amount) for amount in amounts)


def _children(members: Sequence[Member]) -> Table:
    """What the age on the filing day decides for each child, and a birthday that changes it soon."""
    words = members[0].context.words
    columns = (("signs",), ("visit", "fingerprints", "specimen"), ("card_fee",))
    rows = []
    for member in members:
        facts = member.age.facts if member.age is not None else ()
        cells = []
        for topics in columns:
            lines = []
            for fact in (f for topic in topics for f in facts if f.topic == topic):
                lines.append(words.statement(fact.text))
                if fact.changes_on is not None:
                    lines.append(words.line("report.family.ages.soon", years=fact.years, day=fact.changes_on))
            cells.append(_cell(lines))
        who = [member.name, _who(member)]
        if member.age is not None:
            who.append(words.line(f"age_group.{member.age.group}"))
        rows.append((_cell(who), *cells))
    header = tuple(
        words.line(f"report.family.ages.{column}") for column in ("child", "signs", "visit", "fee")
    )
    return Table(header, tuple(rows), (19, 27, 35, 19))


def dates_section(members: Sequence[Member]) -> Section:
    """The dates of everybody in one calendar; one date of several people stands once, with their names."""
    context = members[0].context
    words = context.words
    found: dict[tuple[date, str, str], tuple[DateRow, list[Member]]] = {}
    for member in members:
        for deadline in dates_of(member.context):
            row = date_row(member.context, deadline)
            found.setdefault((row.day, deadline.id, row.kind), (row, []))[1].append(member)
    rows = []
    for key in sorted(found):
        row, whose = found[key]
        done = [_is_done(member, key) for member in whose]
        title = joined_lines(_names(whose), row.title, ": ")
        rows.append(replace(row, title=title, details=(), done=all(done)))
    blocks: list[Block] = []
    if rows:
        blocks += [Paragraph(line, quiet=True) for line in inline(legend(context, {r.kind for r in rows}))]
        blocks.append(
            DateRows((words.line("report.dates.when"), words.line("report.dates.what")), tuple(rows))
        )
    else:
        blocks.append(Paragraph(words.line("report.dates.none")))
    return Section("family_dates", words.line("report.family.dates"), tuple(blocks))


def _is_done(member: Member, key: tuple[date, str, str]) -> bool:
    return all(d.done for d in dates_of(member.context) if (d.day, d.id) == key[:2])

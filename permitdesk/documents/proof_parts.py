"""Beside the ledger on paper: subtotals, the second count, days that are not exact, reasons of journeys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Block, Heading, Line, Paragraph, Row, Table
from permitdesk.documents.questions import question_line
from permitdesk.documents.wording import TextSource
from permitdesk.domain.case import Tri
from permitdesk.domain.stay.countries import country_of
from permitdesk.domain.stay.evidence import BestCase, ReasonAtRisk, StayEvidence
from permitdesk.domain.stay.ledger_sums import Sum, ledger_sums

#: one sum alone only repeats a row of the ledger
_FEWEST_SUMS = 2
_REASON_COLUMNS = ("journey", "reason", "state", "with", "without")


def sums_table(context: Context, evidence: StayEvidence) -> Table | None:
    """Subtotals by kind of stay, journeys by year, days without a stay; None where they say nothing new."""
    words = context.words
    found = ledger_sums(evidence.ledger)
    rows: list[tuple[Line, ...]] = []
    if len(found.by_kind) > 1:
        for kind, part in found.by_kind:
            key = "proof.no_title" if kind is None else f"status.{kind}.title"
            rows.append(_sum(context, words.line("proof.sum_kind"), words.line(key), part))
    for year, part in found.absences_by_year:
        rows.append(_sum(context, words.line("proof.sum_abroad"), Line(str(year)), part))
    if found.gaps.days:
        rows.append(_sum(context, words.line("proof.sum_gaps"), Line(""), found.gaps))
    if len(rows) < _FEWEST_SUMS:
        return None
    header = (
        words.line("report.proof.sums"),
        words.line("report.proof.what"),
        *(words.line(f"report.ledger.column.{name}") for name in ("days", "strict", "lenient")),
    )
    return Table(header, tuple(rows), (28, 42, 10, 10, 10), numeric=frozenset({2, 3, 4}), small=True)


def _sum(context: Context, group: Line, what: Line, part: Sum) -> tuple[Line, ...]:
    numbers = (Decimal(part.days), part.credited_strict, part.credited_lenient)
    return (group, what, *(context.words.value(plain(number)) for number in numbers))


def plain(number: Decimal) -> Decimal:
    """A count of days without needless zeros: 12, 12.5."""
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def dotted(day: date) -> str:
    """A day as forms want it typed, alike in every language."""
    return f"{day:%d.%m.%Y}"


def country_in(told: str, texts: TextSource, context: Context) -> str:
    """The name of a country in one language; what is not surely one country stays as it was told."""
    country = country_of(told, context.ruleset.countries)
    return told if country is None else texts.get(f"country.{country.code}.name")


def second_line(context: Context, evidence: StayEvidence) -> tuple[Line, ...]:
    """What the second count says; nothing where the result is open anyway."""
    if evidence.second is None:
        return ()
    return (context.words.line(f"report.proof.second_{'same' if evidence.second.agrees else 'differs'}"),)


def uncertain_rows(context: Context, evidence: StayEvidence) -> Iterator[Row]:
    """Days that are not exact: the worst and the best result, and the day that matters most."""
    words, case = context.words, context.case
    if evidence.best is None:
        return
    told = [_between(context, entry.path, entry.first, entry.last) for entry in case.approximate]
    yield Row(words.line("report.proof.range"), (*told, _ends(context, evidence, evidence.best)))
    yield from _decisive(context, evidence)


def _ends(context: Context, evidence: StayEvidence, best: BestCase) -> Line:
    def said(texts: TextSource) -> str:
        days = {"safe": _safe(texts, evidence.earliest_safe), "best": _safe(texts, best.earliest_safe)}
        return texts.fill("report.proof.worst", **days)

    return _each(context, said)


def open_days_rows(context: Context) -> Iterator[Row]:
    """For page one: that journeys are not all told, or what days that are not exact may do to the result."""
    words, route = context.words, context.route
    if route is None or not route.stay_evidence:
        return
    answer = context.case.journeys_complete
    if answer is not Tri.YES:
        dates = route.earliest_filing_date
        named = dates.safe is not None or dates.lenient is not None
        line = words.line(f"report.proof.complete_{'open' if answer is None else answer.value}")
        because = () if named else (words.line("report.proof.no_date_yet"),)
        yield Row(words.line("report.proof.all_journeys"), (line, *because))
        return
    # The period that ends last decides the day on page one.
    unsure = [e for e in route.stay_evidence if e.best is not None]
    evidence = max(unsure, key=lambda e: e.earliest_safe or date.max, default=None)
    if evidence is None or evidence.best is None:
        return
    lines = [_ends(context, evidence, evidence.best)]
    day = evidence.decisive
    if day is not None:

        def matters(texts: TextSource) -> str:
            name = day_name(texts, context, day.path) or question_line(words, day.path).text
            return texts.fill("report.proof.matters", day=name)

        lines.append(_each(context, matters))
        # The proof that serves best; the others stand with the ledger.
        lines += [_each(context, lambda texts: texts.render(day.proofs[0]))] if day.proofs else []
    yield Row(words.line("report.proof.range"), tuple(lines))


def _decisive(context: Context, evidence: StayEvidence) -> Iterator[Row]:
    words, day = context.words, evidence.decisive
    if day is None:
        return
    key = "decides" if day.days_earlier is None else "earlier"

    def said(texts: TextSource) -> str:
        name = day_name(texts, context, day.path) or question_line(words, day.path).text
        line = texts.fill(f"report.proof.{key}", day=name, n=day.days_earlier or 0)
        return line[:1].upper() + line[1:]

    def proofs(texts: TextSource) -> str:
        listed = " ".join(texts.render(proof) for proof in day.proofs)
        return texts.fill("report.proof.proofs", proofs=listed)

    lines = (_each(context, said), *((_each(context, proofs),) if day.proofs else ()))
    yield Row(words.line("report.proof.decisive"), lines)


def reason_blocks(context: Context, evidence: StayEvidence) -> list[Block]:
    """Each reason with the state of its proof and the safe day with and without it."""
    words, rows = context.words, tuple(evidence.reasons)
    if not rows:
        return []
    table = Table(
        tuple(words.line(f"report.proof.reason.{column}") for column in _REASON_COLUMNS),
        tuple(_reason(context, row) for row in rows),
        (26, 32, 10, 16, 16),
        small=True,
    )
    blocks: list[Block] = [Heading(words.line("report.proof.reasons")), table]
    refused = evidence.reasons_refused
    if refused is not None:

        def said(texts: TextSource) -> str:
            return texts.fill("report.proof.refused", safe=_safe(texts, refused.earliest_safe))

        blocks.append(Paragraph(_each(context, said)))
    return blocks


def _reason(context: Context, row: ReasonAtRisk) -> tuple[Line, ...]:
    words = context.words
    state = "none" if row.proof_state is None else row.proof_state.value
    journey = next(a for a in context.case.absences if a.id == row.absence_id)

    def dates(texts: TextSource) -> str:
        left = dotted(journey.left) if journey.left else texts.get("proof.not_known")
        if journey.returned is None:
            return texts.fill("report.proof.reason.still", left=left)
        return texts.fill("report.proof.reason.dates", left=left, returned=dotted(journey.returned))

    return (
        _each(context, dates),
        words.line(f"reason.{row.reason.value}.title"),
        words.line(f"report.proof.state.{state}"),
        _each(context, lambda texts: _safe(texts, row.earliest_with)),
        _each(context, lambda texts: _safe(texts, row.earliest_without)),
    )


def day_name(texts: TextSource, context: Context, path: str) -> str | None:
    """What a person calls the day of ``path``, such as "the day of return of journey 3 (Germany)"."""
    group, _, rest = path.partition(".")
    entry, _, name = rest.rpartition(".")
    key = f"page.timeline_day.{group}_{name}"
    if not texts.has(key):
        return None
    if not entry:
        return texts.get(key)
    place, row = next((n, row) for n, row in enumerate(getattr(context.case, group), 1) if row.id == entry)
    if group == "statuses":
        what = texts.get(f"status.{row.kind}.title")
    else:
        what = country_in(getattr(row, "country", ""), texts, context)
    which = texts.fill("page.timeline_day.which", n=place, what=what) if what else str(place)
    return texts.fill(key, which=which)


def _between(context: Context, path: str, first: date, last: date) -> Line:
    def said(texts: TextSource) -> str:
        name = day_name(texts, context, path) or question_line(context.words, path).text
        line = texts.fill("report.proof.between", day=name, first=first, last=last)
        return line[:1].upper() + line[1:]

    return _each(context, said)


def _safe(texts: TextSource, day: date | None) -> str:
    return texts.get("report.proof.no_day") if day is None else texts.day(day)


def _each(context: Context, say: Callable[[TextSource], str]) -> Line:
    """A line said in the first language and, where there is one, in the second."""
    first, second = say(context.words.texts), context.words.second
    other = None if second is None else say(second)
    return Line(first, None if other == first else other)

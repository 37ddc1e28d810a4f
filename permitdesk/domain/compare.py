"""Two permits side by side: the same questions asked of both, and what both have in common said once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.findings import Finding, Statement, TextRef, Verdict, say
from permitdesk.domain.law.rules import Need
from permitdesk.domain.records import dataclass

#: topics told by the dated notes of the routes: id of the row, topics of notes in order of preference
NOTE_TOPICS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("decision_time", ("decision_time",)),
    ("validity", ("validity",)),
    ("work_after", ("work_after", "work", "effect")),
    ("work_while_waiting", ("work_while_waiting",)),
    ("duties", ("duties",)),
)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One question and its answers; what holds for both permits alike stands in ``both`` only.

    ``topic`` names the text ``compare.<topic>``.
    """

    topic: str
    first: tuple[Statement, ...]
    second: tuple[Statement, ...]
    both: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two routes by id, and the rows in the order in which they matter."""

    first: str
    second: str
    rows: tuple[ComparedRow, ...]


def compare(first: RouteAssessment, second: RouteAssessment, on: date) -> Comparison:
    """What differs between two permits assessed for one case on the day ``on``, and what does not."""
    rows = [
        _row("channel", *(_channel(r) for r in (first, second))),
        _row("verdict", *(_verdict(r) for r in (first, second))),
        _row("missing", *(_missing(r) for r in (first, second))),
        _row("earliest", *(_earliest(r, on) for r in (first, second))),
        _row("file_by", *(_file_by(r) for r in (first, second))),
        _parted("documents", *(_documents(r) for r in (first, second))),
        _row("money", *(_money(r) for r in (first, second))),
        *(_parted(topic, *(_notes(r, kinds) for r in (first, second))) for topic, kinds in NOTE_TOPICS),
        _parted("risks", *(_risks(r) for r in (first, second))),
    ]
    return Comparison(first.id, second.id, tuple(rows))


def _row(topic: str, first: tuple[Statement, ...], second: tuple[Statement, ...]) -> ComparedRow:
    """Equal answers are one answer; otherwise each side stays whole."""
    if first == second:
        return ComparedRow(topic, (), (), first)
    return ComparedRow(topic, first, second)


def _parted(topic: str, first: tuple[Statement, ...], second: tuple[Statement, ...]) -> ComparedRow:
    """A list taken apart: only the first, only the second, both."""
    if not first and not second:
        return ComparedRow(topic, (), (), (say(f"compare.none_{topic}"),))
    both = tuple(one for one in first if one in second)
    left = tuple(one for one in first if one not in both)
    right = tuple(one for one in second if one not in both)
    nothing = (say("compare.nothing_more") if both else say(f"compare.none_{topic}"),)
    if not left and not right:
        return ComparedRow(topic, (), (), both)
    return ComparedRow(topic, left or nothing, right or nothing, both)


def _channel(route: RouteAssessment) -> tuple[Statement, ...]:
    return route.channel.explanation[:1]


def _verdict(route: RouteAssessment) -> tuple[Statement, ...]:
    return (say("compare.verdict", text=TextRef(f"verdict.{route.verdict}.title")),)


def _missing(route: RouteAssessment) -> tuple[Statement, ...]:
    """Requirements that are not met, come later or are for the office; open answers are counted.

    So are fields of the case (the stay, the day of birth) on which a requirement still waits.
    """
    found = [
        say(f"compare.requirement_{finding.verdict}", title=TextRef(f"requirement.{finding.rule_id}.title"))
        for finding in route.requirements
        if finding.verdict in {Verdict.NOT_MET, Verdict.TOO_EARLY, Verdict.NEEDS_OFFICE}
    ]
    waits = (path for f in route.requirements if f.verdict is Verdict.UNKNOWN for path in f.questions)
    still_open = {*route.open_questions, *(path.removeprefix("answers.") for path in waits)}
    if still_open:
        found.append(say("compare.open_answers", n=len(still_open)))
    return tuple(found) or (say("compare.nothing_missing"),)


def _earliest(route: RouteAssessment, on: date) -> tuple[Statement, ...]:
    safe = route.earliest_filing_date.safe
    if route.verdict is Verdict.NOT_MET:
        return (say("compare.date_none"),)
    if safe is None:
        return (say("compare.date_unknown"),)
    told = say("compare.date_now") if safe <= on else say("compare.date_from", day=safe)
    # Of a verdict "too early" nobody reads that answers are missing, too.
    parts = (*route.requirements, *route.bars, *route.refusal_grounds)
    if route.verdict is Verdict.UNKNOWN or any(part.verdict is Verdict.UNKNOWN for part in parts):
        return (told, say("compare.date_if_open"))
    return (told,)


def _file_by(route: RouteAssessment) -> tuple[Statement, ...]:
    if route.file_by is None:
        return (say("compare.no_last_day"),)
    return (say("compare.file_by", day=route.file_by),)


def _documents(route: RouteAssessment) -> tuple[Statement, ...]:
    """Documents that the law or the office wants; helpful ones are left to the checklist."""
    items = [i for i in route.checklist if i.needed is not Verdict.NOT_MET and i.need is not Need.HELPFUL]
    found = [
        say(
            "compare.document" if item.needed is Verdict.MET else "compare.document_perhaps",
            title=TextRef(f"document.{item.document}.title"),
        )
        for item in items
    ]
    found += [say("compare.annex", title=TextRef(f"annex.{annex.id}.title")) for annex in route.annexes]
    return tuple(dict.fromkeys(found))


def _money(route: RouteAssessment) -> tuple[Statement, ...]:
    if not route.fees:
        return (say("compare.money_unknown"),)
    total = sum((fee.amount_pln for fee in route.fees), Decimal(0))
    found = [say("compare.money_total", amount=total)]
    if any(fee.possible_amount_pln is not None for fee in route.fees):
        found.append(say("compare.money_maybe_less"))
    return tuple(found)


def _notes(route: RouteAssessment, topics: tuple[str, ...]) -> tuple[Statement, ...]:
    """The notes on the first of the topics on which the route has any."""
    for topic in topics:
        notes = [say("compare.note", text=TextRef(f"note.{n.id}")) for n in route.notes if n.topic == topic]
        if notes:
            return tuple(notes)
    return ()


def _risks(route: RouteAssessment) -> tuple[Statement, ...]:
    """Bars and grounds of refusal that apply, then those that an open answer or the office decides."""
    kinds = (("bar", route.bars), ("refusal", route.refusal_grounds))
    applies = [one for kind, found in kinds for one in _of(kind, found, {Verdict.NOT_MET}, "applies")]
    maybe = {Verdict.UNKNOWN, Verdict.NEEDS_OFFICE, Verdict.TOO_EARLY}
    is_open = [one for kind, found in kinds for one in _of(kind, found, maybe, "open")]
    return (*applies, *is_open)


def _of(kind: str, findings: Iterable[Finding], verdicts: set[Verdict], word: str) -> list[Statement]:
    return [
        say(f"compare.risk_{word}", title=TextRef(f"{kind}.{finding.rule_id}.title"))
        for finding in findings
        if finding.verdict in verdicts
    ]

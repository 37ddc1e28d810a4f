"""The dates: what the law sets, what the system sets, and what only we advise."""

from __future__ import annotations

import re

from permitdesk.documents.context import Context
from permitdesk.documents.elements import (
    Block,
    DateRow,
    DateRows,
    Line,
    Paragraph,
    Section,
    Severity,
)
from permitdesk.documents.glance import last_day_state
from permitdesk.documents.paper_steps import is_on_paper
from permitdesk.documents.wording import inline, joined_lines, run_on
from permitdesk.domain.case import Tri
from permitdesk.domain.dossier import Deadline, DeadlineKind
from permitdesk.domain.law.rules import Channel, Family
from permitdesk.domain.law.warnings import leaving

#: days from which something is possible: it is no harm that they have passed
FROM_THIS_DAY = frozenset({"photo_not_before", "first_safe_filing_day"})

#: first and last article of the Act on Foreigners about each kind of permit
_CHAPTERS = {
    Family.TEMPORARY: (98, 194),
    Family.PERMANENT: (195, 210),
    Family.LONG_TERM_EU: (211, 224),
}
#: an article of that Act: those of others name their act
_ARTICLE = re.compile(r"art\. (\d+)[a-z]*( (ust|pkt|lit)\..*| i \d+.*| pkt .*|)")
#: channels in which no day of a stay bounds the application
_UNBOUND = frozenset({Channel.PAPER_SPONSOR.value, Channel.PAPER_HOLDER.value})


def deadlines_section(context: Context) -> Section:
    """All dates of the chosen route in order; without a route only the last day of legal stay."""
    words = context.words
    rows = tuple(date_row(context, d) for d in dates_of(context))
    blocks: list[Block] = [context.warning_note(w) for w in context.warnings_after_page_one]
    why = _no_last_day(context)
    if why:
        blocks.append(context.note(Severity.INFO, run_on(why)))
    if rows:
        blocks += [Paragraph(line, quiet=True) for line in inline(legend(context, {r.kind for r in rows}))]
        blocks.append(DateRows((words.line("report.dates.when"), words.line("report.dates.what")), rows))
    elif not why:
        stay = context.dossier.last_day_of_legal_stay
        found = words.line("paper.dates" if _unbound(context) else "report.dates.none")
        if leaving(stay) and stay.day is not None:
            found = words.line("report.dates.leaving", day=stay.day)
        blocks.append(Paragraph(found))
    return Section("deadlines", words.line("report.dates.title"), tuple(blocks), new_page=True)


def kind_label(context: Context, kind: DeadlineKind) -> Line:
    """The word for a kind of date."""
    return context.words.line(f"report.kind.{kind}.title")


def dates_of(context: Context) -> list[Deadline]:
    """The dates of the chosen route in order; without one the last day of legal stay."""
    if context.route is not None:
        return sorted(context.route.deadlines, key=lambda d: (d.day, d.id))
    stay = context.dossier.last_day_of_legal_stay
    # Days to leave end on a day, but nothing may be filed in them (art. 196(1)(5), 213(1)(6)).
    if stay.day is None or leaving(stay):
        return []
    return [
        Deadline(
            "last_day_of_legal_stay", stay.day, DeadlineKind.HARD, stay.day, stay.explanation, stay.citations
        )
    ]


def date_row(context: Context, deadline: Deadline) -> DateRow:
    """One date with what it means and its basis."""
    words = context.words
    key = f"deadline.{deadline.id}"
    details = [*words.optional(f"{key}.why"), *words.statements(deadline.basis)]
    if deadline.day < context.dossier.on and not deadline.done and deadline.id not in FROM_THIS_DAY:
        details.insert(0, words.line("report.dates.passed"))
    rolled_said = any(s.text == "deadline.rolled" for s in deadline.basis)
    if deadline.unrolled != deadline.day and not rolled_said:
        details.append(words.line("report.dates.rolled", unrolled=deadline.unrolled, day=deadline.day))
    articles = own_articles("; ".join(dict.fromkeys(c.article for c in deadline.citations)), context)
    if articles and deadline.kind is not DeadlineKind.RECOMMENDED:
        details.append(words.line("report.dates.basis", articles=articles))
    return DateRow(
        deadline.day,
        words.texts.day(deadline.day),
        str(deadline.kind),
        kind_label(context, deadline.kind),
        words.line(f"{key}.title"),
        run_on(details),
        deadline.done,
    )


def own_articles(articles: str, context: Context) -> str:
    """Articles of a date that every kind of permit has: without those about the other kinds."""
    if context.route is None:
        return articles
    parts = articles.split("; ")
    own = [p for p in parts if _chapter(p) in (None, context.route.family)]
    return "; ".join(own or parts)


def _chapter(article: str) -> Family | None:
    """The kind of permit whose part of the Act on Foreigners an article stands in."""
    number = _ARTICLE.fullmatch(article)
    if number is None:
        return None
    return next((f for f, (first, last) in _CHAPTERS.items() if first <= int(number[1]) <= last), None)


def _unbound(context: Context) -> bool:
    """Whether no day of a stay can be the last one, so that nothing is asked of the person for it."""
    if context.dossier.channel.channel in _UNBOUND:
        return True
    return last_day_state(context.dossier.last_day_of_legal_stay) == "abroad" and is_on_paper(
        context.dossier.channel.channel
    )


def _no_last_day(context: Context) -> list[Line]:
    """Why no date is counted back from the last day of legal stay, and what to do for more dates."""
    words, stay = context.words, context.dossier.last_day_of_legal_stay
    if _unbound(context):
        return []
    if stay.day is not None or (context.route is not None and context.route.file_by is not None):
        return []
    lines = [words.line(f"report.dates.no_last_day.{last_day_state(stay)}")]
    if context.route is None or context.case.filing.upo_received is Tri.YES:
        return lines
    planned = "planned" if context.case.planned_filing_on is not None else "not_planned"
    return [*lines, words.line(f"report.dates.{planned}")]


def legend(context: Context, used: set[str]) -> list[Line]:
    """The kinds of dates that occur, in words."""
    words = context.words
    return [
        joined_lines(kind_label(context, k), words.line(f"report.kind.{k}.meaning"), ": ")
        for k in DeadlineKind
        if k in used
    ]

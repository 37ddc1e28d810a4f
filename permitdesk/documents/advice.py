"""What people may have been told, and what holds now."""

from __future__ import annotations

import re
from dataclasses import replace

from permitdesk.documents.context import Context
from permitdesk.documents.elements import Line, Paragraph, Row, Rows, Section
from permitdesk.documents.paper_steps import is_on_paper
from permitdesk.documents.wording import run_on
from permitdesk.domain.law.rules import Family, OutdatedAdvice

_ARTICLE = re.compile(r"art\. (\d+)")
#: articles of the Act on Foreigners on each kind of permit
_CHAPTERS = {
    Family.TEMPORARY: range(98, 195),
    Family.PERMANENT: range(195, 211),
    Family.LONG_TERM_EU: range(211, 227),
}


def advice_section(context: Context) -> Section | None:
    """Outdated advice that matches the answers; if none does, the most dangerous sentences.

    These warn of paper and are left out where paper is right.
    """
    words = context.words
    if is_on_paper(context.dossier.channel.channel) and not context.advice_matches:
        return None
    intro = "report.advice.matching" if context.advice_matches else "report.advice.dangerous"
    rows = tuple(_row(context, a) for a in context.shown_advice)
    title = words.line("report.advice.title")
    if not rows:
        return Section("advice", title, (Paragraph(words.line("report.advice.none")),))
    return Section("advice", title, (Paragraph(words.line(intro)), Rows(rows, dense=True)))


def _row(context: Context, advice: OutdatedAdvice) -> Row:
    words = context.words
    told = words.line(f"advice.{advice.id}.told")
    now: list[Line] = [words.line(f"advice.{advice.id}.now")]
    if advice.wrong_since is not None:
        now.append(words.line("report.advice.since", day=advice.wrong_since))
    cited = advice.provenance.citation()
    if context.route is not None:
        cited = replace(cited, article=articles_of(cited.article, context.route.family))
    return Row(told, run_on(now), sources=words.citations((cited,), context.ruleset))


def articles_of(articles: str, family: Family) -> str:
    """Of provisions that say the same for all three kinds of permit, those of the one chosen.

    What belongs to no kind (the procedural code, the card) stays; so does a list that names only some kinds.
    """
    parts = articles.split("; ")
    owners = [_owner(part) for part in parts]
    if not set(Family) <= set(owners):
        return articles
    return "; ".join(part for part, owner in zip(parts, owners, strict=True) if owner in {None, family})


def _owner(part: str) -> Family | None:
    found = _ARTICLE.match(part)
    if found is None or "KPA" in part:
        return None
    number = int(found[1])
    return next((family for family, chapter in _CHAPTERS.items() if number in chapter), None)

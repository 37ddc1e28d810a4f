"""Why: the explanation, the facts, the arithmetic, the article, the source and the day it was checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from permitdesk.domain.dossier import LegalStay
from permitdesk.domain.law.citations import Certainty, Citation
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Ruleset
from permitdesk.ui.viewmodels.ports import TextSource


@dataclass(frozen=True, slots=True)
class ReasonSection:
    """A heading and its lines; lines may be web addresses to copy."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """Everything behind one verdict, in words."""

    title: str
    verdict: Verdict
    verdict_words: str
    sections: tuple[ReasonSection, ...]

    def as_text(self) -> str:
        """The whole as plain text, to copy."""
        parts = [self.title, *([self.verdict_words] if self.verdict_words else [])]
        for section in self.sections:
            parts += ["", section.heading, *section.lines]
        return "\n".join(parts)


def reasons_of_legal_stay(stay: LegalStay, ruleset: Ruleset, texts: TextSource) -> Reasons:
    """The reasons of the last day of legal stay; a later day of another reading is told but not used."""
    translate = QCoreApplication.translate
    title = translate("Reasons", "Last day of legal stay")
    if stay.day is not None:
        title = f"{title}: {texts.day(stay.day)}"
    sections = (
        ReasonSection(
            translate("Reasons", "Explanation"), tuple(texts.render(line) for line in stay.explanation)
        ),
        ReasonSection(
            translate("Reasons", "How it was counted"), tuple(texts.render(step) for step in stay.arithmetic)
        ),
        ReasonSection(
            translate("Reasons", "Law and sources"), citation_lines(stay.citations, ruleset, texts)
        ),
    )
    # "Met" answers a requirement; a day is not one.
    words = "" if stay.verdict is Verdict.MET else texts.get(f"verdict.{stay.verdict}.title")
    made = Reasons(title, stay.verdict, words, tuple(section for section in sections if section.lines))
    if stay.lenient_day is None or stay.lenient_day == stay.day:
        return made
    line = translate(
        "Reasons", "Another way of counting gives {day}. We use the earlier day, because it is the safe one."
    ).format(day=texts.day(stay.lenient_day))
    other = ReasonSection(translate("Reasons", "Another reading"), (line,))
    return replace(made, sections=(*made.sections, other))


def citation_lines(citations: Sequence[Citation], ruleset: Ruleset, texts: TextSource) -> tuple[str, ...]:
    """Article, act, address and day of checking of each citation, each once."""
    translate = QCoreApplication.translate
    sources = {source.id: source for source in ruleset.sources}
    lines: dict[str, None] = {}
    for citation in citations:
        source = sources.get(citation.source)
        parts = [citation.article, source.title if source is not None else citation.source]
        parts.append(translate("Reasons", "checked on {day}").format(day=texts.day(citation.verified_on)))
        if citation.certainty is not Certainty.CONFIRMED:
            parts.append(translate("Reasons", "not settled: check with the office"))
        lines[" · ".join(part for part in parts if part)] = None
        if source is not None and source.url:
            lines[source.url] = None
    return tuple(lines)

"""Findings, sources and verdicts in the words of the screen."""

from __future__ import annotations

from collections.abc import Iterable

from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.citations import Certainty, Citation
from permitdesk.domain.law.findings import EarliestDates, Fact, Finding, Verdict
from permitdesk.domain.law.rules import Ruleset
from permitdesk.interview.steps import step_of
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.finding_list import FindingLines

#: a bar that holds is bad, one that does not hold is good
_BAR_VERDICT = {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET}


class Wording:
    """Renders results of the engine for one language."""

    def __init__(self, texts: TextSource, ruleset: Ruleset) -> None:
        self._texts = texts
        self._sources = {source.id: source for source in ruleset.sources}

    def verdict(self, verdict: Verdict) -> str:
        """The word of a verdict."""
        return self._texts.get(f"verdict.{verdict}.title")

    def route(self, route_id: str) -> str:
        """The name of a permit."""
        return self._text_or_id(f"route.{route_id}.title", route_id)

    def path(self, path: str) -> str:
        """What a field path or a question id is called on the screen."""
        bare = path.removeprefix("answers.")
        head, _, tail = path.partition(".")
        name = tail.rpartition(".")[2] or head
        for key in (
            f"question.{bare}.label",
            f"page.path.{head}_{name}",
            f"page.path.{head}",
        ):
            if self._texts.has(key):
                return self._texts.get(key)
        step = step_of(path)
        return self._texts.get(f"step.{step}.title") if step is not None else path

    def citations(self, citations: Iterable[Citation]) -> tuple[str, ...]:
        """One line for each source: article, title, the day it was checked; doubts are said."""
        lines = []
        for citation in dict.fromkeys(citations):
            source = self._sources.get(citation.source)
            line = self._texts.fill(
                "page.source",
                article=citation.article,
                source=source.title if source is not None else citation.source,
                checked=citation.verified_on,
            )
            if citation.certainty is not Certainty.CONFIRMED:
                line = f"{line} {self._texts.get(f'page.certainty.{citation.certainty}')}"
            lines.append(line)
        return tuple(lines)

    def fact(self, fact: Fact) -> str:
        """One fact used: what it is called and its value."""
        value = fact.value
        if isinstance(value, str):
            value = self._option(fact.path, value)
        return f"{self.path(fact.path)}: {self._texts.value(value)}"

    def earliest(self, earliest: EarliestDates | None) -> tuple[str, ...]:
        """The earliest filing days, the safe one first; the other only where it differs."""
        if earliest is None or (earliest.safe is None and earliest.lenient is None):
            return ()
        lines = []
        if earliest.safe is not None:
            lines.append(self._texts.fill("page.earliest.safe", day=earliest.safe))
        if earliest.lenient is not None and earliest.lenient != earliest.safe:
            lines.append(self._texts.fill("page.earliest.lenient", day=earliest.lenient))
        return tuple(lines)

    def requirement(self, finding: Finding) -> FindingLines:
        """A requirement with its reasons."""
        extra = [self._texts.get(f"requirement.{finding.rule_id}.why")]
        return self._finding(finding, "requirement", finding.verdict, self.verdict(finding.verdict), extra)

    def bar(self, finding: Finding) -> FindingLines:
        """A reason to refuse opening the case: it holding is bad."""
        verdict = _BAR_VERDICT.get(finding.verdict, finding.verdict)
        return self._obstacle(finding, "bar", verdict)

    def refusal_ground(self, finding: Finding) -> FindingLines:
        """A ground of refusal to warn of: it holding is bad."""
        verdict = _BAR_VERDICT.get(finding.verdict, finding.verdict)
        return self._obstacle(finding, "refusal", verdict)

    def _obstacle(self, finding: Finding, prefix: str, verdict: Verdict) -> FindingLines:
        word = self._texts.get(f"page.obstacle.{verdict}")
        why = f"{prefix}.{finding.rule_id}.why"
        extra = [self._texts.get(why)] if self._texts.has(why) else []
        return self._finding(finding, prefix, verdict, word, extra)

    def _finding(
        self, finding: Finding, prefix: str, verdict: Verdict, word: str, extra: list[str]
    ) -> FindingLines:
        texts = self._texts
        explanation = [texts.render(s) for s in finding.explanation]
        asked = [self.path(q) for q in finding.questions] if finding.verdict is Verdict.UNKNOWN else []
        parts = (
            ("", tuple(dict.fromkeys([*explanation, *extra, *self.earliest(finding.earliest)]))),
            (texts.get("page.why.arithmetic"), tuple(texts.render(s) for s in finding.arithmetic)),
            (texts.get("page.why.questions"), tuple(asked)),
            (texts.get("page.why.facts"), tuple(self.fact(f) for f in finding.facts_used)),
            (texts.get("page.why.sources"), self.citations(finding.citations)),
        )
        title = self._text_or_id(f"{prefix}.{finding.rule_id}.title", finding.rule_id)
        return FindingLines(finding.rule_id, verdict, title, word, parts)

    def verdict_lines(self, route: RouteAssessment) -> tuple[str, ...]:
        """What stands under the verdict of a route: meaning, earliest days, last day to file."""
        lines = [self._texts.get(f"verdict.{route.verdict}.meaning")]
        lines += self.earliest(route.earliest_filing_date)
        if route.file_by is not None:
            lines.append(self._texts.fill("page.file_by", day=route.file_by))
        return tuple(lines)

    def _option(self, path: str, value: str) -> str:
        """A stored value in words."""
        bare = path.removeprefix("answers.")
        name = path.rpartition(".")[2]
        for key in (
            f"question.{bare}.option.{value}",
            f"page.{value}" if value in ("yes", "no", "dont_know") else "",
            f"status.{value}.title",
            f"{name}.{value}",
            f"{name}.{value}.title",
        ):
            if key and self._texts.has(key):
                return self._texts.get(key)
        return value

    def option(self, path: str, value: str) -> str:
        """A stored value of a field or question in words."""
        return self._option(path, value)

    def _text_or_id(self, key: str, fallback: str) -> str:
        return self._texts.get(key) if self._texts.has(key) else fallback

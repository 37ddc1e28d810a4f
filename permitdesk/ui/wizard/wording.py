"""Findings, sources and verdicts in the words of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.citations import Certainty, Citation
from permitdesk.domain.law.findings import EarliestDates, Fact, Finding, Verdict
from permitdesk.domain.law.rules import Ruleset
from permitdesk.interview.steps import StepId, step_of
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.finding_list import FindingLines

#: open answers named under a verdict; more are counted
MOST_OPEN = 3


def listed(names: Sequence[str]) -> str:
    """Names one after another; what ends with a question mark needs no further sign."""
    return "; ".join(names).replace("?; ", "? ")


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

    def place(self, question: str) -> tuple[StepId, str]:
        """Step and field path at which an open question of the engine is answered."""
        step = step_of(question) or StepId.QUESTIONS
        if step in {StepId.QUESTIONS, StepId.FINDER}:
            return step, f"answers.{question.removeprefix('answers.')}"
        return step, question

    def path(self, path: str) -> str:
        """What a field path or a question id is called on the screen."""
        bare = path.removeprefix("answers.")
        head, _, tail = path.partition(".")
        name = tail.rpartition(".")[2] or head
        for key in (
            f"page.short.{bare}",
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
        """A reason to refuse opening the case. The engine's MET means that it stands in nobody's way."""
        return self._obstacle(finding, "bar", str(finding.verdict))

    def refusal_ground(self, finding: Finding) -> FindingLines:
        """A ground of refusal; one about which nothing was asked is only to be read."""
        if finding.verdict is Verdict.MET and not finding.facts_used:
            return self._obstacle(finding, "refusal", "to_read", Verdict.UNKNOWN)
        return self._obstacle(finding, "refusal", str(finding.verdict))

    def _obstacle(
        self, finding: Finding, prefix: str, word: str, shown: Verdict | None = None
    ) -> FindingLines:
        why = f"{prefix}.{finding.rule_id}.why"
        extra = [self._texts.get(why)] if self._texts.has(why) else []
        words = self._texts.get(f"page.obstacle.{word}")
        return self._finding(finding, prefix, shown or finding.verdict, words, extra)

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

    def verdict_lines(self, route: RouteAssessment, on: date) -> tuple[str, ...]:
        """What stands under the verdict of a route: meaning, open answers, earliest days, last day to file.

        ``on`` is the day of the assessment: a last day that has passed is told by the head of the page.
        """
        if route.verdict is Verdict.NOT_MET:
            return (self._texts.get("page.route.not_met_meaning"), *self._missing_line(route))
        if route.verdict is Verdict.MET:
            lines = [self._texts.get("page.route.met_meaning")]
        elif route.verdict is Verdict.UNKNOWN and route.open_questions:
            lines = [self.open_answers(route.open_questions)]
        elif route.verdict is Verdict.UNKNOWN:
            lines = [self._not_clear(route)]
        else:
            lines = [self._texts.get(f"verdict.{route.verdict}.meaning")]
        lines += self.earliest_of(route, on)
        if route.file_by is not None and route.file_by >= on:
            lines.append(self._texts.fill("page.file_by", day=route.file_by))
        return tuple(lines)

    def earliest_of(self, route: RouteAssessment, on: date) -> tuple[str, ...]:
        """From when one may file for a permit; while answers are open, only if they fit."""
        safe = route.earliest_filing_date.safe
        if route.verdict is Verdict.NOT_MET:
            return ()
        if route.verdict is Verdict.UNKNOWN:
            return () if safe is None else (self._texts.fill("page.earliest.if_open", day=safe),)
        if safe == on:
            return (self._texts.get("page.earliest.today"),)
        return self.earliest(route.earliest_filing_date)

    def _not_clear(self, route: RouteAssessment) -> str:
        """What keeps a verdict open though every question has its answer, such as a day that is missing."""
        titles = [
            self._text_or_id(f"{prefix}.{finding.rule_id}.title", finding.rule_id)
            for prefix, findings in (("requirement", route.requirements), ("bar", route.bars))
            for finding in findings
            if finding.verdict is Verdict.UNKNOWN
        ]
        if not titles:
            return self._texts.get(f"verdict.{route.verdict}.meaning")
        return self._texts.fill("page.route.not_clear", titles=listed(titles[:MOST_OPEN]))

    def open_answers(self, questions: Sequence[str]) -> str:
        """The answers still open, by name; many are counted."""
        names = [self.path(question) for question in questions[:MOST_OPEN]]
        rest = len(questions) - len(names)
        if rest:
            names.append(self._texts.fill("page.route.more_open", n=rest))
        return self._texts.fill("page.route.open", fields=listed(names)).replace("?.", "?")

    def route_line(self, route: RouteAssessment) -> str:
        """One line for the list of permits: what is met, what is missing, or from when."""
        met = sum(f.verdict is Verdict.MET for f in route.requirements)
        counts = self._texts.fill("page.permit.counts", met=met, total=len(route.requirements))
        safe = route.earliest_filing_date.safe
        if route.verdict is Verdict.TOO_EARLY and safe is not None:
            return self._texts.fill("page.route.from_day", day=safe)
        if route.verdict is Verdict.NOT_MET:
            return next(iter(self._missing_line(route)), counts)
        if route.verdict is Verdict.UNKNOWN and route.open_questions:
            return f"{counts} {self._texts.fill('page.route.open_count', n=len(route.open_questions))}"
        return counts

    def _missing_line(self, route: RouteAssessment) -> tuple[str, ...]:
        """The first condition that is not met, or the first obstacle that applies."""
        for prefix, findings in (("requirement", route.requirements), ("bar", route.bars)):
            for finding in findings:
                if finding.verdict is Verdict.NOT_MET:
                    title = self._text_or_id(f"{prefix}.{finding.rule_id}.title", finding.rule_id)
                    return (self._texts.fill(f"page.route.missing_{prefix}", title=title),)
        return ()

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

"""What every part of the report is built from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from permitdesk.documents.elements import Line, Note, Paragraph, Severity
from permitdesk.documents.wording import Wording, ref
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier, RouteAssessment, Warning
from permitdesk.domain.law.reference import Office
from permitdesk.domain.law.rules import Family, OutdatedAdvice, Ruleset

#: so many red flags fit on page one; the others follow in the next part
FLAGS_ON_PAGE_ONE = 3
#: how many dangerous sentences are printed when none matches the answers
ADVICE_WITHOUT_MATCH = 6


@dataclass(frozen=True, slots=True)
class Context:
    """Case, result, rules and words together; ``route`` is the chosen route or None."""

    case: Case
    dossier: Dossier
    ruleset: Ruleset
    words: Wording
    route: RouteAssessment | None
    #: made on purpose for another day than the one on which it is written
    as_of: bool = False

    @property
    def family(self) -> Family:
        """Which articles to quote; permanent residence until a route is chosen."""
        return self.route.family if self.route else Family.PERMANENT

    @property
    def office(self) -> Office | None:
        """The office of the voivodeship the person lives in, if told."""
        wanted = self.case.person.voivodeship
        return next((o for o in self.ruleset.offices if o.id == wanted), None)

    @property
    def red_flags(self) -> tuple[Warning, ...]:
        """Red warnings of the whole case and of the chosen route, each once."""
        return tuple(w for w in self.warnings if w.severity == Severity.RED)

    @property
    def warnings(self) -> tuple[Warning, ...]:
        """All warnings, each once: red ones first, and before others that no case would be opened."""
        found = dict.fromkeys(self.dossier.warnings + (self.route.warnings if self.route else ()))
        order = list(Severity)
        return tuple(sorted(found, key=lambda w: (order.index(Severity(w.severity)), w.id != "barred")))

    @property
    def warnings_after_page_one(self) -> tuple[Warning, ...]:
        """The warnings for which page one has no room."""
        shown = self.red_flags[:FLAGS_ON_PAGE_ONE]
        return tuple(w for w in self.warnings if w not in shown)

    @property
    def advice_matches(self) -> bool:
        """Whether outdated advice fits the answers."""
        return any(a.id in self.dossier.outdated_advice for a in self._advice_in_force)

    @property
    def shown_advice(self) -> tuple[OutdatedAdvice, ...]:
        """Outdated advice that fits the answers; otherwise the first, most dangerous ones of the rules."""
        known = self._advice_in_force
        matching = tuple(a for a in known if a.id in self.dossier.outdated_advice)
        return matching or known[:ADVICE_WITHOUT_MATCH]

    @property
    def _advice_in_force(self) -> tuple[OutdatedAdvice, ...]:
        return tuple(a for a in self.ruleset.outdated_advice if a.provenance.covers(self.dossier.on))

    def warning_note(self, warning: Warning) -> Note:
        """A warning as a framed note: what is wrong, then what to do today."""
        words = self.words
        lines = words.statement(warning.text)
        today = (words.statement(warning.today),) if warning.today else ()
        return Note(Severity(warning.severity), words.severity(warning.severity), (lines, *today))

    def note(self, severity: Severity, lines: Iterable[Line]) -> Note:
        """A framed note with the word for its severity."""
        return Note(severity, self.words.severity(severity), tuple(lines))

    def basis(self, topic: str) -> Paragraph:
        """The articles behind a part whose text is fixed, and the day the rules were checked."""
        chosen = self.route.family if self.route else "undecided"
        line = self.words.line(
            "report.basis.line",
            articles=ref(f"report.basis.{topic}.{chosen}"),  # looked up anew in each language
            checked=self.dossier.ruleset.verified_on,
        )
        return Paragraph(line, quiet=True)

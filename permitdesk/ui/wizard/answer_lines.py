"""Every answer of a case as lines to read, step by step, each with the path that leads back to its field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from permitdesk.domain.answers import AnswerValue, DontKnow
from permitdesk.domain.case import Case, FilingRecord
from permitdesk.domain.law.findings import Param
from permitdesk.domain.law.fits import Unasked, told
from permitdesk.domain.law.rules import Ruleset
from permitdesk.interview.steps import StepId
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.wizard.bindings import read_path
from permitdesk.ui.wizard.wording import Wording

_PERSON = ("given_names", "surname", "birth_date", "citizenships")
_MOS = ("has_pesel", "has_trusted_profile", "has_e_delivery", "voivodeship")
_FILING = (
    "filed",
    "channel",
    "sent_on",
    "received_on",
    "upo_received",
    "signer",
    "annex_signed",
    "defects_cured",
    "filed_again_in_mos",
    "paper_case",
    "outcome",
    "family",
    "case_number",
)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer: where it is changed, what it is called and what was told."""

    step: StepId
    path: str
    label: str
    value: str
    missing: bool = False


class AnswerLines:
    """Lists the answers of a case in the order of the steps."""

    def __init__(self, case: Case, ruleset: Ruleset, texts: TextSource, asked: tuple[str, ...]) -> None:
        self._case = case
        self._ruleset = ruleset
        self._texts = texts
        self._wording = Wording(texts, ruleset)
        self._asked = asked

    def lines(self) -> tuple[AnswerLine, ...]:
        """All lines; fields that were not answered say so."""
        return tuple(self._all())

    def _all(self) -> Iterator[AnswerLine]:
        for path in ("applicant", *(f"person.{name}" for name in _PERSON), "signer", "signature"):
            yield self._line(StepId.APPLICANT, path)
        yield self._line(StepId.STAY_NOW, "current_stay.kind")
        stay = self._case.current_stay
        kind = next((k for k in self._ruleset.statuses if stay is not None and k.id == stay.kind), None)
        for name in () if kind is None else kind.asks:
            yield self._line(StepId.STAY_NOW, f"current_stay.{name}")
        for name in _MOS:
            yield self._line(StepId.STAY_NOW, f"person.{name}")
        yield self._line(StepId.EARLIER_FILING, "earlier_filing.filed")
        for name in _FILING[1:]:
            if read_path(self._case, f"earlier_filing.{name}") is not None:
                yield self._line(StepId.EARLIER_FILING, f"earlier_filing.{name}")
        # Answers of branches that were left again count for nothing, so they are not told either.
        for name, found in told(self._case, self._ruleset.questions).items():
            if not isinstance(found, Unasked):
                yield self._line(StepId.FINDER, f"answers.{name}")
        route = self._case.route
        yield self._made(StepId.PERMIT, "route", None if route is None else self._wording.route(route))
        yield from self._rows()
        for question in self._asked:
            yield self._line(StepId.QUESTIONS, f"answers.{question}")
        ready = sum(d.status == "ready" for d in self._case.documents)
        yield self._made(
            StepId.DOCUMENTS,
            "documents",
            self._texts.fill("page.summary.documents", n=ready) if ready else None,
        )
        for payment in self._case.payments:
            paid = None if payment.paid_on is None else self._texts.day(payment.paid_on)
            label = self._texts.get(f"fee.{payment.id}.title")
            yield AnswerLine(
                StepId.MONEY, f"payments.{payment.id}", label, paid or self._nothing(), paid is None
            )
        for field in fields(FilingRecord):
            path = f"filing.{field.name}"
            if field.name == "upo_received" or read_path(self._case, path) is not None:
                yield self._line(StepId.FILING, path)

    def _rows(self) -> Iterator[AnswerLine]:
        """The entries of the tables."""
        for entry in self._case.statuses:
            name = self._wording.option("statuses.kind", entry.kind)
            yield AnswerLine(
                StepId.TIMELINE, f"statuses.{entry.id}", name, self._span(entry.first_day, entry.last_day)
            )
        for trip in self._case.absences:
            label = self._wording.path("absences")
            where = f" ({trip.country})" if trip.country else ""
            yield AnswerLine(
                StepId.TIMELINE, f"absences.{trip.id}", label + where, self._span(trip.left, trip.returned)
            )
        if not self._case.statuses and not self._case.absences:
            yield self._made(StepId.TIMELINE, "absences", None)

    def _span(self, first: date | None, last: date | None) -> str:
        return " \N{EN DASH} ".join("…" if day is None else self._texts.day(day) for day in (first, last))

    def _line(self, step: StepId, path: str) -> AnswerLine:
        value = read_path(self._case, path)
        return self._made(step, path, None if value is None else self._words(path, value))

    def _made(self, step: StepId, path: str, words: str | None) -> AnswerLine:
        label = self._wording.path(path)
        return AnswerLine(step, path, label, words or self._nothing(), words is None)

    def _nothing(self) -> str:
        return self._texts.get("page.summary.no_answer")

    def _words(self, path: str, value: AnswerValue) -> str:
        if isinstance(value, DontKnow):
            return self._texts.get("page.dont_know")
        if isinstance(value, str):
            return self._wording.option(path, value)
        shown: Param = value
        return self._texts.value(shown)

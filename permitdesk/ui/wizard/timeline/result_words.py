"""The result of a counted stay in sentences: what is safe, what is open, and what the dates hang on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from permitdesk.domain.case import Case, Tri
from permitdesk.domain.dossier import RouteAssessment
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.evidence import ReasonAtRisk, StayEvidence
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.wizard.wording import Wording

COMPLETE = "journeys_complete"
#: journeys with a reason told one by one; more are counted
MOST_REASONS = 5
#: open answers named in the short result; more are counted
MOST_OPEN = 1
#: rows of the ledger shown here; the lists hold all of them
MOST_ROWS = 40
#: notes that change how the dates are to be read, and so stand beside them
_SHOWN_NOTES = ("stay.note_approximate", "stay.note_journeys_open", "second.")


def day_name(texts: TextSource, case: Case, path: str, wording: Wording) -> str:
    """What a person calls the day of ``path``, such as "the day of return of journey 3 (Germany)"."""
    group, _, rest = path.partition(".")
    entry, _, name = rest.rpartition(".")
    key = f"page.timeline_day.{group}_{name}"
    if not texts.has(key):
        return wording.path(path)
    if not entry:
        return texts.get(key)
    rows = getattr(case, group)
    place = next((n for n, row in enumerate(rows) if row.id == entry), None)
    if place is None:
        return wording.path(path)
    row = rows[place]
    what = wording.option("statuses.kind", row.kind) if group == "statuses" else getattr(row, "country", "")
    which = texts.fill("page.timeline_day.which", n=place + 1, what=what) if what else str(place + 1)
    return texts.fill(key, which=which)


def waits_for_journeys(route: RouteAssessment) -> bool:
    """Whether the result waits until somebody says that the list of journeys is complete."""
    return any(COMPLETE in proof.questions for proof in route.stay_evidence)


class ResultWords:
    """Sentences about one permit of one case, as assessed now."""

    def __init__(self, session: CaseSession, route: RouteAssessment) -> None:
        self._session = session
        self._texts: TextSource = session.texts
        self._wording = Wording(session.texts, session.ruleset)
        self._route = route

    def _fill(self, name: str, **values: str | int | date | Decimal) -> str:
        return self._texts.fill(f"page.timeline.{name}", **values)

    def _say(self, name: str) -> str:
        return self._texts.get(f"page.timeline.{name}")

    # --- the short result ---------------------------------------------------------------------

    def safe_day(self, proof: StayEvidence) -> str:
        """From when filing is safe, with the better date that approximate days leave open."""
        if proof.verdict is Verdict.NOT_MET or waits_for_journeys(self._route):
            return ""
        if proof.verdict is Verdict.UNKNOWN and proof.best is None:
            return ""
        safe, best = self._route.earliest_filing_date.safe, proof.best
        better = None if best is None else best.earliest_safe
        if safe is None:
            return self._say("no_safe") if better is None else self._fill("only_perhaps", best=better)
        if better is not None and better < safe:
            return self._fill("safe_perhaps", safe=safe, best=better)
        if safe <= self._session.dossier.on:
            return self._say("safe_today")
        return self._fill("safe", day=safe)

    def open_line(self) -> str:
        """What keeps the result open, in one sentence; empty if nothing does."""
        if waits_for_journeys(self._route):
            told = self._session.case.journeys_complete
            key = {Tri.NO: "complete_missing", Tri.DONT_KNOW: "complete_not_known"}
            return self._say("complete_open" if told is None else key.get(told, "complete_open"))
        paths = self.open_paths()
        if not paths:
            unclear = any(proof.verdict is Verdict.UNKNOWN for proof in self._route.stay_evidence)
            return self._texts.get("verdict.unknown.meaning") if unclear else ""
        matters = self.decisive()
        if matters:
            return matters
        texts, case = self._texts, self._session.case
        names = [day_name(texts, case, path, self._wording) for path in paths[:MOST_OPEN]]
        if len(paths) > len(names):
            names.append(texts.fill("page.route.more_open", n=len(paths) - len(names)))
        return self._fill("open_answers", fields="; ".join(names).replace("?; ", "? "))

    def decisive(self) -> str:
        """The approximate day that keeps the result open, in a sentence; empty if there is none."""
        for proof in self._route.stay_evidence:
            if proof.decisive is not None and proof.decisive.path in proof.questions:
                name = day_name(self._texts, self._session.case, proof.decisive.path, self._wording)
                return self._fill("decides", field=name)
        return ""

    def open_paths(self) -> tuple[str, ...]:
        """The days and answers that the count still needs; what else the permit asks has its own page."""
        found = self._route.stay_evidence
        first = [proof.decisive.path for proof in found if proof.decisive is not None and self.decisive()]
        return tuple(dict.fromkeys([*first, *(path for proof in found for path in proof.questions)]))

    # --- the whole result ---------------------------------------------------------------------

    def lines(self, proof: StayEvidence) -> list[str]:
        """What was counted, when filing is possible, and what that rests on."""
        found = [self._texts.render(note) for note in proof.notes if note.text.startswith(_SHOWN_NOTES)]
        found += self._counted(proof)
        found += self._wording.earliest_of(self._route, self._session.dossier.on)
        found += self._decisive(proof)
        found += self._reasons(proof)
        if proof.second is not None and proof.second.agrees:
            found.append(self._say("second_same"))
        return found

    def small_print(self, proof: StayEvidence) -> list[str]:
        """Notes, the event that started the clock, and the ledger row by row."""
        found = [self._texts.render(note) for note in proof.notes if not note.text.startswith(_SHOWN_NOTES)]
        if proof.clock_started is not None:
            found.append(self._texts.render(proof.clock_started))
        rows = len(proof.ledger)
        found += [self._row(proof, place) for place in range(min(rows, MOST_ROWS))]
        if rows > MOST_ROWS:
            found.append(self._fill("more_rows", n=rows - MOST_ROWS))
        return found

    def proofs(self, proof: StayEvidence) -> list[str]:
        """What could prove the day that matters most."""
        return [] if proof.decisive is None else [self._texts.render(each) for each in proof.decisive.proofs]

    def _counted(self, proof: StayEvidence) -> Iterator[str]:
        if proof.window_first is not None and proof.window_last is not None:
            yield self._fill("window", first=proof.window_first, last=proof.window_last)
        strict, lenient = proof.credited_strict, proof.credited_lenient
        yield self._fill("credited", strict=strict, required=Decimal(proof.required_days))
        if lenient != strict:
            yield self._fill("credited_lenient", lenient=lenient)
        breaks = proof.continuity
        if breaks is None:
            return
        yield self._fill("longest", strict=breaks.longest_strict, lenient=breaks.longest_lenient)
        yield self._fill(
            "total",
            strict=breaks.total_days_strict,
            lenient=breaks.total_days_lenient,
            limit=breaks.total_limit_strict,
        )
        if proof.verdict is not Verdict.UNKNOWN:
            yield self._say(f"grade_{breaks.grade}")

    def _decisive(self, proof: StayEvidence) -> Iterator[str]:
        day = proof.decisive
        if day is None:
            return
        name = day_name(self._texts, self._session.case, day.path, self._wording)
        if day.days_earlier is None:
            yield self._texts.fill("statement.stay.note_decisive_open", field=name)
        else:
            yield self._texts.fill("statement.stay.note_decisive", field=name, days=day.days_earlier)

    def _reasons(self, proof: StayEvidence) -> Iterator[str]:
        reasons: Sequence[ReasonAtRisk] = proof.reasons
        telling = [one for one in reasons if one.earliest_with is not None]
        telling = [one for one in telling if one.earliest_with != one.earliest_without]
        for one in telling[:MOST_REASONS]:
            yield self._reason(proof, one)
        if len(telling) > MOST_REASONS:
            yield self._fill("more_reasons", n=len(telling) - MOST_REASONS)
        refused = proof.reasons_refused
        if refused is not None and len(telling) > 1:
            safe = refused.earliest_safe
            yield self._say("refused_none") if safe is None else self._fill("refused", day=safe)

    def _reason(self, proof: StayEvidence, one: ReasonAtRisk) -> str:
        """What hangs on one reason: lost if it is not accepted, or won once it is proved."""
        journeys = {journey.id: journey for journey in self._session.case.absences}
        journey = journeys.get(one.absence_id)
        left = "" if journey is None or journey.left is None else self._texts.day(journey.left)
        key = "reason_with" if proof.earliest_safe == one.earliest_with else "reason_gains"
        values: dict[str, str | date] = {"left": left, "day": one.earliest_with or date.max}
        values["reason"] = self._texts.get(f"reason.{one.reason}.title")
        if one.earliest_without is None:
            return self._fill(f"{key}_none", **values)
        return self._fill(key, without=one.earliest_without, **values)

    def _row(self, proof: StayEvidence, place: int) -> str:
        row = proof.ledger[place]
        return self._fill(
            "ledger",
            first=row.first,
            last=row.last,
            n=row.days,
            credited=row.credited_strict,
            note=self._texts.render(row.note),
        )

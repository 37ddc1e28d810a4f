"""Years in Poland: earlier stays and journeys as tables, the drawn strip, limits and result, live."""

from __future__ import annotations

from collections.abc import Hashable
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from permitdesk.documents.timeline_geometry import build_geometry
from permitdesk.domain.dossier import RouteAssessment, TimelineProblem
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.evidence import StayEvidence
from permitdesk.imports.sources import Source
from permitdesk.imports.words import Target
from permitdesk.interview.steps import StepId
from permitdesk.ui.widgets.entry_model import EntryModel
from permitdesk.ui.widgets.entry_table import EntryTable
from permitdesk.ui.widgets.import_dialog import open_import
from permitdesk.ui.widgets.labels import Columns, Parts, ScrollBox, TextLabel, clear_layout
from permitdesk.ui.widgets.timeline_strip import TimelineStrip
from permitdesk.ui.widgets.tones import Tone, tone_colors
from permitdesk.ui.widgets.verdict_card import VerdictCard
from permitdesk.ui.wizard.entries import (
    absence_model,
    country_names,
    load_absences,
    load_schengen,
    load_statuses,
    schengen_model,
    status_model,
    with_absences,
    with_schengen,
    with_statuses,
)
from permitdesk.ui.wizard.form_page import FormPage
from permitdesk.ui.wizard.wording import Wording

#: which list of the case a table shows
_TARGETS = {"absences": Target.JOURNEYS, "statuses": Target.STAYS, "schengen": Target.SCHENGEN}
#: problems listed; more are counted
MOST_PROBLEMS = 6


class TimelinePage(FormPage):
    """Strip on top, tables at the left, result and problems at the right."""

    step = StepId.TIMELINE

    def shape(self) -> Hashable:
        return self._schengen_counts()

    def _schengen_counts(self) -> bool:
        stay = self.session.case.current_stay
        kinds = self.session.ruleset.statuses
        return stay is not None and any(k.id == stay.kind and k.schengen_counted for k in kinds)

    def build(self) -> None:
        """Strip, tables, result."""
        self.strip = TimelineStrip(self.texts)
        self.main.setSpacing(10)
        self.main.addWidget(self.strip)
        columns = Columns(20)
        self.tabs = Parts()
        names = country_names(self.texts, self.session.ruleset.countries)
        self.absences = self._table(
            absence_model(self.texts, self.session.today, names), "absences", self._on_absences_edited
        )
        self.statuses = self._table(
            status_model(self.texts, self.session.ruleset.statuses, self.session.today),
            "statuses",
            self._on_statuses_edited,
        )
        self.schengen: EntryTable | None = None
        if self._schengen_counts():
            self.schengen = self._table(
                schengen_model(self.texts, self.session.today), "schengen", self._on_schengen_edited
            )
        columns.addWidget(self.tabs, 3)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 6, 0)
        right.setSpacing(8)
        self.card = VerdictCard(self.texts)
        self.card.action_asked.connect(self.answer_open)
        right.addWidget(self.card)
        self.problem_box = QVBoxLayout()
        self.problem_box.setSpacing(4)
        right.addLayout(self.problem_box)
        right.addStretch(1)
        scroll = ScrollBox(side)
        columns.addWidget(scroll, 2)
        self.main.addWidget(columns, 1)

    def focus_first(self) -> None:
        """The table shown."""
        table = self.tabs.currentWidget()
        if isinstance(table, EntryTable):
            table.focus_row(table.model.rowCount() - 1)

    def _table(self, model: EntryModel, name: str, slot: object) -> EntryTable:
        table = EntryTable(self.texts, model, self.say(name), self.say(f"{name}_help"))
        model.edited.connect(slot)
        table.import_asked.connect(lambda source: self._import(table, _TARGETS[name], source))
        self.tabs.addTab(table, self.say(name))
        return table

    def _import(self, table: EntryTable, target: Target, source: Source) -> None:
        open_import(self, self.session, target, source, table.view.scrollToBottom)

    # --- writing -----------------------------------------------------------------------

    def _on_absences_edited(self) -> None:
        self.session.update(with_absences(self.session.case, self.absences.model))

    def _on_statuses_edited(self) -> None:
        self.session.update(with_statuses(self.session.case, self.statuses.model))

    def _on_schengen_edited(self) -> None:
        if self.schengen is not None:
            self.session.update(with_schengen(self.session.case, self.schengen.model))

    # --- showing -----------------------------------------------------------------------

    def load(self) -> None:
        """Fill tables, strip, result and problems."""
        case, dossier = self.session.case, self.session.dossier
        load_absences(self.absences.model, case)
        load_statuses(self.statuses.model, case)
        if self.schengen is not None:
            load_schengen(self.schengen.model, case)
        route = self._route()
        evidence = () if route is None else route.stay_evidence
        earliest = None if route is None else route.earliest_filing_date
        self.strip.show_geometry(
            build_geometry(
                dossier.timeline,
                evidence,
                dossier.on,
                dossier.last_day_of_legal_stay.day,
                None if earliest is None else earliest.safe,
                None if earliest is None else earliest.lenient,
            )
        )
        self._show_result(route, evidence)
        self._show_problems(dossier.timeline.problems)

    def _route(self) -> RouteAssessment | None:
        """The chosen route, else the best one whose required stay can be counted already."""
        dossier = self.session.dossier
        if dossier.chosen is not None:
            return dossier.route(dossier.chosen)
        ahead = (r for r in dossier.routes if r.verdict is not Verdict.NOT_MET)
        return next((r for r in ahead if r.stay_evidence and r.stay_evidence[0].required_days), None)

    def _show_result(self, route: RouteAssessment | None, evidence: tuple[StayEvidence, ...]) -> None:
        if route is None:
            title, lines = self.no_permit([self.say("no_permit")])
            self.card.show_verdict(Verdict.UNKNOWN, title, lines)
            self.card.offer(self.texts.get("page.route.choose") if self.session.dossier.covered else "")
            return
        self.card.offer("")
        wording = Wording(self.texts, self.session.ruleset)
        if not evidence:
            self.card.show_verdict(
                route.verdict,
                wording.verdict(route.verdict),
                [self.say("no_period")],
                (),
                wording.route(route.id),
            )
            return
        proof = evidence[0]
        lines = self._limits(proof)
        lines += wording.earliest_of(route, self.session.dossier.on)
        reasons = self.rendered(proof.notes)
        if proof.clock_started is not None:
            reasons.append(self.texts.render(proof.clock_started))
        reasons += [self._ledger_line(proof, place) for place in range(len(proof.ledger))][:40]
        self.card.show_verdict(
            proof.verdict,
            wording.verdict(proof.verdict),
            lines,
            reasons,
            self.texts.fill("page.timeline.over", route=wording.route(route.id)),
        )

    def _limits(self, proof: StayEvidence) -> list[str]:
        fill = self.texts.fill
        lines = []
        if proof.window_first is not None and proof.window_last is not None:
            lines.append(fill("page.timeline.window", first=proof.window_first, last=proof.window_last))
        strict, lenient = proof.credited_strict, proof.credited_lenient
        lines.append(fill("page.timeline.credited", strict=strict, required=Decimal(proof.required_days)))
        if lenient != strict:
            lines.append(fill("page.timeline.credited_lenient", lenient=lenient))
        breaks = proof.continuity
        if breaks is not None:
            lines.append(
                fill("page.timeline.longest", strict=breaks.longest_strict, lenient=breaks.longest_lenient)
            )
            lines.append(
                fill(
                    "page.timeline.total",
                    strict=breaks.total_days_strict,
                    lenient=breaks.total_days_lenient,
                    limit=breaks.total_limit_strict,
                )
            )
            if proof.verdict is not Verdict.UNKNOWN:
                lines.append(self.say(f"grade_{breaks.grade}"))
        return lines

    def _ledger_line(self, proof: StayEvidence, place: int) -> str:
        row = proof.ledger[place]
        return self.texts.fill(
            "page.timeline.ledger",
            first=row.first,
            last=row.last,
            n=row.days,
            credited=row.credited_strict,
            note=self.texts.render(row.note),
        )

    def _show_problems(self, problems: tuple[TimelineProblem, ...]) -> None:
        clear_layout(self.problem_box)
        color = tone_colors(self.palette(), Tone.RED).edge
        for table, area in ((self.absences, "absences"), (self.statuses, "statuses")):
            places = {row.id: place for place, row in enumerate(table.model.entries())}
            marks: dict[int, str] = {}
            for problem in problems:
                for path in problem.paths:
                    head, _, tail = path.partition(".")
                    place = places.get(tail.split(".")[0])
                    if head == area and place is not None:
                        marks[place] = self.texts.render(problem.text)
            table.model.mark_rows(marks, color)
        if problems:
            self.problem_box.addWidget(TextLabel(self.say("problems"), "strong"))
        for problem in problems[:MOST_PROBLEMS]:
            button = QPushButton(self._where(problem))
            button.setFlat(True)
            button.setObjectName("problem")
            button.clicked.connect(lambda _=False, paths=problem.paths: self.focus_path("".join(paths[:1])))
            self.problem_box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.problem_box.addWidget(TextLabel(self.texts.render(problem.text)))
        if len(problems) > MOST_PROBLEMS:
            rest = len(problems) - MOST_PROBLEMS
            self.problem_box.addWidget(
                TextLabel(self.texts.fill("page.timeline.more_problems", n=rest), "help")
            )

    def _where(self, problem: TimelineProblem) -> str:
        """The rows a problem is about, by table and line number."""
        names = []
        for path in problem.paths:
            head, _, tail = path.partition(".")
            table = {"absences": self.absences, "statuses": self.statuses}.get(head)
            if table is None:
                names.append(self.say("present_stay"))
                continue
            ids = [row.id for row in table.model.entries()]
            entry = tail.split(".")[0]
            line = ids.index(entry) + 1 if entry in ids else 0
            names.append(self.texts.fill(f"page.timeline.line_{head}", n=line))
        return " · ".join(dict.fromkeys(names)) or self.say("problems")

    def focus_path(self, path: str) -> None:
        head, _, tail = path.partition(".")
        head = head.split("[", 1)[0]
        if head == "current_stay":
            self.show_elsewhere(StepId.STAY_NOW, path)
            return
        tables = {"absences": self.absences, "statuses": self.statuses, "schengen_stays": self.schengen}
        table = tables.get(head)
        if table is None:
            return
        self.tabs.setCurrentWidget(table)
        ids = [row.id for row in table.model.entries()]
        entry = tail.split(".")[0]
        table.focus_row(ids.index(entry) if entry in ids else 0)

    def pending_text(self) -> bool:
        return any(
            t.model.has_unread_text() for t in (self.absences, self.statuses, self.schengen) if t is not None
        )

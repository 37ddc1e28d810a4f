"""Years in Poland: the result in brief, the picture, and below them one part at a time."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QTabWidget, QWidget

from permitdesk.domain.case import Case, Tri
from permitdesk.domain.dossier import RouteAssessment, TimelineProblem
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.stay.repairs import Repair, all_problems, repairs
from permitdesk.imports.sources import Source
from permitdesk.imports.words import Target
from permitdesk.interview.steps import StepId, step_of
from permitdesk.ui.widgets.entry_model import EntryModel
from permitdesk.ui.widgets.entry_table import EntryTable
from permitdesk.ui.widgets.import_dialog import open_import
from permitdesk.ui.widgets.journey_form import JourneyForm
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
from permitdesk.ui.wizard.timeline.counts_part import CountsPart, complete_words, differing
from permitdesk.ui.wizard.timeline.entry_part import FEW_ROWS, ROWS, CompleteQuestion, EntryPart
from permitdesk.ui.wizard.timeline.lazy_part import LazyPart
from permitdesk.ui.wizard.timeline.memory_aid import asked_from, quiet_years, written_years
from permitdesk.ui.wizard.timeline.outlook_part import OutlookPart
from permitdesk.ui.wizard.timeline.part_tabs import PartTabs
from permitdesk.ui.wizard.timeline.picture_part import SMALL, PicturePart
from permitdesk.ui.wizard.timeline.proof_part import ProofPart, short_stays_count
from permitdesk.ui.wizard.timeline.result_strip import ResultStrip
from permitdesk.ui.wizard.timeline.result_words import COMPLETE, ResultWords, waits_for_journeys
from permitdesk.ui.wizard.timeline.shown_route import shown_route
from permitdesk.ui.wizard.timeline.tab_order import tab_stops
from permitdesk.ui.wizard.timeline.what_if_part import WhatIfPart
from permitdesk.ui.wizard.wording import Wording

#: which list of the case a table shows
_TARGETS = {"absences": Target.JOURNEYS, "statuses": Target.STAYS, "schengen_stays": Target.SCHENGEN}
#: the part of the page for each list
_PART = {"absences": "absences", "statuses": "statuses", "schengen_stays": "schengen"}
#: whether the picture is folded away, kept with the open case for all its people
_FOLDED = "timeline_picture_folded"
#: lines of text that fit into the window from which on the picture is shown without being asked for,
#: and on the parts whose tables need the room more
_ROOM, _TABLE_ROOM = 30.0, SMALL
Filled = Callable[[Case, EntryModel], Case]


class TimelinePage(FormPage):
    """Result and picture on top; entries, what counts, what comes and what if as parts below."""

    step = StepId.TIMELINE

    def shape(self) -> Hashable:
        return short_stays_count(self.session)

    # --- building ----------------------------------------------------------------------

    def build(self) -> None:
        """Result, picture, parts."""
        self.main.setSpacing(6)
        self.strip = ResultStrip(self.texts)
        self.strip.action_asked.connect(self._on_action)
        self.strip.picture_asked.connect(self._on_picture)
        self.picture = PicturePart(self.session)
        self.picture.edit_asked.connect(self.focus_path)
        self.main.addWidget(self.strip)
        self.main.addWidget(self.picture)
        self.tabs = PartTabs(self.say("parts"))
        self.parts: dict[str, EntryPart] = {}
        names = country_names(self.texts, self.session.ruleset.countries)
        today = self.session.today
        self.form = JourneyForm(self.texts, today, names)
        self.form.saved.connect(self.session.update)
        question = CompleteQuestion(self.texts, self.yes_no_row(COMPLETE))
        self.absences = self._table(absence_model(self.texts, today, names), "absences", with_absences)
        self._add_entries("absences", self.absences, self.form, question)
        kinds = self.session.ruleset.statuses
        self.statuses = self._table(status_model(self.texts, kinds, today), "statuses", with_statuses)
        self._add_entries("statuses", self.statuses)
        self.schengen: EntryTable | None = None
        if short_stays_count(self.session):
            self.schengen = self._table(schengen_model(self.texts, today), "schengen_stays", with_schengen)
            self._add_entries("schengen_stays", self.schengen)
        self.counts = LazyPart(self._make_counts, scrolls=False)
        self.outlook = LazyPart(lambda: OutlookPart(self.session))
        self.plan = LazyPart(self._make_plan)
        self.proof = LazyPart(self._make_proof)
        made = {"counts": self.counts, "outlook": self.outlook, "plan": self.plan, "proof": self.proof}
        for name, part in made.items():
            self.tabs.addTab(part, self.say(f"part_{name}"))
        self.tabs.currentChanged.connect(self._on_part)
        self.main.addWidget(self.tabs.list)
        self.main.addWidget(self.tabs, 1)
        self._fit_picture()

    def _table(self, model: EntryModel, area: str, filled: Filled) -> EntryTable:
        name = _PART[area]
        table = EntryTable(self.texts, model, self.say(name), self.say(f"{name}_help"))
        model.edited.connect(lambda: self.session.update(filled(self.session.case, model)))
        table.import_asked.connect(lambda source: self._import(table, _TARGETS[area], source))
        return table

    def _add_entries(
        self,
        area: str,
        table: EntryTable,
        form: JourneyForm | None = None,
        question: CompleteQuestion | None = None,
    ) -> None:
        part = EntryPart(self.texts, area, table, form, question)
        part.repairs.chosen.connect(self.session.update)
        part.repairs.go_asked.connect(self.focus_path)
        part.row_left.connect(self._show_problems)
        self.parts[area] = part
        self.tabs.addTab(part, self.say(f"part_{_PART[area]}"))

    def _make_counts(self) -> QWidget:
        part = CountsPart(self.session)
        part.action_asked.connect(self._on_action)
        return part

    def _make_plan(self) -> QWidget:
        part = WhatIfPart(self.session)
        part.plan_changed.connect(self._show_plan)
        # The button that was pressed is off now, and the keyboard must not be nowhere.
        part.taken_over.connect(self.focus_first)
        return part

    def _make_proof(self) -> QWidget:
        part = ProofPart(self.session)
        part.edit_asked.connect(self.focus_path)
        return part

    def _import(self, table: EntryTable, target: Target, source: Source) -> None:
        open_import(self, self.session, target, source, table.view.scrollToBottom)

    # --- showing -----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._built_for is not None:
            self._fit_picture()

    def load(self) -> None:
        """Fill tables, result, picture and problems."""
        case, route = self.session.case, shown_route(self.session.dossier)
        load_absences(self.absences.model, case)
        load_statuses(self.statuses.model, case)
        if self.schengen is not None:
            load_schengen(self.schengen.model, case)
        self.form.show_case(case)
        self._show_result(route)
        self._show_problems()
        question = self.parts["absences"].question
        if question is not None:
            on = self.session.dossier.on
            told = case.journeys_complete is Tri.YES
            years = () if told else quiet_years(case, asked_from(case, route, on), on)
            question.show_quiet(written_years(years))
        self.picture.refresh()

    def _show_result(self, route: RouteAssessment | None) -> None:
        """The result in brief; while no permit is chosen, the way to one."""
        if route is None:
            title, lines = self.no_permit([self.say("no_permit")])
            covered = self.session.dossier.covered
            action = self.texts.get("page.route.choose") if covered else ""
            self.strip.show_result(Verdict.UNKNOWN, title, "", " ".join(lines), action)
            return
        wording, words = Wording(self.texts, self.session.ruleset), ResultWords(self.session, route)
        name = wording.route(route.id)
        if differing(route):
            why = self.texts.render(differing(route)[0])
            self.strip.show_unreliable(f"{self.say('second_differs')} · {name}", why)
            return
        if not route.stay_evidence:
            head = f"{wording.verdict(route.verdict)} · {name}"
            self.strip.show_result(route.verdict, head, self.say("no_period"), self.say("travel_asked"), "")
            return
        proof = route.stay_evidence[0]
        head = f"{wording.verdict(proof.verdict)} · {name}"
        self.strip.show_result(
            proof.verdict, head, words.safe_day(proof), words.open_line(), self._action(route)
        )

    def _action(self, route: RouteAssessment) -> str:
        """The words of the button in the result; empty if nothing is to be done."""
        if waits_for_journeys(route):
            return complete_words(self.session)
        words = ResultWords(self.session, route)
        if words.decisive():
            return self.say("show_day")
        return self.say("answer") if words.open_paths() else ""

    def _show_problems(self) -> None:
        session = self.session
        on, timeline = session.dossier.on, session.dossier.timeline
        lists = self.parts.values()
        problems = [
            problem
            for problem in all_problems(session.case, timeline, on)
            if not any(part.too_early(problem) for part in lists)
        ]
        kinds = {kind.id: kind for kind in session.ruleset.statuses}
        offers = repairs(session.case, timeline, on, kinds) if problems else ()
        for place, (area, part) in enumerate(self.parts.items()):
            self._show_part_problems(place, area, part, problems, offers)

    def _show_part_problems(
        self,
        place: int,
        area: str,
        part: EntryPart,
        problems: Sequence[TimelineProblem],
        offers: Sequence[Repair],
    ) -> None:
        """A part shows the problems of its rows; the one of the stays also those of the present stay."""
        lists = [self.parts[name] for name in self.parts]
        own = [
            problem
            for problem in problems
            if part.concerns(problem)
            or (area == "statuses" and not any(other.concerns(problem) for other in lists))
        ]
        part.show_problems(own, [offer for offer in offers if offer.problem in own], self._where)
        title = self.say(f"part_{_PART[area]}")
        self.tabs.set_part(place, f"{title} (!)" if own else title)
        tip = self.texts.fill("page.timeline.part_problems", n=len(own)) if own else ""
        self.tabs.setTabToolTip(place, tip)

    def _where(self, problem: TimelineProblem) -> str:
        """The rows a problem is about, by table and line number."""
        names = []
        for path in problem.paths:
            head, _, tail = path.partition(".")
            part = self.parts.get(head)
            if part is None:
                names.append(self.say("present_stay"))
                continue
            ids = [row.id for row in part.table.model.entries()]
            entry = tail.split(".")[0]
            line = ids.index(entry) + 1 if entry in ids else 0
            names.append(self.texts.fill(f"page.timeline.line_{_PART[head]}", n=line))
        return " · ".join(dict.fromkeys(names))

    # --- slots -------------------------------------------------------------------------

    def _on_action(self) -> None:
        """What the button of the result stands for."""
        route = shown_route(self.session.dossier)
        if route is not None and waits_for_journeys(route):
            self.write(COMPLETE, Tri.YES.value)
            return
        paths = () if route is None else ResultWords(self.session, route).open_paths()
        if paths and step_of(paths[0]) is self.step:
            self.focus_path(paths[0])
        elif paths:
            self.show_elsewhere(*Wording(self.texts, self.session.ruleset).place(paths[0]))
        else:
            self.answer_open()

    def _on_picture(self, shown: bool) -> None:
        self.session.setProperty(_FOLDED, not shown)
        self._fit_picture()

    def _fit_picture(self) -> None:
        """The picture takes a part of a large window; tables and large text need a small one themselves.

        Whoever showed it or folded it away by hand finds it so on every part.
        """
        lines = self.window().height() / self.fontMetrics().height()
        part = self.tabs.currentWidget()
        tables = part is self.proof or isinstance(part, EntryPart)
        folded = self.session.property(_FOLDED)
        shown = lines >= (_TABLE_ROOM if tables else _ROOM) if folded is None else not folded
        self.picture.set_room(lines)
        for entries in self.parts.values():
            entries.set_rows(FEW_ROWS if shown and lines < _TABLE_ROOM else ROWS)
        self._show_picture(shown)

    def _show_picture(self, shown: bool) -> None:
        self.strip.picture.setChecked(shown)
        self.picture.setVisible(shown)

    def _on_part(self) -> None:
        self._show_plan()
        self._fit_picture()
        self.part_changed.emit()

    def _show_plan(self) -> None:
        """The picture shows the plan while the part with the plan is seen, and else the case."""
        plan = self.plan.made
        found = plan.comparison if isinstance(plan, WhatIfPart) else None
        if found is None or self.tabs.currentWidget() is not self.plan:
            self.picture.show_plan(None)
        else:
            self.picture.show_plan(found.planned)

    # --- the keyboard and the walk --------------------------------------------------------

    def walked(self) -> tuple[QTabWidget, int] | None:
        return self.tabs, len(self.parts)

    def focus_first(self) -> None:
        """The table or form shown, or the first field of another part."""
        part = self.tabs.currentWidget()
        if isinstance(part, EntryPart):
            part.focus_first()
            return
        stops = (stop for stop in tab_stops(part) if stop.isVisibleTo(self) and stop.isEnabled())
        first = next((stop for stop in stops if not isinstance(stop, QScrollArea)), self.tabs.tabBar())
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_path(self, path: str) -> None:
        head = path.partition(".")[0].split("[", 1)[0]
        if path == COMPLETE:
            self.tabs.setCurrentWidget(self.parts["absences"])
            super().focus_path(path)
            return
        part = self.parts.get(head)
        if part is not None:
            self.tabs.setCurrentWidget(part)
            part.focus_entry(path)
            return
        step = step_of(path)
        if step is not None and step is not self.step:
            self.show_elsewhere(step, path)

    def pending_text(self) -> bool:
        return any(part.table.model.has_unread_text() for part in self.parts.values())

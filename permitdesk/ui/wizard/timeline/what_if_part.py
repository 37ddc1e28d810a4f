"""What if: a planned journey, day to file or decision, and at once today's result beside the planned one.

The plan lives in this widget only. It is marked as a plan and reaches the case by one button, after a
question, as one step of undo.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Absence
from permitdesk.domain.stay.kinds import LastDayRule, StatusKind
from permitdesk.domain.stay.limits import counted_periods
from permitdesk.domain.stay.what_if import (
    Comparison,
    Plan,
    PlannedDecision,
    apply_plan,
    compare_plan,
    never_silently,
    taking_over,
    waits_for_decision,
)
from permitdesk.ui.viewmodels.ports import Assess
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.date_field import DateField
from permitdesk.ui.widgets.labels import Columns, TextLabel, clear_layout
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.wizard.timeline.shown_route import shown_route
from permitdesk.ui.wizard.timeline.take_over_dialog import TakeOverDialog
from permitdesk.ui.wizard.timeline.what_if_result import beside_today

#: milliseconds without a key after which the plan is worked out
PAUSE = 250
#: permits named whose days would change; more are counted
MOST_OTHERS = 3

#: asks before a plan is taken over: the sentences, and whether a decision is among them
Ask = Callable[[Sequence[str], bool], bool]


class WhatIfPart(QWidget):
    """Fields of the plan above, both results and the differences below."""

    #: a plan has become part of the case
    taken_over = Signal()
    #: the planned case changed; for whoever draws it (``planned`` is None without a plan)
    plan_changed = Signal()

    def __init__(
        self,
        session: CaseSession,
        work_out: Assess = assess,
        ask: Ask | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._texts = session.texts
        self._assess = work_out
        self._ask = ask or self._ask_in_dialog
        self._trips: tuple[Absence, ...] = ()
        #: the last result shown; None while nothing (or nothing whole) is planned
        self.comparison: Comparison | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.refresh)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(TextLabel(self._say("intro"), "help"))
        self._build_fields(box)
        self._trip_box = QVBoxLayout()
        box.addLayout(self._trip_box)
        self.notice = Notice(self._texts)
        box.addWidget(self.notice)
        self._result = QVBoxLayout()
        self._result.setSpacing(6)
        box.addLayout(self._result)
        box.addLayout(self._build_buttons())
        box.addStretch(1)
        session.case_changed.connect(self.refresh)
        session.person_changed.connect(self.forget)
        self.refresh()

    def _say(self, name: str) -> str:
        return self._texts.get(f"page.plan.{name}")

    # --- fields --------------------------------------------------------------------------

    def _build_fields(self, box: QVBoxLayout) -> None:
        self.left = self._field("left")
        self.returned = self._field("returned")
        self.filing = self._field("filing")
        self.decision = self._field("decision")
        self.until = self._field("decision_until")
        self.kind = Combo()
        self.kind.setAccessibleName(self._say("decision_kind"))
        self.kind.addItem("", None)
        for kind in self._granted():
            self.kind.addItem(self._texts.get(f"status.{kind.id}.title"), kind.id)
        self.kind.activated.connect(self._later)
        self.add_trip = QPushButton(self._say("add_trip"))
        self.add_trip.setObjectName("add_trip")
        self.add_trip.clicked.connect(self._on_add_trip)
        first, second = Columns(14), Columns(14)
        for name, field in (("left", self.left), ("returned", self.returned), ("filing", self.filing)):
            first.addWidget(self._labelled(name, field), 1)
        self._decision_boxes = [
            self._labelled(name, field)
            for name, field in (
                ("decision", self.decision),
                ("decision_kind", self.kind),
                ("decision_until", self.until),
            )
        ]
        for each in self._decision_boxes:
            second.addWidget(each, 1)
        box.addWidget(first)
        box.addWidget(self.add_trip, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(second)

    def _granted(self) -> list[StatusKind]:
        """Kinds of stay that a decision can give."""
        given = {LastDayRule.PRINTED_DATE, LastDayRule.NO_END}
        return [k for k in self._session.ruleset.statuses if k.legal and k.last_day_rule in given]

    def _field(self, name: str) -> DateField:
        field = DateField(self._texts, self._session.today, dont_know=False)
        field.set_label(self._say(name), "")
        field.setObjectName(f"plan_{name}")
        field.edit.textEdited.connect(self._later)
        field.edited.connect(self._later)
        return field

    def _labelled(self, name: str, field: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(TextLabel(self._say(name), "strong"))
        column.addWidget(field)
        column.addStretch(1)
        return holder

    def _build_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.take_over = QPushButton(self._say("take_over"))
        self.take_over.setObjectName("take_over")
        self.take_over.clicked.connect(self._on_take_over)
        self.forget_button = QPushButton(self._say("forget"))
        self.forget_button.setObjectName("forget")
        self.forget_button.clicked.connect(self.forget)
        line.addWidget(self.take_over)
        line.addWidget(self.forget_button)
        line.addStretch(1)
        return line

    # --- the plan ---------------------------------------------------------------------------

    def plan(self) -> Plan:
        """What is planned so far; fields that cannot be read count as empty."""
        trip = self._typed_trip()
        trips = self._trips if trip is None else (*self._trips, trip)
        decided = self.decision.day()
        decision = None
        if decided is not None and (self.kind.currentData() or not self._waits()):
            kind = self.kind.currentData() if self._waits() else None
            decision = PlannedDecision(decided, kind, self.until.day())
        if self._session.case.current_stay is None:
            decision = None
        return Plan(trips, self.filing.day(), decision)

    def _waits(self) -> bool:
        return waits_for_decision(self._session.case, self._kinds())

    def _kinds(self) -> dict[str, StatusKind]:
        return {kind.id: kind for kind in self._session.ruleset.statuses}

    def _typed_trip(self) -> Absence | None:
        left, returned = self.left.day(), self.returned.day()
        if left is None or returned is None or returned < left:
            return None
        return Absence("planned", left, returned)

    def _later(self) -> None:
        self._pause.start()

    def _on_add_trip(self) -> None:
        trip = self._typed_trip()
        if trip is None:
            self.left.focus_field()
            return
        self._trips = (*self._trips, trip)
        for field in (self.left, self.returned):
            _clear(field)
        self.left.focus_field()
        self.refresh()

    def _remove_trip(self, place: int) -> None:
        self._trips = self._trips[:place] + self._trips[place + 1 :]
        self.left.focus_field()
        self.refresh()

    def forget(self) -> None:
        """Empty all fields; the case was never touched."""
        self._trips = ()
        for field in (self.left, self.returned, self.filing, self.decision, self.until):
            _clear(field)
        self.kind.setCurrentIndex(0)
        self.refresh()

    def _on_take_over(self) -> None:
        plan, case, on = self.plan(), self._session.case, self._session.dossier.on
        if plan.empty:
            return
        lines = [self._texts.render(s) for s in taking_over(case, plan, self._kinds(), on)]
        if self._ask(lines, bool(never_silently(plan, on))):
            planned = apply_plan(case, plan, self._kinds())
            self.forget()
            self._session.update(planned)
            self.taken_over.emit()

    def _ask_in_dialog(self, lines: Sequence[str], facts: bool) -> bool:
        dialog = TakeOverDialog(self._texts, lines, facts=facts, parent=self)
        return dialog.exec() == TakeOverDialog.DialogCode.Accepted

    # --- the result ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Work the plan out and show it beside today."""
        self._pause.stop()
        plan = self.plan()
        dossier = self._session.dossier
        stay = self._session.case.current_stay
        for each in self._decision_boxes:
            each.setVisible(stay is not None)
        if stay is not None:
            self._decision_boxes[1].setVisible(self._waits())
        self._show_trips()
        for button in (self.take_over, self.forget_button):
            button.setEnabled(not plan.empty)
        if plan.empty or not dossier.covered:
            self.comparison = None
        else:
            self.comparison = self._compare(plan)
        self._show(plan)
        self.plan_changed.emit()

    def _compare(self, plan: Plan) -> Comparison:
        rules, dossier = self._session.ruleset, self._session.dossier
        shown = shown_route(dossier)
        route = None if shown is None else shown.id
        limits = tuple(p.limits for r in rules.routes if r.id == route for p in counted_periods(r))
        return compare_plan(
            self._session.case,
            plan,
            self._kinds(),
            lambda case, on: self._assess(case, rules, on),
            dossier.on,
            route,
            limits,
            dossier,
        )

    def _show_trips(self) -> None:
        clear_layout(self._trip_box)
        for place, trip in enumerate(self._trips):
            line = QHBoxLayout()
            line.addWidget(
                TextLabel(
                    self._texts.fill("page.plan.trip", left=trip.left or "", returned=trip.returned or "")
                ),
                1,
            )
            remove = QPushButton(self._texts.fill("page.plan.remove_trip", left=trip.left or ""))
            remove.setObjectName(f"remove_trip_{place}")
            remove.clicked.connect(lambda _=False, at=place: self._remove_trip(at))
            line.addWidget(remove)
            self._trip_box.addLayout(line)

    def _show(self, plan: Plan) -> None:
        clear_layout(self._result)
        self.notice.show_message(
            Tone.INFO, [*self._problems(), *self._hints(plan)], title=self._say("not_the_case")
        )
        found = self.comparison
        if found is None:
            return
        self._result.addWidget(
            TextLabel(
                self._texts.fill("page.plan.days", before=found.before_on, after=found.after_on), "help"
            )
        )
        self._result.addLayout(beside_today(found, self._texts))
        self._result.addWidget(TextLabel(self._say("differences"), "strong"))
        lines = [self._texts.render(s) for s in found.differences] or [self._say("no_difference")]
        for name, warnings in (("new", found.warnings_new), ("gone", found.warnings_gone)):
            if warnings:
                lines.append(self._say(f"warnings_{name}"))
                lines += [self._texts.render(warning.text) for warning in warnings]
        others = [
            r.route
            for r in found.routes
            if r.changed and (found.shown is None or r.route != found.shown.route)
        ]
        if others:
            titles = ", ".join(self._texts.get(f"route.{name}.title") for name in others[:MOST_OTHERS])
            rest = len(others) - MOST_OTHERS
            if rest > 0:
                titles = f"{titles}, {self._texts.fill('page.outlook.more', n=rest)}"
            lines.append(self._texts.fill("page.plan.other_permits", titles=titles))
        for line in lines:
            self._result.addWidget(TextLabel("• " + line))

    def _hints(self, plan: Plan) -> list[str]:
        """The plan in sentences: what would become part of the case."""
        if plan.empty:
            return [self._say("empty")]
        case, on = self._session.case, self._session.dossier.on
        return [self._texts.render(s) for s in taking_over(case, plan, self._kinds(), on)]

    def _problems(self) -> list[str]:
        """What keeps a part of the plan from being used."""
        found = []
        left, returned = self.left.day(), self.returned.day()
        if left is not None and returned is not None and returned < left:
            found.append(self._say("trip_reversed"))
        if self.decision.day() is not None and self._waits() and not self.kind.currentData():
            found.append(self._say("needs_kind"))
        return found


def _clear(field: DateField) -> None:
    """Empty a field, whatever was typed into it."""
    field.edit.clear()
    field.edit.setModified(False)
    field.set_value(None)

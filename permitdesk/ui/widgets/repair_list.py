"""What does not fit together in the timeline, each problem with the ways to mend it as buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from permitdesk.domain.dossier import TimelineProblem
from permitdesk.domain.stay.repairs import Repair
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import Surface, TextLabel, clear_layout
from permitdesk.ui.widgets.tones import Tone

#: problems shown at once; more are counted
MOST_SHOWN = 6


class RepairList(QWidget):
    """``chosen`` carries the whole case of a repair, ``go_asked`` the path of a row to look at."""

    chosen = Signal(object)
    go_asked = Signal(str)

    def __init__(self, texts: TextSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._shown: tuple[object, ...] | None = None
        self.setObjectName("repair_list")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)

    def show_problems(
        self,
        problems: Sequence[TimelineProblem],
        repairs: Sequence[Repair],
        where: Callable[[TimelineProblem], str] | None = None,
    ) -> None:
        """Show the first problems with their repairs; ``where`` names the rows of one. None hides all.

        What is shown already stays, so that the keyboard keeps its place.
        """
        shown = (tuple(problems), tuple(repairs))
        if shown == self._shown:
            return
        self._shown = shown
        clear_layout(self._box)
        self.setVisible(bool(problems))
        if not problems:
            return
        self._box.addWidget(TextLabel(self._texts.get("page.repair.title"), "heading"))
        for problem in problems[:MOST_SHOWN]:
            own = [repair for repair in repairs if repair.problem == problem]
            self._box.addWidget(self._card(problem, own, "" if where is None else where(problem)))
        if len(problems) > MOST_SHOWN:
            more = self._texts.fill("page.repair.more", n=len(problems) - MOST_SHOWN)
            self._box.addWidget(TextLabel(more, "help"))
        self._box.addWidget(TextLabel(self._texts.get("page.repair.undo_hint"), "help"))
        self._box.addStretch(1)
        # Now: Qt would show them later, and the keyboard could not go to them yet.
        for place in range(self._box.count()):
            item = self._box.itemAt(place)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.show()

    def _card(self, problem: TimelineProblem, repairs: Sequence[Repair], where: str) -> Surface:
        card = Surface(Tone.AMBER)
        card.body.setContentsMargins(16, 8, 12, 8)
        said = self._texts.render(problem.text)
        card.setAccessibleName(where or said)
        card.setAccessibleDescription(said)
        if where:
            card.body.addWidget(TextLabel(where, "strong"))
        card.body.addWidget(TextLabel(said))
        for repair in repairs:
            self._add(
                card, f"repair_{repair.kind}", repair.kind, self._texts.render(repair.text), said
            ).clicked.connect(lambda _=False, case=repair.case: self.chosen.emit(case))
        tip = self._texts.get("page.repair.go_tip")
        go = self._add(card, "repair_go", "go", "", said)
        go.setToolTip(tip)
        go.clicked.connect(lambda: self.go_asked.emit("".join(problem.paths[:1])))
        card.set_tone(Tone.AMBER)
        return card

    def _add(self, card: Surface, name: str, key: str, text: str, problem: str) -> QPushButton:
        """A button with the sentence that says what it does."""
        button = QPushButton(self._texts.get(f"page.repair.{key}"))
        button.setObjectName(name)
        button.setAccessibleDescription(text or problem)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if text:
            card.body.addWidget(TextLabel(text, "help"))
        return button

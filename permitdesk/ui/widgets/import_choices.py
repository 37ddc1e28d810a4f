"""How a source is read: into which list, which sheet, letters, separator, first line, order of days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from permitdesk.imports.decoding import ENCODINGS
from permitdesk.imports.records import Choices, SourceKind
from permitdesk.imports.sources import Pasted
from permitdesk.imports.tables import DELIMITERS
from permitdesk.imports.words import Target
from permitdesk.interview.typed import Habit
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.combo import Combo
from permitdesk.ui.widgets.import_reading import Asked, Outcome
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.wrap_row import WrapRow

_SEPARATORS = dict(zip(DELIMITERS, ("tab", "semicolon", "bar", "comma"), strict=True))


class ReadingChoices(WrapRow):
    """Shows how the source was read and lets the person change it; ``changed`` follows each choice."""

    changed = Signal()

    def __init__(self, texts: TextSource) -> None:
        super().__init__(14)
        self._texts = texts
        self._parts: dict[Combo, QWidget] = {}
        #: what the last outcome showed, so that a choice is told from what was found
        self._shown_header = False
        self._shown_reading: tuple[str | None, ...] = (None, None, None)
        self.target = self._combo("into", [(t, f"target.{t}") for t in Target])
        self.sheet = self._combo("sheet", [])
        self.encoding = self._combo("encoding", [(e, f"encoding_name.{e}") for e in ENCODINGS])
        self.separator = self._combo(
            "separator", [(s, f"separator_name.{name}") for s, name in _SEPARATORS.items()]
        )
        orders = [("", "order_auto"), *((habit, f"order.{habit}") for habit in Habit)]
        self.order = self._combo("order_label", orders)
        self.header = QCheckBox(texts.get("import.header"))
        self.header.clicked.connect(self.changed)
        self.add(self.header)

    def _combo(self, label: str, options: Iterable[tuple[str, str]]) -> Combo:
        words = self._texts.get(f"import.{label}")
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        name = TextLabel(words)
        name.setWordWrap(False)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignVCenter)
        combo = Combo()
        combo.setAccessibleName(words)
        combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
        for value, text in options:
            combo.addItem(self._texts.get(f"import.{text}"), str(value))
        combo.activated.connect(self.changed)
        row.addWidget(combo)
        self._parts[combo] = part
        self.add(part)
        return combo

    def show_outcome(self, asked: Asked, outcome: Outcome) -> None:
        """Show how it was read; choices that mean nothing for this kind of source are hidden."""
        table = outcome.table
        text = table.kind is SourceKind.TEXT
        if [self.sheet.itemText(i) for i in range(self.sheet.count())] != list(table.sheets):
            self.sheet.clear()
            for name in table.sheets:
                self.sheet.addItem(name, name)
        _choose(self.target, str(asked.target))
        _choose(self.sheet, table.sheet)
        _choose(self.encoding, table.encoding)
        _choose(self.separator, table.delimiter)
        _choose(self.order, str(asked.order or ""))
        self.header.setChecked(outcome.columns.header)
        self._shown_header = outcome.columns.header
        self._shown_reading = self._reading()
        self._parts[self.sheet].setVisible(len(table.sheets) > 1)
        self._parts[self.encoding].setVisible(text and bool(table.encoding))
        self._parts[self.separator].setVisible(text)
        self._parts[self.order].setVisible(text)
        self.header.setVisible(not table.header_is_sure)

    def show_problem(self, asked: Asked) -> None:
        """Only what could help a source that gave nothing: other letters, another separator."""
        pasted = isinstance(asked.source, Pasted)
        for combo in (self.target, self.sheet, self.order):
            self._parts[combo].hide()
        tried = asked.choices.encoding is not None or asked.choices.delimiter is not None
        self._parts[self.encoding].setVisible(tried and not pasted)
        self._parts[self.separator].setVisible(tried)
        self.header.hide()

    def asked(self, before: Asked) -> Asked:
        """The same source, read as chosen now. What was found without being chosen is found again."""
        now = self._reading()
        target = Target(self.target.currentData())
        order = Habit(self.order.currentData()) if self.order.currentData() else None
        if before.table is None or now != self._shown_reading:
            kept = before.choices
            sheet, encoding, separator = (
                new if new != old else was
                for new, old, was in zip(
                    now, self._shown_reading, (kept.sheet, kept.encoding, kept.delimiter), strict=True
                )
            )
            choices = Choices(encoding, separator, sheet)
            return Asked(before.source, target, choices, order)
        changed = replace(before, target=target, order=order)
        if self.header.isChecked() != self._shown_header:
            return replace(changed, header=self.header.isChecked(), fields=None)
        return changed if target is before.target else replace(changed, fields=None)

    def _reading(self) -> tuple[str | None, ...]:
        """Sheet, letters and separator as chosen now."""
        return tuple(c.currentData() or None for c in (self.sheet, self.encoding, self.separator))


def _choose(combo: Combo, value: str) -> None:
    combo.setCurrentIndex(max(0, combo.findData(value)))

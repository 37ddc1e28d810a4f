"""What the pages with questions share: rows bound to field paths, rebuilt only when other rows are needed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTabWidget, QVBoxLayout, QWidget

from permitdesk.domain.answers import AnswerValue
from permitdesk.domain.law.findings import Statement
from permitdesk.interview.steps import StepId
from permitdesk.interview.validation import check_case
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.viewmodels.session import CaseSession
from permitdesk.ui.widgets.answer_field import AnswerField
from permitdesk.ui.widgets.choice_field import ChoiceField, ComboField, Option, cards_weight
from permitdesk.ui.widgets.date_field import DateField
from permitdesk.ui.widgets.field_row import FieldRow, QuestionSheet
from permitdesk.ui.widgets.labels import clear_layout
from permitdesk.ui.widgets.number_field import MoneyField, NumberField
from permitdesk.ui.widgets.typed_field import TextField
from permitdesk.ui.wizard.bindings import read_path, write_path
from permitdesk.ui.wizard.page import WizardPage
from permitdesk.ui.wizard.wizard_view import WizardView
from permitdesk.ui.wizard.wording import Wording


class FormPage(WizardPage):
    """Builds its widgets in ``build`` when the language (or ``shape``) changes, fills them in ``load``.

    The words of a question are ``page.<step>.<name>`` and ``page.<step>.<name>_help``.
    """

    def __init__(self, session: CaseSession) -> None:
        super().__init__(session)
        self._built_for: tuple[str, Hashable] | None = None
        self._rows: dict[str, FieldRow] = {}
        #: parts of the page that were walked through, so that Next does not stop there again
        self._seen_parts: set[int] = set()
        self._seen_rows: set[str] = set()
        self.main = QVBoxLayout(self)
        self.main.setContentsMargins(0, 0, 0, 0)
        self.main.setSpacing(14)

    # --- for subclasses ----------------------------------------------------------------

    def shape(self) -> Hashable:
        """What the set of widgets depends on, beside the language."""
        return None

    def build(self) -> None:
        """Create the widgets into ``self.main``."""
        raise NotImplementedError

    def load(self) -> None:
        """Fill the widgets from the session."""

    def no_permit(self, lines: list[str]) -> tuple[str, list[str]]:
        """Title and ``lines`` while no permit is chosen; before the rules begin it is not for that."""
        session = self.session
        if session.dossier.covered:
            return self.texts.get("page.questions.no_permit_title"), lines
        title = self.texts.fill("as_of.no_rules_title", begin=session.ruleset.covered_from)
        return title, [self.texts.fill("as_of.no_rules_words", day=session.day)]

    # --- WizardPage --------------------------------------------------------------------

    def refresh(self) -> None:
        # In a household some questions say that they are asked once for everybody; of another day than
        # today some words differ.
        apart = bool(self.session.household.members), self.session.is_as_of
        wanted = (self.texts.language, (apart, self.shape()))
        if wanted != self._built_for:
            focused = self._focused_path()
            unread = {path: row.field.unread_text() for path, row in self._rows.items()}
            self._rows = {}
            clear_layout(self.main)
            self._built_for = wanted
            self.build()
            for sheet in self.findChildren(QuestionSheet):
                sheet.view_changed.connect(self.part_changed)
            self._show_built()
            if focused is not None:
                self.focus_path(focused)
            self._load_rows()
            # What could not be read stays for whoever typed it, in the new field too.
            for path, typed in unread.items():
                if typed and path in self._rows:
                    self._rows[path].field.put_back(typed)
        else:
            self._load_rows()
        self.load()

    def _show_built(self) -> None:
        """Show new widgets now: Qt would do it later, and the keyboard could not go to them yet."""
        if not self.isVisible():
            return
        for place in range(self.main.count()):
            item = self.main.itemAt(place)
            widget = None if item is None else item.widget()
            if widget is not None and not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                widget.show()

    def focus_path(self, path: str) -> None:
        row = self._rows.get(path)
        if row is None:
            return
        sheet = row.parent()
        while sheet is not None and not isinstance(sheet, QuestionSheet):
            sheet = sheet.parent()
        if isinstance(sheet, QuestionSheet):
            sheet.focus_path(path)
        row.field.focus_field()

    def focus_first(self) -> None:
        """The first question that has no answer yet, else the first one, else the first field.

        A question further on in the sheet of the page is brought to the screen.
        """
        sheet = self._sheet_shown()
        waiting = [] if sheet is None else [row.path for row in sheet.rows() if self._is_open(row)]
        if sheet is None or not waiting or not sheet.focus_path(waiting[0]):
            self._focus_shown()

    def _is_open(self, row: FieldRow) -> bool:
        return read_path(self.session.case, row.path) is None

    def _focus_shown(self) -> None:
        shown = [row for row in self._rows.values() if row.isVisibleTo(self)]
        open_rows = [row for row in shown if self._is_open(row)]
        if shown:
            (open_rows or shown)[0].field.focus_field()
        else:
            super().focus_first()

    # --- parts that Next walks through --------------------------------------------------

    def walked(self) -> tuple[QTabWidget, int] | None:
        """The tabs that Next and Back walk through and how many of them; None: the page has one part."""
        return None

    def walk_parts(self, *, forward: bool) -> bool:
        if self._walk_sheet(forward=forward):
            return True
        found = self.walked()
        if found is None:
            return False
        tabs, count = found
        target = tabs.currentIndex() + (1 if forward else -1)
        if not 0 <= target < count or (forward and target in self._seen_parts):
            return False
        self._seen_parts.update((tabs.currentIndex(), target))
        tabs.setCurrentIndex(target)
        self.part_changed.emit()
        self.focus_first()
        return True

    def _walk_sheet(self, *, forward: bool) -> bool:
        """Show more of the questions of the sheet on the screen, so that Next leaves none out."""
        sheet = self._sheet_shown()
        if sheet is None:
            return False
        views, place = sheet.views(), sheet.place()
        self._seen_rows.update(views[place])
        target = place + (1 if forward else -1)
        if not 0 <= target < len(views) or (forward and self._seen_rows.issuperset(views[target])):
            return False
        sheet.show_view(target)
        self._focus_shown()
        return True

    def _sheet_shown(self) -> QuestionSheet | None:
        sheets = self.findChildren(QuestionSheet)
        return next((s for s in sheets if s.isVisibleTo(self) and s.rows()), None)

    def has_part_before(self) -> bool:
        sheet = self._sheet_shown()
        if sheet is not None and sheet.place() > 0:
            return True
        found = self.walked()
        return found is not None and 0 < found[0].currentIndex() < found[1]

    def pending_text(self) -> bool:
        return any(row.field.has_invalid_text() for row in self._rows.values())

    def show_elsewhere(self, step: StepId, path: str) -> None:
        """Go to the page of another step, onto the field of ``path`` if the wizard around knows how."""
        around: QWidget | None = self.parentWidget()
        while around is not None and not isinstance(around, WizardView):
            around = around.parentWidget()
        if around is not None:
            around.show_path(path, step)
        else:
            self.session.go_to(step)

    def answer_open(self) -> None:
        """Go to the first answer that the chosen permit still needs, or to the list of permits."""
        dossier = self.session.dossier
        route = dossier.route(dossier.chosen) if dossier.chosen is not None else None
        if route is None:
            self.session.go_to(StepId.PERMIT)
        elif route.open_questions:
            wording = Wording(self.texts, self.session.ruleset)
            self.show_elsewhere(*wording.place(route.open_questions[0]))

    # --- building blocks ---------------------------------------------------------------

    @property
    def texts(self) -> TextSource:
        """The texts of the present language."""
        return self.session.texts

    def say(self, key: str) -> str:
        """The text ``page.<step>.<key>``."""
        return self.texts.get(f"page.{self.step}.{key}")

    def rendered(self, statements: Iterable[Statement]) -> list[str]:
        """Sentences of statements."""
        return [self.texts.render(statement) for statement in statements]

    def choice_row(
        self, path: str, options: Sequence[Option], *, columns: int = 1, name: str | None = None
    ) -> FieldRow:
        """A question with cards."""
        weight = cards_weight(len(options), columns)
        return self.bound(path, ChoiceField(self.texts, options, columns), name=name, weight=weight)

    def combo_row(self, path: str, options: Sequence[Option], *, name: str | None = None) -> FieldRow:
        """A question with a drop-down list."""
        return self.bound(path, ComboField(self.texts, options), name=name)

    def yes_no_row(self, path: str, *, name: str | None = None) -> FieldRow:
        """A question answered with yes, no or "I don't know"."""
        return self.bound(path, ChoiceField(self.texts, self.yes_no(), 3), name=name)

    def date_row(self, path: str, *, name: str | None = None, dont_know: bool = True) -> FieldRow:
        """A question for a day."""
        field = DateField(self.texts, self.session.today, dont_know=dont_know)
        return self.bound(path, field, name=name)

    def text_row(self, path: str, *, name: str | None = None, dont_know: bool = False) -> FieldRow:
        """A question for words."""
        return self.bound(path, TextField(self.texts, dont_know=dont_know, width_chars=26), name=name)

    def number_row(self, path: str, *, name: str | None = None, suffix: str = "") -> FieldRow:
        """A question for a whole number."""
        return self.bound(path, NumberField(self.texts, suffix=suffix), name=name)

    def money_row(self, path: str, *, name: str | None = None) -> FieldRow:
        """A question for an amount."""
        return self.bound(path, MoneyField(self.texts), name=name)

    def bound(
        self,
        path: str,
        field: AnswerField,
        *,
        name: str | None = None,
        label: str | None = None,
        help_text: str | None = None,
        weight: int = 1,
    ) -> FieldRow:
        """A row that shows and writes the answer at ``path``."""
        key = name or path.rpartition(".")[2]
        if label is None:
            label = self.say(key)
        if help_text is None:
            full = f"page.{self.step}.{key}_help"
            help_text = self.texts.get(full) if self.texts.has(full) else ""
        if self.session.is_shared(path):
            help_text = " ".join(part for part in (self.texts.get("household.shared"), help_text) if part)
        row = FieldRow(path, label, help_text, field, weight=weight)
        row.edited.connect(self._on_row_edited)
        self._rows[path] = row
        return row

    def row(self, path: str) -> FieldRow:
        """The row of a path. Raises KeyError if the page does not show it now."""
        return self._rows[path]

    def yes_no(self) -> tuple[Option, ...]:
        """Yes and no."""
        return tuple(Option(value, self.texts.get(f"page.{value}")) for value in ("yes", "no"))

    def enum_options(self, kinds: Iterable[StrEnum], prefix: str) -> tuple[Option, ...]:
        """Options of an enumeration with the texts ``<prefix>.<value>`` (or ``….title``)."""
        return tuple(Option(kind.value, self.titled(f"{prefix}.{kind.value}")) for kind in kinds)

    def titled(self, key: str) -> str:
        """The text ``<key>.title``, or ``<key>`` where there is no title."""
        title = f"{key}.title"
        return self.texts.get(title if self.texts.has(title) else key)

    def write(self, path: str, value: AnswerValue | None) -> None:
        """Put one answer into the case."""
        self.session.update(write_path(self.session.case, path, value))

    # --- inside ------------------------------------------------------------------------

    def _load_rows(self) -> None:
        problems = {
            p.path: self.texts.render(p.text)
            for p in check_case(self.session.case, self.session.today, values=self.session.ruleset.values)
        }
        for path, row in self._rows.items():
            row.field.set_value(read_path(self.session.case, path))
            row.show_problem(problems.get(path, ""))

    def _on_row_edited(self, path: str) -> None:
        row = self._rows.get(path)
        if row is not None:
            self.write(path, row.field.value())

    def _focused_path(self) -> str | None:
        """The path of the field of this page that has the keyboard; another page's is not ours to show."""
        widget: QWidget | None = QApplication.focusWidget()
        if widget is None or not self.isAncestorOf(widget):
            return None
        while widget is not None and widget is not self:
            if isinstance(widget, FieldRow):
                return widget.path
            widget = widget.parentWidget()
        return None

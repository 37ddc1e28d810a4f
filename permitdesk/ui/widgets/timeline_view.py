"""The timeline as a widget: its pictures and their controls, what the focused item says, and all as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from permitdesk.documents.timeline_scene import Scene
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import Columns, Disclosure, TextLabel
from permitdesk.ui.widgets.timeline_axis import STEP
from permitdesk.ui.widgets.timeline_layouts import LAYOUTS, Layout, Permits, PictureKind, permit_of
from permitdesk.ui.widgets.timeline_lines import LinesView, TimelineLines
from permitdesk.ui.widgets.timeline_picture import TimelinePicture
from permitdesk.ui.widgets.wrap_row import WrapRow


@dataclass(frozen=True, slots=True)
class Look:
    """How a view looks at its scene, to look at it in the same way in another view."""

    kind: PictureKind
    first: float
    last: float
    everything: bool
    focused: str
    as_text: bool
    permits: Permits


class TimelineView(QWidget):
    """Shows a ``Scene``. ``edit_asked`` tells the field path of the entry that somebody wants to open.

    ``full_screen_asked``: the button or F11; who owns the view opens and closes the full screen.
    """

    edit_asked = Signal(str)
    full_screen_asked = Signal()

    def __init__(
        self,
        texts: TextSource,
        parent: QWidget | None = None,
        layouts: Mapping[PictureKind, Layout] = LAYOUTS,
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self._compact = False
        self.setObjectName("timeline_view")
        self.picture = TimelinePicture(texts, layouts)
        self.model = TimelineLines(texts, self.picture.words, self)
        self.lines = LinesView(self.model, self._say("lines_name"))
        self.lines.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._controls())
        columns = Columns(12, 90)
        columns.addWidget(self.picture, 3)
        columns.addWidget(self.lines, 2)
        box.addWidget(columns, 1)
        box.addWidget(self._told())
        self.keys = Disclosure(self._say("keys"))
        self.keys.set_text(self._say("keys_help"))
        box.addWidget(self.keys)
        self.picture.item_focused.connect(self._on_focused)
        self.picture.edit_asked.connect(self.edit_asked)
        self.picture.kind_asked.connect(self.show_kind)
        self.picture.permits_asked.connect(self._on_permits_key)
        self.picture.view_changed.connect(self._on_view_changed)
        self.lines.item_chosen.connect(self.picture.focus_item)
        self.lines.edit_asked.connect(self.edit_asked)
        shortcut = QShortcut(QKeySequence("F11"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.full_screen_asked)
        self._on_focused()
        self._on_view_changed()

    # --- building ----------------------------------------------------------------------

    def _controls(self) -> WrapRow:
        row = WrapRow(6)
        group = QButtonGroup(self)
        self.kinds: dict[PictureKind, QPushButton] = {}
        for number, kind in enumerate(PictureKind, start=1):
            button = QPushButton(self._say(f"kind_{kind}"))
            button.setCheckable(True)
            button.setChecked(kind is PictureKind.LANES)
            tip = self._texts.fill(
                "page.timeline_view.tip", what=self._say(f"kind_{kind}_help"), key=str(number)
            )
            self._name(button, self._say(f"kind_{kind}_name"), tip)
            button.clicked.connect(lambda _=False, k=kind: self._on_kind(k))
            group.addButton(button)
            self.kinds[kind] = button
            row.add(button)
        picture = self.picture
        self.zoom_in = self._button(row, "zoom_in", "+", lambda: picture.zoom(STEP))
        self.zoom_out = self._button(row, "zoom_out", "-", lambda: picture.zoom(1 / STEP))
        self.everything = self._button(row, "everything", "0", picture.show_everything)
        self.window_button = self._button(row, "window", "W", picture.show_window)
        self.today = self._button(row, "today", "T", picture.show_today)
        self.permits = self._button(row, "permits", "A", self._on_permits)
        self.permits.setCheckable(True)
        self.as_text = self._button(row, "as_text", "", self._on_as_text)
        self.as_text.setCheckable(True)
        self.full_screen = self._button(row, "full_screen", "F11", self.full_screen_asked.emit)
        return row

    def _button(self, row: WrapRow, name: str, key: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._say(name))
        spoken = self._say(f"{name}_name")
        tip = self._texts.fill("page.timeline_view.tip", what=spoken, key=key) if key else spoken
        self._name(button, spoken, tip)
        button.clicked.connect(lambda _=False: slot())
        row.add(button)
        return button

    @staticmethod
    def _name(button: QPushButton, spoken: str, tip: str) -> None:
        button.setProperty("tool", True)
        button.setAutoDefault(False)
        button.setAccessibleName(spoken)
        button.setToolTip(tip)

    def _told(self) -> QWidget:
        """What the focused item says, and the way to its entry."""
        row = Columns(10, 60)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = TextLabel("", "strong")
        self.facts = TextLabel("")
        words.addWidget(self.title)
        words.addWidget(self.facts)
        row.addLayout(words, 1)
        self.edit = QPushButton(self._say("edit"))
        tip = self._texts.fill("page.timeline_view.tip", what=self._say("edit_name"), key="Enter")
        self._name(self.edit, self._say("edit_name"), tip)
        self.edit.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.edit.clicked.connect(self._on_edit)
        row.addWidget(self.edit)
        return row

    def set_compact(self, compact: bool) -> None:
        """Less room: one line for what is focused, and the text takes the place of the picture.

        The keys are told by tips and on the full screen.
        """
        self._compact = compact
        self.keys.setVisible(not compact)
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(4 if compact else 8)
        self._on_as_text()

    # --- showing -----------------------------------------------------------------------

    def show_scene(self, scene: Scene | None) -> None:
        """Draw these facts. What was looked at and focused stays, if it still exists."""
        self.model.show_scene(scene, self.picture.permits)
        self.picture.show_scene(scene)

    def show_kind(self, kind: PictureKind) -> None:
        """Draw the same facts in another way."""
        self.kinds[kind].setChecked(True)
        self.picture.show_kind(kind)
        self._on_view_changed()

    def look(self) -> Look:
        """How the scene is looked at now."""
        axis = self.picture.axis
        item = self.picture.focused_item()
        focused = "" if item is None else item.id
        return Look(
            self.picture.kind,
            axis.first,
            axis.last,
            axis.everything,
            focused,
            self.as_text.isChecked(),
            self.picture.permits,
        )

    def set_look(self, look: Look) -> None:
        """Look at the scene as another view did."""
        self.show_kind(look.kind)
        self.show_permits(look.permits)
        if look.everything:
            self.picture.show_everything()
        else:
            self.picture.show_exactly(look.first, look.last)
        if look.focused:
            self.picture.focus_item(look.focused)
        self.as_text.setChecked(look.as_text)
        self._on_as_text()

    # --- slots -------------------------------------------------------------------------

    def _on_focused(self) -> None:
        item = self.picture.focused_item()
        if item is None:
            self.title.set_text("")
            empty = self.picture.scene is None
            self.facts.set_text("" if empty or self._compact else self._say("walk_hint"))
            self.edit.hide()
            return
        title, facts = self.picture.told(item)
        self.title.set_text(title)
        # The list says the same beside the picture; saying it twice would only take its room.
        said = "" if self.as_text.isChecked() else " · ".join(facts.splitlines())
        self.title.setVisible(not self._compact)
        self.facts.set_text(self._in_brief(title, said) if self._compact else said)
        self.facts.setToolTip("\n".join((title, facts)) if self._compact else "")
        self.edit.setVisible(bool(item.path))
        self.lines.follow(item.id)

    def _in_brief(self, title: str, said: str) -> str:
        """One line, so that the page below stays where it is; its tip and the card tell the rest."""
        metrics = self.facts.fontMetrics()
        room = self.width() - self.edit.sizeHint().width() - 4 * metrics.averageCharWidth()
        words = " · ".join(filter(None, (title, said)))
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(room, 0))

    def _on_view_changed(self) -> None:
        """Controls that would do nothing now are off."""
        picture, scene = self.picture, self.picture.scene
        there = scene is not None and not picture.isHidden()
        self.zoom_in.setEnabled(there and picture.pans and not picture.axis.closest)
        self.zoom_out.setEnabled(there and picture.pans and not picture.axis.everything)
        self.everything.setEnabled(there and picture.pans and not picture.axis.everything)
        lanes = scene is not None and any(permit_of(lane) for lane in scene.lanes)
        self.permits.setEnabled(lanes and picture.kind is PictureKind.LANES)
        self.window_button.setEnabled(there and scene is not None and bool(scene.windows))
        self.today.setEnabled(there)
        for button in (self.as_text, self.full_screen, *self.kinds.values()):
            button.setEnabled(scene is not None)

    def show_permits(self, permits: Permits) -> None:
        """Show the bands of the chosen permit or of all."""
        self.permits.setChecked(permits is Permits.ALL)
        self._on_permits()

    def _on_permits(self) -> None:
        permits = Permits.ALL if self.permits.isChecked() else Permits.CHOSEN
        self.model.show_scene(self.picture.scene, permits)
        self.picture.show_permits(permits)

    def _on_permits_key(self) -> None:
        if self.permits.isEnabled():
            self.permits.toggle()
            self._on_permits()

    def _on_kind(self, kind: PictureKind) -> None:
        """Whoever asks for a picture wants to see it."""
        if self._compact and self.as_text.isChecked():
            self.as_text.setChecked(False)
            self._on_as_text()
        self.show_kind(kind)

    def _on_as_text(self) -> None:
        as_text = self.as_text.isChecked()
        self.lines.setVisible(as_text)
        self.picture.setVisible(not (as_text and self._compact))
        self._on_focused()
        self._on_view_changed()

    def _on_edit(self) -> None:
        item = self.picture.focused_item()
        if item is not None and item.path:
            self.edit_asked.emit(item.path)

    def _say(self, key: str) -> str:
        return self._texts.get(f"page.timeline_view.{key}")

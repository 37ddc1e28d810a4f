"""The timeline over the whole screen. Escape or F11 closes it; an entry to edit closes it, too."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from permitdesk.documents.timeline_scene import Scene
from permitdesk.ui.viewmodels.headline import Headline
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import Surface, TextLabel
from permitdesk.ui.widgets.timeline_view import Look, TimelineView
from permitdesk.ui.widgets.tones import Tone


class TimelineWindow(QDialog):
    """The same view, larger, below the last day of legal stay, which stays in sight.

    ``edit_asked`` comes after the window has closed. ``look`` begins as the page looked at the scene;
    the page takes ``view.look()`` back when ``finished`` comes.
    """

    edit_asked = Signal(str)

    def __init__(
        self,
        texts: TextSource,
        scene: Scene,
        headline: Headline,
        look: Look | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._texts = texts
        self.setWindowTitle(texts.get("page.timeline_view.full_title"))
        self.setWindowFlag(Qt.WindowType.Window)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 14, 20, 14)
        box.setSpacing(10)
        self.head = Surface(Tone.PLAIN)
        self.head.body.setContentsMargins(16, 6, 16, 6)
        self.last_day = TextLabel("", "strong")
        self.head.body.addWidget(self.last_day)
        self.close_button = QPushButton(texts.get("page.timeline_view.close"))
        self.close_button.setAutoDefault(False)
        self.close_button.setToolTip(texts.get("page.timeline_view.close_tip"))
        self.close_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.head, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(row)
        self.view = TimelineView(texts)
        self.view.full_screen.hide()
        self.view.full_screen_asked.connect(self.accept)
        self.view.edit_asked.connect(self._on_edit)
        box.addWidget(self.view, 1)
        shortcut = QShortcut(QKeySequence("F11"), self.close_button)
        # Anywhere else in the window the view hears F11 itself.
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.accept)
        self.show_scene(scene, headline)
        if look is not None:
            self.view.set_look(look)
        self.view.picture.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_scene(self, scene: Scene, headline: Headline) -> None:
        """Other facts, while the window is open."""
        words = f"{headline.title}: {headline.words}"
        self.last_day.set_text(words)
        self.last_day.setAccessibleName(words)
        self.head.set_tone(Tone(headline.urgency))
        self.view.show_scene(scene)

    def _on_edit(self, path: str) -> None:
        self.accept()
        self.edit_asked.emit(path)


def open_full_screen(
    view: TimelineView, texts: TextSource, headline: Headline, parent: QWidget
) -> TimelineWindow | None:
    """Show the scene of ``view`` over the whole screen; it looks on as it was left. None without a scene."""
    scene = view.picture.scene
    if scene is None:
        return None
    window = TimelineWindow(texts, scene, headline, view.look(), parent)
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.finished.connect(lambda _result: view.set_look(window.view.look()))
    window.edit_asked.connect(view.edit_asked)
    window.showFullScreen()
    return window

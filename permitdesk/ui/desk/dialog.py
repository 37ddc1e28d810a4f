"""What the dialogs of the desk have in common: a title, a column, a notice, buttons below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QDialog, QListWidget, QPushButton, QVBoxLayout, QWidget

from permitdesk.storage.errors import StorageError
from permitdesk.ui.flow_area import FlowArea
from permitdesk.ui.viewmodels.ports import TextSource
from permitdesk.ui.widgets.labels import TextLabel
from permitdesk.ui.widgets.notice import Notice
from permitdesk.ui.widgets.tones import Tone
from permitdesk.ui.widgets.wrap_row import WrapRow


class DeskDialog(QDialog):
    """Escape closes. ``column`` scrolls where the text is large; the buttons stay in sight."""

    def __init__(
        self, texts: TextSource, title: str, parent: QWidget | None, *, letters: int = 80, height: int = 520
    ) -> None:
        """``letters``: how wide, in letters; ``height`` in pixels; both end at the edge of the screen."""
        super().__init__(parent)
        self.texts = texts
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(24, 18, 24, 10)
        self.column.setSpacing(10)
        self.column.addWidget(TextLabel(title, "title"))
        self.notice = Notice(texts)
        self.foot = WrapRow(8)
        self._area = FlowArea(inner)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._area, 1)
        below = QVBoxLayout()
        below.setContentsMargins(24, 6, 24, 16)
        below.setSpacing(8)
        below.addWidget(self.notice)
        below.addWidget(self.foot)
        box.addLayout(below)
        room = QGuiApplication.primaryScreen().availableGeometry()
        scale = self.fontMetrics().height() / 17
        self.resize(
            min(letters * self.fontMetrics().averageCharWidth() + 48, room.width() - 40),
            min(round(height * max(1.0, scale)), room.height() - 60),
        )

    def say(self, key: str, **params: int | str) -> str:
        """A text of ``desk_window``, with values put in where there are any."""
        return self.texts.fill(f"desk_window.{key}", **params)

    def line(self, words: str, role: str = "body") -> TextLabel:
        """A line of text at the end of the column."""
        label = TextLabel(words, role)
        self.column.addWidget(label)
        return label

    def button(self, words: str, slot: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """A button at the end of the foot; the primary one is pressed by Enter."""
        button = QPushButton(words)
        button.setAutoDefault(primary)
        button.setDefault(primary)
        button.setProperty("primary", primary)
        button.clicked.connect(lambda: slot())
        self.foot.add(button)
        return button

    def close_button(self, key: str = "close") -> QPushButton:
        """The button that closes without doing anything."""
        return self.button(self.say(key), self.reject)

    def show_problem(self, problem: object) -> None:
        """Say a known problem in words; what the file system says of its own is quoted."""
        self.notice.show_message(Tone.RED, [problem_words(self.texts, problem)])

    def tried(self, action: Callable[[], object]) -> bool:
        """Do something with the store; a known problem is shown and nothing else happens."""
        try:
            action()
        except StorageError as problem:
            self.show_problem(problem)
            return False
        return True


def problem_words(texts: TextSource, problem: object) -> str:
    """What a known problem of storage, paper or file system means."""
    text_id = getattr(problem, "text_id", None)
    params = getattr(problem, "params", {})
    if isinstance(text_id, str) and texts.has(text_id) and isinstance(params, dict):
        return texts.fill(text_id, **params)
    return texts.get("desk_window.failed")


def plain_list(name: str, lines: Sequence[str] = ()) -> QListWidget:
    """A list that the keyboard walks through and a screen reader calls ``name``."""
    made = QListWidget()
    made.setAccessibleName(name)
    made.setWordWrap(True)
    made.setSpacing(3)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    made.addItems(list(lines))
    return made


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A file of that name in the folder that does not exist yet: ``stem.pdf``, ``stem-2.pdf`` and so on."""
    path, number = folder / f"{stem}{suffix}", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}{suffix}", number + 1
    return path

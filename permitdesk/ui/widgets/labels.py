"""Labels and surfaces with one look: sizes relative to the text size, plain text only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QLabel,
    QLayout,
    QListWidget,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from permitdesk.ui.widgets.tones import Tone, tone_colors

_SCALE = {"title": 1.3, "heading": 1.12, "strong": 1.0, "body": 1.0, "help": 0.93, "big": 1.6}
_BOLD = frozenset({"title", "heading", "strong", "big"})


class TextLabel(QLabel):
    """A wrapping label. ``role``: title, heading, strong, body, help or big."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._role = role
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._apply()

    def minimumSizeHint(self) -> QSize:
        """One line: how many are needed follows from the width (height for width)."""
        line = self.fontMetrics()
        if not self.wordWrap():
            return super().minimumSizeHint()
        return QSize(line.averageCharWidth() * 6, line.height())

    def _apply(self) -> None:
        """Take the application's text size times the role's scale."""
        font = QFont(QApplication.font())
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * _SCALE[self._role])
        else:
            font.setPixelSize(max(1, round(font.pixelSize() * _SCALE[self._role])))
        font.setBold(self._role in _BOLD)
        if font != self.font():
            self.setFont(font)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._apply()

    def set_text(self, text: str) -> None:
        """Show ``text``; an empty text hides the label so that it takes no room."""
        self.setText(text)
        if not text:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()


class Surface(QFrame):
    """A rounded surface in one tone; a bar at the left edge repeats urgent tones."""

    def __init__(self, tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(6)

    @property
    def tone(self) -> Tone:
        """The tone shown."""
        return self._tone

    def set_tone(self, tone: Tone) -> None:
        """Change the tone of the surface and of the text on it."""
        self._tone = tone
        self._apply_ink()
        self.update()

    def _apply_ink(self) -> None:
        """Texts on the surface take the tone's ink."""
        colors = tone_colors(self.palette(), self._tone)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, colors.ink)
        for label in self.findChildren(TextLabel):
            label.setPalette(palette)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = tone_colors(QApplication.palette(), self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colors.ground)
        painter.setPen(QPen(colors.edge, 1))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, 8, 8)
        if self._tone is not Tone.PLAIN:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.edge)
            painter.drawRoundedRect(QRectF(0.5, 0.5, 5, self.height() - 1), 2.5, 2.5)
        painter.end()


def fit_rows(view: QListWidget) -> None:
    """Make each row of a list as tall as its wrapped text needs at the present width."""
    metrics = view.fontMetrics()
    room = view.viewport().width() - view.iconSize().width() - 26
    for place in range(view.count()):
        item = view.item(place)
        box = metrics.boundingRect(QRect(0, 0, max(80, room), 10_000), Qt.TextFlag.TextWordWrap, item.text())
        item.setSizeHint(QSize(0, box.height() + round(metrics.height() * 0.5)))


class FittedList(QListWidget):
    """A list with wrapped rows that keep their height right when the width changes."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_rows(self)


def clear_layout(layout: QLayout) -> None:
    """Remove and dispose of everything in ``layout`` (deferred, so that a sender survives its signal)."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


class Parts(QTabWidget):
    """The parts of a page as flat tabs; as tall as the tallest part needs at its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.tabBar().setExpanding(False)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class Columns(QWidget):
    """Side by side where there is room, one below the other in large text or a narrow window."""

    def __init__(self, spacing: int = 24, room: int = 100, parent: QWidget | None = None) -> None:
        """``room``: characters of width below which the columns are stacked."""
        super().__init__(parent)
        self._room = room
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Room around the columns, in pixels."""
        self._box.setContentsMargins(left, top, right, bottom)

    def addWidget(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget as the next column."""
        self._box.addWidget(widget, stretch)

    def addLayout(self, layout: QLayout, stretch: int = 0) -> None:
        """Add a layout as the next column."""
        self._box.addLayout(layout, stretch)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest column, because the columns can be stacked."""
        items = [self._box.itemAt(place) for place in range(self._box.count())]
        widths = [item.minimumSize().width() for item in items if item is not None]
        margins = self._box.contentsMargins()
        width = max(widths, default=0) + margins.left() + margins.right()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Stack or unstack. Hidden columns have no real width yet and stay as they are."""
        if not self.isVisible():
            return
        narrow = self.width() < self.fontMetrics().averageCharWidth() * self._room
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() is not wanted:
            self._box.setDirection(wanted)


class ScrollBox(QScrollArea):
    """Scrolls its content up and down; asks for little room, so that it never makes the page scroll."""

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    def sizeHint(self) -> QSize:
        return QSize(240, 140)


class Disclosure(QWidget):
    """A line that opens to more lines, for sources and other small print."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.toggle = QToolButton()
        self.toggle.setText(heading)
        self.toggle.setCheckable(True)
        self.toggle.setAutoRaise(True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.toggle.setArrowType(Qt.ArrowType.RightArrow)
        self.toggle.toggled.connect(self._on_toggled)
        self.lines = TextLabel("", "help")
        self.lines.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.lines)

    def set_text(self, text: str) -> None:
        """The lines behind the heading; none hides the whole."""
        self.lines.setText(text)
        if not text:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()

    def _on_toggled(self, opened: bool) -> None:
        self.toggle.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self.lines.setVisible(opened)

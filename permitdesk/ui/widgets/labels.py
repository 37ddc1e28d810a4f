"""Labels and surfaces with one look: sizes relative to the text size, plain text only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

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
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._apply()

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
        self.setVisible(bool(text))


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

    def paintEvent(self, event: QPaintEvent) -> None:
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

"""The icons: small line drawings in ``resources/icons`` that take the colour of the text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from permitdesk import resources

_SIZES = (20, 40)


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """An icon in the colour that the theme in use gives to ``role``.

    Ask again after a change of theme. Raises ResourceMissing for an unknown name.
    """
    colors = QApplication.palette()
    normal = colors.color(QPalette.ColorGroup.Active, role)
    disabled = colors.color(QPalette.ColorGroup.Disabled, role)
    return _drawn(name, normal.name(), disabled.name())


def set_icons(buttons: Iterable[tuple[QAbstractButton, str]], scale: float) -> None:
    """Give buttons their icons, ``scale`` times as tall as their text; again after a change of theme."""
    for button, name in buttons:
        side = round(button.fontMetrics().height() * scale)
        button.setIcon(icon(name))
        button.setIconSize(QSize(side, side))


@lru_cache(maxsize=256)
def _drawn(name: str, normal: str, disabled: str) -> QIcon:
    made = QIcon()
    source = resources.read_text(f"icons/{name}.svg")
    for mode, color in ((QIcon.Mode.Normal, normal), (QIcon.Mode.Disabled, disabled)):
        drawing = QSvgRenderer(QByteArray(source.replace("currentColor", QColor(color).name()).encode()))
        for size in _SIZES:
            pixmap = QPixmap(size, size)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            drawing.render(painter, QRectF(0, 0, size, size))
            painter.end()
            made.addPixmap(pixmap, mode)
            if mode is QIcon.Mode.Normal:
                made.addPixmap(pixmap, QIcon.Mode.Selected)
    return made

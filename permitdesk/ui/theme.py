"""The look: a calm light and a calm dark theme, made from one table of colours.

Texts on their grounds keep a contrast of at least 4.5:1 and edges of controls at least 3:1
(a test measures it). Sizes follow the text size, which the person sets from 100 to 200 %.
"""

from __future__ import annotations

from string import Template

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from permitdesk import resources
from permitdesk.domain.records import dataclass
from permitdesk.ui.widgets.labels import TextLabel

#: Points of the text at 100 %.
BASE_POINTS = 10.5
FONT_FAMILY = "DejaVu Sans"
_FONT_FILES = ("fonts/DejaVuSans.ttf", "fonts/DejaVuSans-Bold.ttf")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme."""

    window: str
    surface: str
    bar: str
    text: str
    muted: str
    line: str
    edge: str
    accent: str
    accent_hover: str
    on_accent: str
    hover: str
    selected: str
    disabled: str


LIGHT = Tokens(
    window="#f3f5f8",
    surface="#ffffff",
    bar="#e9edf3",
    text="#1c2430",
    muted="#4b5666",
    line="#d5dbe4",
    edge="#7a8696",
    accent="#1f4f9c",
    accent_hover="#183f7e",
    on_accent="#ffffff",
    hover="#e4ebf6",
    selected="#d9e6fa",
    disabled="#5c6674",
)
DARK = Tokens(
    window="#171c24",
    surface="#212833",
    bar="#1d232d",
    text="#e8edf4",
    muted="#b4bfcd",
    line="#39434f",
    edge="#8491a3",
    accent="#8ab8ff",
    accent_hover="#a9cbff",
    on_accent="#0d1b2e",
    hover="#2b3442",
    selected="#263a5a",
    disabled="#97a2b1",
)

_SHEET = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $edge; padding: 4px 6px; }
QPushButton, QToolButton#menu_button {
    background: $surface; color: $text; border: 1px solid $edge; border-radius: 6px;
    padding: ${v}px ${h}px; min-height: ${line_h}px;
}
QPushButton:hover, QToolButton#menu_button:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:focus, QToolButton:focus, QPushButton[primary="true"]:focus { border: 2px solid $focus; }
QPushButton, QToolButton { outline: none; }
QPushButton:disabled { color: $disabled; border-color: $line; background: $window; }
QPushButton[primary="true"] {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: bold;
}
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled { background: $bar; color: $disabled; border-color: $line; }
QPushButton[flat="true"], QToolButton {
    background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 4px 6px;
}
QPushButton[slim="true"] { padding: 0px 6px; }
QPushButton[tool="true"] { padding: 1px ${tool_h}px; }
QPushButton[tool="true"]:checked { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton[tool="true"]:checked:focus { border: 2px solid $text; }
QPushButton[flat="true"]:hover, QToolButton:hover { background: $hover; }
QPushButton[flat="true"]:focus, QToolButton:focus { border: 2px solid $focus; }
QToolButton:disabled { color: $disabled; }
QToolButton#menu_button::menu-indicator { image: none; width: 0; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit {
    background: $surface; color: $text; border: 1px solid $edge; border-radius: 5px;
    padding: ${fv}px 8px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QComboBox { min-height: ${line_h}px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {
    border: 2px solid $focus; padding: ${fv1}px 7px;
}
QLineEdit:disabled, QComboBox:disabled { color: $disabled; border-color: $line; background: $window; }
QComboBox::drop-down { border: 0; width: ${arrow}px; }
QComboBox::down-arrow { image: none; }
QTableCornerButton::section { background: $bar; border: 0; border-bottom: 1px solid $line; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator { width: ${mark}px; height: ${mark}px;
    background: $surface; border: 1px solid $edge; border-radius: 3px; }
QCheckBox { spacing: ${fv3}px; }
QRadioButton::indicator { border-radius: ${round}px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $focus; }
QCheckBox::indicator:checked, QListView::indicator:checked { border-color: $accent;
    background: qradialgradient(cx:0.5, cy:0.5, radius:0.7,
    fx:0.5, fy:0.5, stop:0 $accent, stop:0.55 $accent, stop:0.56 $surface, stop:1 $surface); }
QListView::indicator:indeterminate { border-color: $accent; background: qlineargradient(x1:0, y1:0, x2:0,
    y2:1, stop:0 $surface, stop:0.39 $surface, stop:0.4 $accent, stop:0.6 $accent, stop:0.61 $surface); }
QRadioButton::indicator:checked { border-color: $accent; background: qradialgradient(cx:0.5, cy:0.5,
    radius:0.5, fx:0.5, fy:0.5, stop:0 $accent, stop:0.5 $accent, stop:0.6 $surface, stop:1 $surface); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $edge;
    selection-background-color: $selected; selection-color: $text; outline: 0; }
QAbstractItemView { background: $surface; color: $text; border: 1px solid $line; border-radius: 6px;
    selection-background-color: $selected; selection-color: $text; alternate-background-color: $window; }
QAbstractItemView:focus { border: 2px solid $focus; }
QHeaderView::section { background: $bar; color: $muted; border: 0; border-bottom: 1px solid $line;
    padding: 5px 8px; }
QTableView { gridline-color: $line; }
QTableView#desk_table::item { padding: 0 8px; }
QMenu { background: $surface; color: $text; border: 1px solid $edge; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 26px; border-radius: 4px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabWidget::pane { border: 1px solid $line; border-radius: 6px; background: $surface; }
QTabBar::tab { background: transparent; color: $muted; padding: 6px 14px;
    border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }
QProgressBar { background: $bar; border: 0; border-radius: 4px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QFrame#app_bar, QFrame#footer { background: $bar; border: 0; }
QFrame#app_bar { border-bottom: 1px solid $line; }
QFrame#footer { border-top: 1px solid $line; }
QFrame#side { background: $bar; border: 0; border-right: 1px solid $line; }
QListView#people_list { background: transparent; border: 2px solid transparent; border-radius: 8px;
    outline: 0; }
QListView#people_list:focus { border: 2px solid $focus; }
QListView#people_list::item { padding: 2px 6px; border-radius: 6px; color: $text; }
QListView#people_list::item:hover { background: $hover; }
QListView#people_list::item:selected { background: $selected; color: $text; }
QListView#step_list { background: transparent; border: 2px solid transparent; border-radius: 8px;
    outline: 0; }
QListView#step_list:focus { border: 2px solid $focus; }
QListView#step_list::item { padding: ${step_v}px 8px; border-radius: 6px; color: $text; }
QListView#step_list::item:hover { background: $hover; }
QListView#step_list::item:selected { background: $selected; color: $text; }
QListView#step_list::item:disabled { color: $disabled; }
QPushButton#choice { background: $surface; border: 1px solid $line; border-radius: 12px;
    text-align: left; padding: 0; }
QPushButton#choice:hover { background: $hover; border: 1px solid $accent; }
QPushButton#choice:focus { border: 2px solid $focus; }
QFrame#card { background: $surface; border: 1px solid $line; border-radius: 12px; }
QFrame#hover_card { background: $surface; border: 1px solid $edge; border-radius: 8px; }
QListView#timeline_lines::item { padding: 3px 8px; }
QFrame#pill { background: $surface; border: 1px solid $line; border-radius: 8px; }
QLabel[muted="true"] { color: $muted; }
""")


def tokens(*, dark: bool) -> Tokens:
    """The colours of the light or the dark theme."""
    return DARK if dark else LIGHT


def style_sheet(colors: Tokens, scale: float) -> str:
    """The style sheet of a theme at a text size (1.0 to 2.0)."""
    values = {name: getattr(colors, name) for name in Tokens.__dataclass_fields__}
    sizes = {
        "v": round(4 * scale),
        "h": round(14 * scale),
        "tool_h": round(10 * scale),
        "line_h": round(20 * scale),
        "arrow": round(26 * scale),
        "mark": round(14 * scale),
        # Half of the mark with its edge; a radius above half would be ignored.
        "round": (round(14 * scale) + 2) // 2,
        "fv": round(3 * scale),
        "fv3": round(6 * scale),
        "fv1": max(0, round(3 * scale) - 1),
        "step_v": round(6 * min(scale, 1.25)),
    }
    return _SHEET.substitute(values, focus=colors.accent, **sizes)


def palette(colors: Tokens) -> QPalette:
    """The palette behind the style sheet, which custom drawn widgets follow."""
    made = QPalette()
    role = QPalette.ColorRole
    for target, value in (
        (role.Window, colors.window),
        (role.WindowText, colors.text),
        (role.Base, colors.surface),
        (role.AlternateBase, colors.window),
        (role.Text, colors.text),
        (role.PlaceholderText, colors.muted),
        (role.Button, colors.surface),
        (role.ButtonText, colors.text),
        (role.BrightText, colors.on_accent),
        (role.ToolTipBase, colors.surface),
        (role.ToolTipText, colors.text),
        (role.Highlight, colors.accent),
        (role.HighlightedText, colors.on_accent),
        (role.Link, colors.accent),
        (role.LinkVisited, colors.accent),
        (role.Accent, colors.accent),
        (role.Light, colors.line),
        (role.Midlight, colors.line),
        (role.Mid, colors.edge),
        (role.Dark, colors.edge),
        (role.Shadow, colors.edge),
    ):
        made.setColor(target, QColor(value))
    for target in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, target, QColor(colors.disabled))
    return made


def load_fonts() -> None:
    """Make the shipped fonts known to Qt. A missing font file leaves the system's fonts in use."""
    for name in _FONT_FILES:
        try:
            QFontDatabase.addApplicationFontFromData(resources.read_bytes(name))
        except resources.ResourceMissing:
            continue


def apply_theme(app: QApplication, *, dark: bool, scale: float) -> None:
    """Give the whole program a theme and a text size; can be called again at any time."""
    font = QFont(FONT_FAMILY)
    font.setPointSizeF(BASE_POINTS * scale)
    app.setFont(font)
    colors = tokens(dark=dark)
    app.setPalette(palette(colors))
    app.setStyleSheet(style_sheet(colors, scale))
    # A label with a size of its own is not told by Qt that the text size changed.
    for widget in app.allWidgets():
        if isinstance(widget, TextLabel):
            widget.changeEvent(QEvent(QEvent.Type.ApplicationFontChange))


def contrast(first: str, second: str) -> float:
    """Contrast of two colours as WCAG counts it, from 1 to 21."""
    lighter, darker = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

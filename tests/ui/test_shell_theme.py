"""The look: contrast is measured, sizes follow, icons take the colours of the text."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtWidgets import QApplication

from permitdesk import resources
from permitdesk.ui.icons import icon
from permitdesk.ui.theme import DARK, LIGHT, Tokens, apply_theme, contrast, palette, style_sheet

THEMES = pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


@THEMES
def test_text_can_be_read_on_every_ground(colors: Tokens) -> None:
    grounds = (colors.window, colors.surface, colors.bar, colors.hover, colors.selected)
    for ground in grounds:
        assert contrast(colors.text, ground) >= 7
        assert contrast(colors.muted, ground) >= 4.5
    for ground in (colors.window, colors.surface, colors.bar):
        assert contrast(colors.disabled, ground) >= 4.5
        assert contrast(colors.accent, ground) >= 4.5
    assert contrast(colors.on_accent, colors.accent) >= 4.5
    assert contrast(colors.on_accent, colors.accent_hover) >= 4.5


@THEMES
def test_edges_of_controls_and_the_focus_ring_can_be_seen(colors: Tokens) -> None:
    for ground in (colors.window, colors.surface):
        assert contrast(colors.edge, ground) >= 3
        assert contrast(colors.accent, ground) >= 3


@THEMES
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_style_sheet_has_no_open_place(colors: Tokens, scale: float) -> None:
    sheet = style_sheet(colors, scale)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_the_palette_carries_the_theme(qapp: QApplication) -> None:
    assert palette(DARK).window().color().name() == DARK.window
    assert {field.name for field in fields(Tokens)} >= {"accent", "window"}


def test_every_icon_can_be_drawn(qapp: QApplication) -> None:
    names = [entry.name for entry in resources.root().joinpath("icons").iterdir()]
    assert len(names) > 10
    for name in names:
        assert not icon(name.removesuffix(".svg")).pixmap(24, 24).toImage().isNull()


def test_the_text_size_reaches_the_whole_program(qapp: QApplication) -> None:
    apply_theme(qapp, dark=False, scale=2.0)
    assert qapp.font().pointSizeF() == pytest.approx(21)
    apply_theme(qapp, dark=False, scale=1.0)
    assert qapp.font().pointSizeF() == pytest.approx(10.5)

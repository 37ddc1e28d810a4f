"""Each page fits a window of 1280 by 720; only tables and lists of their own may scroll."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QTabBar

from tests.e2e.cases import CASES
from tests.e2e.screens import every_screen, open_in, overflow
from tests.ui.conftest import FragileStore, Shell


@pytest.mark.parametrize("language", ["en", "pl"])
@pytest.mark.parametrize("name", CASES)
def test_every_page_fits_without_scrolling(
    shell: Shell, store: FragileStore, name: str, language: str
) -> None:
    shell.window.set_language(language)
    view = open_in(shell, store, CASES[name])
    too_tall = {screen: size for screen in every_screen(view) if (size := overflow(view)) != (0, 0)}
    assert too_tall == {}


@pytest.mark.parametrize("language", ["en", "pl"])
def test_no_tab_needs_arrows_to_be_reached(shell: Shell, store: FragileStore, language: str) -> None:
    shell.window.set_language(language)
    view = open_in(shell, store, CASES["tolerated"])
    cut = [
        screen
        for screen in every_screen(view)
        for bar in view.page.findChildren(QTabBar)
        if bar.isVisible() and bar.tabRect(bar.count() - 1).right() > bar.width()
    ]
    assert cut == []


def test_at_twice_the_text_size_nothing_needs_scrolling_sideways(shell: Shell, store: FragileStore) -> None:
    shell.window.set_text_size(200)
    view = open_in(shell, store, CASES["filed"])
    shell.window.resize(1280, 720)
    sideways = {screen: size for screen in every_screen(view) if (size := overflow(view))[0] > 0}
    assert sideways == {}

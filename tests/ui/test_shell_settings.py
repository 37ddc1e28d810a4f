"""Settings survive a restart; a damaged file is no obstacle."""

from __future__ import annotations

from pathlib import Path

import pytest

from permitdesk.settings import Settings, Theme, load_settings, save_settings


def test_settings_are_read_back_as_written(tmp_path: Path) -> None:
    wanted = Settings("pl", Theme.DARK, 150)
    assert save_settings(tmp_path / "s.json", wanted)
    assert load_settings(tmp_path / "s.json") == wanted
    assert [path.name for path in tmp_path.iterdir()] == ["s.json"]


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"language": "xx", "theme": 3, "text_percent": 99}', "{}", '"pl"']
)
def test_what_cannot_be_understood_takes_its_default(tmp_path: Path, content: str) -> None:
    path = tmp_path / "s.json"
    path.write_text(content, encoding="utf-8")
    assert load_settings(path) == Settings()


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json") == Settings()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    assert not save_settings(tmp_path / "missing" / "s.json", Settings())


@pytest.mark.parametrize(
    ("chosen", "system", "shown"),
    [(None, "pl_PL", "pl"), (None, "pl-PL", "pl"), (None, "uk_UA", "en"), ("en", "pl_PL", "en")],
)
def test_without_a_choice_the_language_of_the_system_is_used(
    chosen: str | None, system: str, shown: str
) -> None:
    assert Settings(chosen).resolved_language(system) == shown

"""Every word of the interface has its Polish, and the compiled files are those of the source."""

from __future__ import annotations

import importlib.util
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest

LANGUAGES = ("pl", "en")


@pytest.fixture
def tool(project_root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("tool", project_root / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def entries(path: Path) -> dict[tuple[str, str], list[str]]:
    """Context and source of each entry with its translations."""
    found = {}
    for context in ET.parse(path).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")]
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = forms or [translation.text or ""]
    return found


def test_the_words_in_the_source_are_those_in_the_files(
    tool: ModuleType, project_root: Path, tmp_path: Path
) -> None:
    folder = project_root / "resources" / "i18n"
    for language in LANGUAGES:
        shutil.copy(folder / f"permitdesk_{language}.ts", tmp_path)
    tool.update(tmp_path)
    for language in LANGUAGES:
        name = f"permitdesk_{language}.ts"
        assert entries(tmp_path / name) == entries(folder / name)


def test_the_compiled_files_are_fresh(tool: ModuleType, project_root: Path, tmp_path: Path) -> None:
    folder = project_root / "resources" / "i18n"
    tool.release(folder, tmp_path)
    for language in LANGUAGES:
        name = f"permitdesk_{language}.qm"
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_untranslated_and_places_for_values_are_kept(
    project_root: Path, language: str
) -> None:
    for (context, source), forms in entries(
        project_root / "resources" / "i18n" / f"permitdesk_{language}.ts"
    ).items():
        for form in forms:
            assert form, f"{context}: {source}"
            places = re.compile(r"\{\w+\}|%n")
            assert sorted(places.findall(form)) == sorted(places.findall(source)), f"{context}: {source}"


def test_an_unknown_command_is_told(tool: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main(["publish"]) == 2
    assert "update or release" in capsys.readouterr().err

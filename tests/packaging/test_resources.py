"""Shipped files are found in a folder and in a zip, and a missing one is named."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from permitdesk import resources


def test_a_checkout_uses_its_own_resources(project_root: Path) -> None:
    assert resources.root() == project_root / "resources"


def test_an_installed_package_carries_its_resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_resources" / "rules").mkdir(parents=True)
    (tmp_path / "_resources" / "rules" / "x.toml").write_text("a = 1", encoding="utf-8")
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resources.read_text("rules/x.toml") == "a = 1"


def test_files_in_a_zip_are_read_and_handed_out_as_paths(tmp_path: Path) -> None:
    archive = tmp_path / "permitdesk.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("_resources/fonts/a.ttf", b"font")
    with zipfile.ZipFile(archive) as opened:
        base = zipfile.Path(opened, "_resources/")
        assert resources.read_bytes("fonts/a.ttf", base) == b"font"
        with resources.as_path("fonts/a.ttf", base) as path:
            assert path.read_bytes() == b"font"


@pytest.mark.parametrize("name", ["fonts/none.ttf", "fonts"])
def test_a_missing_file_is_named(name: str) -> None:
    with pytest.raises(resources.ResourceMissing, match=f"{name} is missing"):
        resources.read_bytes(name)


@pytest.mark.parametrize("name", ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"])
def test_the_fonts_are_shipped_with_their_licence(name: str) -> None:
    assert resources.read_bytes(f"fonts/{name}")[:4] == b"\x00\x01\x00\x00"
    assert "Bitstream" in resources.read_text("fonts/LICENSE-DejaVu.txt")

"""On a stick everything stays on the stick, and nothing is written to the computer it is put into."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from permitdesk import app, paths
from permitdesk.crypto.keyring_memory import SystemKeyring

bash = pytest.mark.skipif(sys.platform == "win32", reason="the script is for bash; portable.ps1 is its twin")


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick with the program on it, not yet portable."""
    (tmp_path / "PermitDesk").mkdir()
    monkeypatch.setattr(paths, "program_folder", lambda: tmp_path / "PermitDesk")
    monkeypatch.delenv(paths.HOME_VARIABLE)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "computer"))
    return tmp_path


def test_a_data_folder_beside_the_program_makes_it_portable(stick: Path) -> None:
    assert not paths.is_portable()
    (stick / paths.PORTABLE_FOLDER).mkdir()
    assert paths.is_portable()
    assert paths.data_dir() == stick / "PermitDesk-data"
    assert paths.settings_file() == stick / "PermitDesk-data/settings.json"
    assert paths.log_dir() == stick / "PermitDesk-data/log"
    assert not (stick / "computer").exists()


def test_a_file_of_that_name_makes_nothing_portable(stick: Path) -> None:
    (stick / paths.PORTABLE_FOLDER).touch()
    assert not paths.is_portable()
    assert stick / "computer" in paths.data_dir().parents


def test_a_chosen_home_counts_more_than_the_stick(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (stick / paths.PORTABLE_FOLDER).mkdir()
    monkeypatch.setenv(paths.HOME_VARIABLE, str(stick / "chosen"))
    assert not paths.is_portable()
    assert paths.data_dir() == stick / "chosen"


def test_a_frozen_program_looks_beside_its_own_file(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    (stick / "PermitDesk" / paths.PORTABLE_FOLDER).mkdir()
    assert paths.data_dir() == stick / "PermitDesk/PermitDesk-data"


@pytest.mark.parametrize("portable", [False, True])
def test_the_keyring_of_a_strange_computer_is_not_even_asked(
    stick: Path, monkeypatch: pytest.MonkeyPatch, portable: bool
) -> None:
    asked: list[str] = []

    def found(self: SystemKeyring, find: object = None) -> None:
        asked.append("system" if find is None else "none")

    if portable:
        (stick / paths.PORTABLE_FOLDER).mkdir()
    monkeypatch.setattr(SystemKeyring, "__init__", found)
    app._vault()
    assert asked == (["none"] if portable else ["system"])


@bash
def test_a_prepared_stick_starts_and_keeps_its_files(tmp_path: Path, project_root: Path) -> None:
    (tmp_path / "stick").mkdir()
    computer = tmp_path / "computer"
    computer.mkdir()
    told = {**os.environ, "PYTHON": sys.executable, "HOME": str(computer)}
    script = [str(project_root / "packaging/portable"), str(tmp_path / "stick"), "--without-libraries"]
    subprocess.run(script, check=True, env=told, capture_output=True)
    # Another place than it was made at, and no right to be run: so it is on the next computer.
    moved = shutil.move(tmp_path / "stick", tmp_path / "another stick")
    start = Path(moved) / "PermitDesk/start"
    start.chmod(0o600)
    shutil.rmtree(Path(moved) / "PermitDesk-data")
    sample = project_root / "resources/samples/tr_studies.json"
    command = ["sh", str(start), "assess", str(sample), "--on", "2026-11-21"]
    answered = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    assert (answered.returncode, answered.stderr) == (0, "")
    assert (Path(moved) / "PermitDesk-data").is_dir()
    where = "from permitdesk import paths; print(paths.data_dir(), paths.is_portable())"
    alone = {name: value for name, value in told.items() if name != paths.HOME_VARIABLE}
    alone["PYTHONPATH"] = str(start.parent)
    said = subprocess.run(
        [sys.executable, "-P", "-c", where], env=alone, capture_output=True, text=True, check=True
    )
    assert said.stdout == f"{Path(moved) / 'PermitDesk-data'} True\n"
    assert list(computer.rglob("*")) == []


@bash
def test_another_python_than_the_stick_was_made_for_is_told(tmp_path: Path, project_root: Path) -> None:
    told = {**os.environ, "PYTHON": sys.executable}
    script = [str(project_root / "packaging/portable"), str(tmp_path), "--without-libraries"]
    subprocess.run(script, check=True, env=told, capture_output=True)
    (tmp_path / "PermitDesk/python.txt").write_text("3.99 toaster\n", encoding="utf-8")
    command = ["sh", str(tmp_path / "PermitDesk/start"), "--version"]
    answered = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    assert answered.returncode == 1
    assert answered.stderr == (
        "PermitDesk: this stick needs Python 3.99 on toaster; this computer does not have it.\n"
    )


@bash
@pytest.mark.parametrize("target", ["", "missing", "."])
def test_a_wrong_place_for_a_stick_is_told_in_one_sentence(
    target: str, tmp_path: Path, project_root: Path
) -> None:
    place = str(project_root / "packaging") if target == "." else str(tmp_path / target) if target else ""
    command = [str(project_root / "packaging/portable"), *([place] if place else [])]
    answered = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answered.returncode == 1
    assert answered.stderr.startswith("PermitDesk: ")
    assert len(answered.stderr.splitlines()) == 1

"""The entry point: a window only where there is a screen, the command line everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from permitdesk.__main__ import main
from permitdesk.screen import NO_SCREEN, has_screen


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_on_linux_a_display_or_a_platform_chosen_by_hand_is_a_screen(variable: str) -> None:
    assert has_screen("linux", {variable: ":0"})
    assert not has_screen("linux", {variable: ""})


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_always_have_a_screen(platform: str) -> None:
    assert has_screen(platform, {})


def test_without_a_screen_one_sentence_shows_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main([]) == 2
    captured = capsys.readouterr()
    assert captured.err == NO_SCREEN + "\n"
    assert "--pdf" in captured.err


def test_with_arguments_the_command_line_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("PermitDesk ")


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "COV"))}
    kept.pop("DISPLAY", None)
    kept.pop("WAYLAND_DISPLAY", None)
    return kept


def test_the_command_line_never_imports_qt_nor_the_pdf_engine(tmp_path: Path) -> None:
    program = (
        "import sys; from permitdesk.__main__ import main; "
        "code = main(['calc', 'delivery', '--arrived', '2026-11-20', '--by', 'post', '--json']); "
        "assert code == 0; "
        "print([m for m in sys.modules if m.split('.')[0] in {'PySide6', 'shiboken6', 'reportlab'}])"
    )
    found = subprocess.run(
        [sys.executable, "-P", "-c", program],
        cwd=tmp_path, env=_environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found.stdout.splitlines()[-1] == "[]"
    assert "2026-12-04" in found.stdout


def test_without_a_screen_the_program_ends_without_a_traceback(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-P", "-m", "permitdesk"],
        cwd=tmp_path, env=_environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if sys.platform.startswith("linux"):
        assert found.returncode == 2
        assert found.stderr.count("\n") == 1

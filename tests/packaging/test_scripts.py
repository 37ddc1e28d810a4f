"""The two commands of the README: their shell is sound and they promise what the README says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

SCRIPTS = ("packaging/start", "packaging/portable", "packaging/test", "packaging/setup.bash", ".ci/run")


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_shell_scripts_parse(project_root: Path, script: str) -> None:
    bash = shutil.which("bash")
    if bash is not None:
        subprocess.run([bash, "-n", str(project_root / script)], check=True)


@pytest.mark.parametrize("script", ["packaging/start", "packaging/portable", "packaging/test", ".ci/run"])
def test_the_commands_can_be_run_as_they_are(project_root: Path, script: str) -> None:
    path = project_root / script
    assert os.access(path, os.X_OK)
    assert path.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["start", "test"])
def test_both_systems_run_the_same_checks(project_root: Path, name: str) -> None:
    twin = (project_root / "packaging" / f"{name}.ps1").read_text(encoding="utf-8")
    shell = (project_root / "packaging" / name).read_text(encoding="utf-8")
    for tool in ("ruff", "mypy", "pytest", "--fail-under=100", "permitdesk/interview/*", "-P -m"):
        assert (tool in twin) == (tool in shell), tool


def test_the_readme_names_both_commands(project_root: Path) -> None:
    readme = (project_root / "README.md").read_text(encoding="utf-8")
    assert "packaging/start" in readme
    assert "packaging/test" in readme


def test_every_dependency_is_explained_in_the_readme(project_root: Path) -> None:
    project = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    readme = (project_root / "README.md").read_text(encoding="utf-8").lower()
    for requirement in project["dependencies"]:
        name = requirement.split(">")[0].strip().lower()
        assert f"**{name}**" in readme, name


def test_nothing_of_this_machine_stands_in_the_scripts(project_root: Path) -> None:
    for script in SCRIPTS:
        text = (project_root / script).read_text(encoding="utf-8")
        assert str(project_root) not in text


def _shell(project_root: Path, script: str, path: Path) -> subprocess.CompletedProcess[str]:
    bash = shutil.which("bash")
    if bash is None:
        pytest.fail("bash is needed to try the scripts")
    return subprocess.run(
        [bash, "-c", f'source "{project_root}/packaging/setup.bash"; {script}'],
        env={"PATH": f"{path}:{os.environ['PATH']}", "HOME": str(path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def _tool(folder: Path, name: str, script: str) -> None:
    tool = folder / name
    tool.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    tool.chmod(0o755)


def test_missing_system_packages_are_named_to_somebody_who_may_not_install_them(
    project_root: Path, tmp_path: Path
) -> None:
    _tool(tmp_path, "dpkg-query", "exit 1")
    _tool(tmp_path, "id", "echo 1000")
    _tool(tmp_path, "sudo", "exit 1")
    found = _shell(project_root, "install_system_packages", tmp_path)
    assert found.returncode == 0
    assert found.stderr.count("\n") == 1
    assert "sudo apt-get install" in found.stderr
    assert "libegl1" in found.stderr


def test_missing_system_packages_are_installed_when_that_is_allowed(
    project_root: Path, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    _tool(tmp_path, "dpkg-query", "exit 1")
    _tool(tmp_path, "id", "echo 1000")
    _tool(tmp_path, "sudo", 'shift; "$@"')
    _tool(tmp_path, "apt-get", f'echo "$@" >> "{log}"')
    found = _shell(project_root, "install_system_packages", tmp_path)
    assert found.returncode == 0
    update, install = log.read_text(encoding="utf-8").splitlines()
    assert update.startswith("update")
    assert install.startswith("install -y")
    assert "python3-venv" in install


def test_nothing_is_asked_of_a_machine_that_has_everything(project_root: Path, tmp_path: Path) -> None:
    _tool(tmp_path, "dpkg-query", "printf installed")
    found = _shell(project_root, "install_system_packages", tmp_path)
    assert (found.returncode, found.stderr) == (0, "")


def test_an_older_python_is_named(project_root: Path, tmp_path: Path) -> None:
    script = (
        f'VENV="{tmp_path}/venv"; VENV_PYTHON="$VENV/bin/python"; find_python() {{ return 1; }}; '
        "python3() { echo Python 3.9.2; }; make_environment run"
    )
    found = _shell(project_root, script, tmp_path)
    assert found.returncode == 1
    assert "Python 3.11 or later" in found.stderr
    assert "Python 3.9.2" in found.stderr
    assert not (tmp_path / "venv").exists()


def test_the_readme_names_rules_and_advice_that_exist(project_root: Path) -> None:
    rules = project_root / "resources" / "rules"
    known = {path.stem for path in rules.rglob("*.toml")}
    for path in rules.rglob("*.toml"):
        for entries in tomllib.loads(path.read_text(encoding="utf-8")).values():
            if isinstance(entries, list):
                known |= {entry["id"] for entry in entries if isinstance(entry, dict) and "id" in entry}
    part = (project_root / "README.md").read_text(encoding="utf-8").split("## The two texts")[1]
    named = set(re.findall(r"`([a-z0-9_]+)`", part.split("## Changelog")[0]))
    assert named
    assert named - known == set()

"""Whole processes, measured beside a reference in the same run, with compiled files.

Times are the best of several runs: on a shared machine that is the one least disturbed.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from permitdesk.domain.case import Case
from permitdesk.storage.exchange import write_case

pytestmark = pytest.mark.benchmark

RUNS = 7
#: what ``python -c pass`` took where the limit of 0.3 s was set; a slower machine gets more
REFERENCE_START = 0.0107
ASSESS_LIMIT = 0.3


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of the measured processes: compiled files, a data folder of its own."""
    cache = tmp_path_factory.mktemp("compiled")
    found = {k: v for k, v in os.environ.items() if k not in {"PYTHONDONTWRITEBYTECODE", "COV_CORE_SOURCE"}}
    return found | {
        "PYTHONPYCACHEPREFIX": str(cache),
        "PERMITDESK_HOME": str(tmp_path_factory.mktemp("home")),
    }


def _best(*runs: Callable[[], None]) -> list[float]:
    """The shortest time of each, measured in turns after one warm-up."""
    best = [float("inf")] * len(runs)
    for turn in range(RUNS + 1):
        for index, run in enumerate(runs):
            begin = time.perf_counter()
            run()
            if turn:
                best[index] = min(best[index], time.perf_counter() - begin)
    return best


def _python(environment: dict[str, str], *arguments: str) -> Callable[[], None]:
    command = [sys.executable, *arguments]

    def run() -> None:
        subprocess.run(command, env=environment, check=True, capture_output=True)

    return run


def test_assess_answers_within_three_tenths_of_a_second_as_a_whole_process(
    environment: dict[str, str], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    case = tmp_path / "case.json"
    write_case(case, Case("benchmark"))
    bare, assess = _best(
        _python(environment, "-c", "pass"),
        _python(environment, "-m", "permitdesk", "assess", str(case), "--json"),
    )
    record_property("assess_ms", round(assess * 1000))
    assert assess <= ASSESS_LIMIT * max(1.0, bare / REFERENCE_START)


def test_the_program_compiles(project_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    assert compileall.compile_dir(project_root / "permitdesk", quiet=1)

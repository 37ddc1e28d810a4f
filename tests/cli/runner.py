"""Runs the command line inside the test process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from permitdesk.cli.app import main


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """The output as JSON, after making sure that the command was content."""
        assert self.code == 0, self.err
        return json.loads(self.out)


class Runner:
    """Calls commands like a shell would: ``run("calc", "term", …)``."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Outcome:
        self._capsys.readouterr()
        # a bug must show its place in the failure of the test
        code = main([*map(str, arguments), "--bug-report"])
        captured = self._capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

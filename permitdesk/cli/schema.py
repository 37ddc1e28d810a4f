"""``permitdesk schema``: the documented forms of case file, hand-over file and of results in JSON."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from permitdesk import resources

_NAMES = ("case", "assessment", "plan", "outlook", "timeline")
_FILES = {name: f"schema/{name}.schema.json" for name in _NAMES}
#: a file that is no JSON is described in words
_FILES["handover"] = "schema/handover_format.md"


def add_schema(commands: Any) -> None:
    """Add ``schema`` to the commands of the main parser."""
    parser = commands.add_parser(
        "schema", help="the JSON schema of case files or of a result, or the hand-over format"
    )
    parser.add_argument("what", nargs="?", choices=tuple(_FILES), default="case")
    parser.set_defaults(run=run_schema)


def run_schema(options: Namespace) -> int:
    """Print one schema or description."""
    sys.stdout.write(resources.read_text(_FILES[options.what]))
    return 0

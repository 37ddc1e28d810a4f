"""The command line: reads the arguments, runs a command, turns every outcome into an exit code.

0: fine. 2: bad input, with the place and a sentence on stderr. 1: a bug, without anything of the case.
"""

from __future__ import annotations

import io
import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from permitdesk import __version__
from permitdesk.cli.problems import BadInput

_REPORT = "--bug-report"

OK, BUG, BAD_INPUT = 0, 1, 2

#: in the order of the help
_COMMANDS = (
    "assess", "find", "compare", "plan", "outlook", "timeline", "export", "handover", "rules", "schema",
    "calc",
)  # fmt: skip


def main(argv: Sequence[str]) -> int:
    """Run one command and return the exit code."""
    _speak_utf8()
    arguments = [argument for argument in argv if argument != _REPORT]
    try:
        return _run(arguments)
    except BadInput as error:
        return _refuse(str(error))
    except BrokenPipeError:
        # The reader has gone (permitdesk … | head): nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Exception as error:
        return _bug(error, in_full=_REPORT in argv)


def build_parser(only: str | None = None) -> ArgumentParser:
    """The parser of all commands, or of one: then nothing is imported or built for the others.

    Each command imports what it computes with only when it runs.
    """
    parser = ArgumentParser(
        prog="permitdesk",
        description="Residence applications in Poland: who may file, until when, with what. Works offline. "
        "Without a command it opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"PermitDesk {__version__}")
    # The name of the program is said again because argparse would work it out from the help.
    commands = parser.add_subparsers(required=True, metavar="COMMAND", prog=parser.prog)
    for command in _COMMANDS if only is None else (only,):
        _add(command, commands)
    return parser


def _add(command: str, commands: Any) -> None:
    """Add one command to the main parser."""
    match command:
        case "assess":
            from permitdesk.cli.cases import add_assess as add
        case "find":
            from permitdesk.cli.find import add_find as add
        case "compare":
            from permitdesk.cli.comparing import add_compare as add
        case "plan":
            from permitdesk.cli.planning import add_plan as add
        case "outlook":
            from permitdesk.cli.planning import add_outlook as add
        case "timeline":
            from permitdesk.cli.timeline import add_timeline as add
        case "export":
            from permitdesk.cli.cases import add_export as add
        case "handover":
            from permitdesk.cli.handover import add_handover as add
        case "rules":
            from permitdesk.cli.rules import add_rules as add
        case "schema":
            from permitdesk.cli.schema import add_schema as add
        case _:
            from permitdesk.cli.calc import add_calc as add
    add(commands)


def _run(arguments: list[str]) -> int:
    try:
        # What the other commands ask for shows only in the help, which is asked for without a command.
        named = arguments[0] if arguments and arguments[0] in _COMMANDS else None
        options = build_parser(named).parse_args(arguments)
    except SystemExit as stop:
        # argparse has already said what is wrong, or printed the help that was asked for
        return stop.code if isinstance(stop.code, int) else BAD_INPUT
    code: int = options.run(options)
    sys.stdout.flush()
    return code


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"permitdesk: {sentence}\n")
    return BAD_INPUT


def _bug(error: Exception, *, in_full: bool) -> int:
    from permitdesk.errors import bug_report
    from permitdesk.resources import ResourceMissing
    from permitdesk.rulesets.errors import RulesetError, TextMissing

    sys.stderr.write(
        "permitdesk: this is a bug in PermitDesk, not in your input; your files were not changed.\n"
    )
    if isinstance(error, (ResourceMissing, RulesetError, TextMissing)):
        # these speak of shipped files only
        sys.stderr.write(f"permitdesk: {error}\n")
    if in_full:
        sys.stderr.write(bug_report(error) + "\n")
    else:
        sys.stderr.write(
            f"Add {_REPORT} to the command for a report to copy; it holds nothing of the case.\n"
        )
    return BUG


def _speak_utf8() -> None:
    """Polish letters must survive a pipe on any system."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower().replace("-", "") != "utf8":
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

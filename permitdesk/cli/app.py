"""The command line: reads the arguments, runs a command, turns every outcome into an exit code.

0: fine. 2: bad input, with the place and a sentence on stderr. 1: a bug, without anything of the case.
"""

from __future__ import annotations

import io
import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from permitdesk import __version__
from permitdesk.cli.problems import BadInput

_REPORT = "--bug-report"

OK, BUG, BAD_INPUT = 0, 1, 2


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


def build_parser() -> ArgumentParser:
    """The parser of all commands. Each command imports what it computes with only when it runs."""
    from permitdesk.cli.calc import add_calc
    from permitdesk.cli.cases import add_assess, add_export
    from permitdesk.cli.comparing import add_compare
    from permitdesk.cli.find import add_find
    from permitdesk.cli.planning import add_outlook, add_plan
    from permitdesk.cli.rules import add_rules
    from permitdesk.cli.schema import add_schema
    from permitdesk.cli.timeline import add_timeline

    parser = ArgumentParser(
        prog="permitdesk",
        description="Residence applications in Poland: who may file, until when, with what. Works offline. "
        "Without a command it opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"PermitDesk {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_assess(commands)
    add_find(commands)
    add_compare(commands)
    add_plan(commands)
    add_outlook(commands)
    add_timeline(commands)
    add_export(commands)
    add_rules(commands)
    add_schema(commands)
    add_calc(commands)
    return parser


def _run(arguments: list[str]) -> int:
    try:
        options = build_parser().parse_args(arguments)
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

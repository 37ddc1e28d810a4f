"""``handover``: hand-over files from case files, and case files from hand-over files."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from permitdesk.cli import rules_source
from permitdesk.cli.output import write_lines
from permitdesk.cli.problems import BadInput
from permitdesk.clock import today_in_warsaw

if TYPE_CHECKING:
    from permitdesk.domain.case import Case
    from permitdesk.rulesets.texts import Texts
    from permitdesk.storage.errors import StorageError

#: nobody's passphrase is longer; the file named may be anything
_LONGEST = 4096

_PASSPHRASE = """\
The passphrase is asked for at the terminal and not shown. For scripts, --passphrase-file names a file
whose first line is the passphrase. It cannot be given on the command line itself, because other
programs on the computer can read that.

Exit codes: 0 done, 2 the input cannot be used (nothing was written), 1 a bug in PermitDesk."""

_WRITE = f"""\
Locks one or more case files into one hand-over file (.permitdesk). Send the passphrase on another way than
the file, for example by telephone. "permitdesk schema handover" describes the format.

{_PASSPHRASE}"""

_READ = f"""\
Writes the cases of a hand-over file as plain case files. These are NOT locked: everybody who gets them can
read them. With several cases, CASE.json becomes CASE-1.json, CASE-2.json and so on; all are written or none.

{_PASSPHRASE}"""


def add_handover(commands: Any) -> None:
    """Add ``handover`` to the commands of the main parser."""
    parser = commands.add_parser(
        "handover", help="lock cases with a passphrase to hand them over, and open them"
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    write = _action(actions, "write", "lock case files into a hand-over file", _WRITE)
    write.add_argument("cases", type=Path, nargs="+", metavar="CASE.json")
    write.add_argument("--out", type=Path, required=True, metavar="FILE.permitdesk")
    write.set_defaults(run=run_write)
    read = _action(actions, "read", "open a hand-over file", _READ)
    read.add_argument("file", type=Path, metavar="FILE.permitdesk")
    read.add_argument("--out", type=Path, required=True, metavar="CASE.json")
    read.set_defaults(run=run_read)
    for action in (write, read):
        action.add_argument("--passphrase-file", type=Path, metavar="FILE", help="its first line is taken")
        action.add_argument("--language", default="en", metavar="LANG", help="of messages: en or pl")


def _action(actions: Any, name: str, does: str, description: str) -> ArgumentParser:
    parser: ArgumentParser = actions.add_parser(
        name, help=does, description=description, formatter_class=RawDescriptionHelpFormatter
    )
    return parser


def run_write(options: Namespace) -> int:
    """``permitdesk handover write``: case files in, one hand-over file out."""
    from permitdesk.storage.errors import StorageError
    from permitdesk.storage.exchange import known_ids_of, questions_of, read_case
    from permitdesk.storage.handover.files import HandoverFiles
    from permitdesk.storage.handover.lineage import digest
    from permitdesk.storage.handover.packages import Package

    texts = rules_source.texts(options.language)
    _refuse_same(options.out, options.cases)
    rules = rules_source.ruleset()
    questions, known, today = questions_of(rules), known_ids_of(rules), today_in_warsaw()
    packages, ids = [], set()
    for path in options.cases:
        try:
            case = read_case(path, questions, known)
        except StorageError as error:
            raise _refusal(path, error, texts) from None
        if case.case_id in ids:
            raise BadInput(str(path), f"the case {case.case_id} was named before; one of the two is enough")
        ids.add(case.case_id)
        packages.append(Package(case, (digest(case),), today))
    passphrase = _passphrase(options, twice=True)
    try:
        HandoverFiles().seal(options.out, packages, passphrase)
    except StorageError as error:
        raise _refusal(options.out, error, texts) from None
    write_lines([str(options.out)])
    return 0


def run_read(options: Namespace) -> int:
    """``permitdesk handover read``: a hand-over file in, case files out."""
    from permitdesk.storage.errors import StorageError
    from permitdesk.storage.exchange import write_cases
    from permitdesk.storage.handover.files import HandoverFiles

    texts = rules_source.texts(options.language)
    try:
        packages = HandoverFiles(rules_source.ruleset).open(options.file, _passphrase(options, twice=False))
    except StorageError as error:
        raise _refusal(options.file, error, texts) from None
    targets = _targets(options.out, [package.case for package in packages])
    _refuse_same(options.file, list(targets))
    try:
        write_cases(targets)
    except StorageError as error:
        raise _refusal(options.out, error, texts) from None
    write_lines([str(path) for path in targets])
    return 0


def _targets(out: Path, cases: list[Case]) -> dict[Path, Case]:
    """Where each case goes."""
    if len(cases) == 1:
        return {out: cases[0]}
    return {out.with_name(f"{out.stem}-{n}{out.suffix}"): case for n, case in enumerate(cases, 1)}


def _refuse_same(path: Path, others: list[Path]) -> None:
    """Raise BadInput if a result would take the place of what it is made from."""
    for other in others:
        if path.resolve() == other.resolve():
            raise BadInput("--out", f"{other} is given as input too; choose another name")


def _passphrase(options: Namespace, *, twice: bool) -> str:
    """The passphrase from a file or from the person. Raises BadInput."""
    if options.passphrase_file is not None:
        return _first_line(options.passphrase_file)
    if not sys.stdin.isatty():
        raise BadInput("--passphrase-file", "there is no terminal to ask at; name a file with the passphrase")
    from getpass import getpass

    passphrase = getpass("Passphrase of the hand-over file: ")
    if twice and getpass("Once more: ") != passphrase:
        raise BadInput("passphrase", "the two are not the same; nothing was written")
    return passphrase


def _first_line(path: Path) -> str:
    try:
        with path.open("rb") as file:
            line = file.readline(_LONGEST + 1)
        text = line.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise BadInput("--passphrase-file", f"{path} cannot be read as UTF-8 text") from None
    passphrase = text.rstrip("\r\n")
    if not passphrase or len(line) > _LONGEST:
        raise BadInput("--passphrase-file", f"the first line of {path} is no passphrase")
    return passphrase


def _refusal(path: Path, error: StorageError, texts: Texts) -> BadInput:
    """What is wrong with a file, with the field where one is meant."""
    field = error.params.get("path")
    where = f"{path}: {field}" if field else str(path)
    return BadInput(where, texts.fill(error.text_id, **error.params))

"""The log: what the program did, never what a person told it.

The rule is an allow-list. A record may carry a fixed message and numbers; everything else that
is interpolated, and the message of every exception, is replaced before it reaches the file.
"""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from permitdesk.errors import bug_report

_REDACTED = "<hidden>"
#: one file and one older copy, at most this many bytes each
_MAX_BYTES = 200_000


class PrivateFormatter(logging.Formatter):
    """Formats records of this program without any value that could come from a case."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line to write; strings given as arguments are hidden, numbers are kept."""
        clean = logging.makeLogRecord(record.__dict__)
        clean.args = _hidden(record.args)
        clean.exc_info = None
        clean.exc_text = None
        clean.stack_info = None
        line = super().format(clean)
        error = record.exc_info[1] if record.exc_info else None
        return line if error is None else f"{line}\n{bug_report(error)}"


def _hidden(args: object) -> tuple[object, ...] | dict[str, object] | None:
    match args:
        case None:
            return None
        case dict():
            return {str(key): _shown(value) for key, value in args.items()}
        case tuple():
            return tuple(_shown(value) for value in args)
        case _:
            return (_shown(args),)


def _shown(value: object) -> object:
    return value if isinstance(value, (int, float)) else _REDACTED


def start(folder: Path) -> logging.Handler | None:
    """Write the log of this program to ``folder``; None if the folder cannot be written.

    A log is a help, not a need: no log never stops the program.
    """
    try:
        handler = RotatingFileHandler(
            folder / "permitdesk.log", maxBytes=_MAX_BYTES, backupCount=1, encoding="utf-8", delay=False
        )
    except OSError:
        return None
    handler.setFormatter(PrivateFormatter())
    logger = logging.getLogger("permitdesk")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(handler)
    return handler


def stop(handler: logging.Handler | None) -> None:
    """End the log begun by ``start`` and close its file."""
    if handler is not None:
        logging.getLogger("permitdesk").removeHandler(handler)
        handler.close()

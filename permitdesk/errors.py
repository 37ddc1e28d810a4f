"""Bugs, told in a way that can be copied to somebody who mends them.

A known problem (a full disk, a damaged file) has its own exception where it arises and its own
text. Here is only the unknown one: what went wrong in the program, without anything about the case.
"""

from __future__ import annotations

import platform
import sys
import traceback
from types import TracebackType

from permitdesk import __version__


def bug_report(error: BaseException) -> str:
    """A report of a bug that holds no personal data.

    It names program, Python and system, and for each error of the chain its type and the places
    in the code. Messages of exceptions and values of variables stay out: they may quote a case.
    """
    lines = [
        f"PermitDesk {__version__}",
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}",
    ]
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        lines += _places(current.__traceback__)
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


def _places(trace: TracebackType | None) -> list[str]:
    """Where each frame was: module and function, never a full path (it may hold a user name)."""
    return [
        f"  {frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]


def last_bug_report() -> str:
    """The report of the error being handled now, for an ``excepthook`` or a log."""
    error = sys.exc_info()[1]
    return bug_report(error) if error is not None else ""

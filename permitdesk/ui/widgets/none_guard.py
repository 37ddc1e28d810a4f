"""Keeps Python's None alive under PySide6 on Python 3.10 and 3.11.

The PySide6 wheels (measured with 6.12.0) hand out None without counting the reference: each Qt call that
returns nothing (``currentItem()`` of an empty list, ``takeAt`` past the end) takes one reference away.
From Python 3.12 on None is immortal and nothing happens; before, the count reaches zero after some ten
thousand calls and the interpreter stops with "deallocating None". So None is given, once,
what later Pythons give it: a count that cannot be used up.
"""

from __future__ import annotations

import ctypes
import sys

#: far more references than a program can lose
_ENOUGH = 1 << 40


def keep_none_alive() -> None:
    """Give None a count that cannot be used up; nothing to do from Python 3.12 on, or if it was done."""
    if sys.version_info < (3, 12) and sys.getrefcount(None) < _ENOUGH // 2:
        ctypes.c_ssize_t.from_address(id(None)).value += _ENOUGH

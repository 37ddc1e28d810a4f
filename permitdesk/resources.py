"""The one module that knows where the shipped files are.

Rules, texts, schemas, fonts, icons and samples are ordinary files under ``resources/`` in a
checkout and under ``permitdesk/_resources/`` in a wheel or a frozen program. Everything else
asks here and sees the same tree.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_PACKAGE = Path(__file__).resolve().parent


class ResourceMissing(Exception):
    """A shipped file is not there: the installation is damaged."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"PermitDesk is not installed completely: {self.name} is missing. Please install it again."


def program_folder() -> Path:
    """The folder that holds the program as a whole: its one file if it is frozen, else that of its source."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return _PACKAGE.parent


def root() -> Traversable:
    """The folder that holds ``rules``, ``texts``, ``schema``, ``fonts``, ``icons`` and ``samples``."""
    packaged = _PACKAGE / "_resources"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "resources"


def resource(name: str, base: Traversable | None = None) -> Traversable:
    """One shipped file by its path below the root, with ``/`` between the parts.

    Raises ResourceMissing if it is not there.
    """
    found = (base or root()).joinpath(*name.split("/"))
    if not found.is_file():
        raise ResourceMissing(name)
    return found


def read_bytes(name: str, base: Traversable | None = None) -> bytes:
    """The content of one shipped file. Raises ResourceMissing."""
    return resource(name, base).read_bytes()


def read_text(name: str, base: Traversable | None = None) -> str:
    """The content of one shipped UTF-8 file. Raises ResourceMissing."""
    return resource(name, base).read_text(encoding="utf-8")


@contextmanager
def as_path(name: str, base: Traversable | None = None) -> Iterator[Path]:
    """A shipped file as a path in the file system, for libraries that insist on one.

    Raises ResourceMissing.
    """
    found = resource(name, base)
    if isinstance(found, Path):
        yield found
        return
    from importlib.resources import as_file  # only for files that are kept in an archive

    with as_file(found) as path:
        yield path

"""The names of the copies: when each was made and nothing else."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from permitdesk.storage.disk import file_problem

_NAME = re.compile(r"(\d{8}T\d{6})Z-(\d{1,9})\.db", re.ASCII)
_STAMP = "%Y%m%dT%H%M%S"
_POLAND = ZoneInfo("Europe/Warsaw")


def made_at(path: Path) -> datetime | None:
    """When a copy was made, in UTC, as its name says; None for any other name."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def day_of(moment: datetime) -> date:
    """The day of a copy as it is told to the person: a day in Poland, as everywhere in PermitDesk."""
    return moment.astimezone(_POLAND).date()


def free_path(folder: Path, moment: datetime) -> Path:
    """A name for a copy made at ``moment`` that no file has yet; the folder is made if it is gone.

    Raises ReadOnly, DiskFull.
    """
    stamp = moment.astimezone(UTC).strftime(_STAMP)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = 1
        while (path := folder / f"{stamp}Z-{number}.db").exists():
            number += 1
    except OSError as error:
        raise file_problem(error) from error
    return path


def copies_in(folder: Path) -> tuple[Path, ...]:
    """The files that are named like copies, the newest first; links and folders are none. Raises ReadOnly."""
    found = [(made, path) for path in entries(folder) if (made := made_at(path)) and is_file(path)]
    return tuple(path for _, path in sorted(found, key=lambda each: (each[0], each[1].name), reverse=True))


def unfinished_in(folder: Path) -> Iterator[Path]:
    """What the writing of a copy that was cut off left behind. Raises ReadOnly."""
    for path in entries(folder):
        name, found, _ = path.name.partition(".part")
        if found and _NAME.fullmatch(name):
            yield path


def entries(folder: Path) -> list[Path]:
    """What lies in a folder, in order of name; nothing if it is not there. Raises ReadOnly."""
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise file_problem(error) from error


def is_file(path: Path) -> bool:
    """Whether it is a file of its own: what a link points to is not ours to change."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False

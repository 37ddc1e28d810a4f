"""Where this person's own files are kept: by the custom of each system, or all on a stick.

A folder ``PermitDesk-data`` beside the program makes it portable: then everything is kept there, and
nothing on the computer that it happens to run on.

No name on disk holds anything about a person: the case store and the log have fixed names.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from permitdesk.resources import program_folder

#: moves everything the program writes by itself into one folder (a stick, a test)
HOME_VARIABLE = "PERMITDESK_HOME"

#: a folder of this name beside the program holds everything that is written
PORTABLE_FOLDER = "PermitDesk-data"

_APP = "PermitDesk"


def is_portable() -> bool:
    """Whether the program keeps everything beside itself, as on a stick."""
    return not os.environ.get(HOME_VARIABLE) and portable_folder() is not None


def portable_folder() -> Path | None:
    """The folder beside the program that makes it portable; None if there is none."""
    program = program_folder()
    # A frozen program is one file on the stick, the other a folder.
    beside = program if getattr(sys, "frozen", False) else program.parent
    found = beside / PORTABLE_FOLDER
    return found if found.is_dir() else None


def _chosen() -> Path | None:
    value = os.environ.get(HOME_VARIABLE)
    return Path(value).expanduser() if value else portable_folder()


def data_dir() -> Path:
    """The folder of the case store and its backups; made, for this user only, when it is missing.

    Raises OSError if it cannot be made.
    """
    chosen = _chosen()
    if chosen is None:
        from platformdirs import user_data_path

        chosen = user_data_path(_APP, appauthor=False)
    return _made(chosen)


def log_dir() -> Path:
    """The folder of the log; made when it is missing. Raises OSError if it cannot be made."""
    chosen = _chosen()
    if chosen is None:
        from platformdirs import user_log_path

        return _made(user_log_path(_APP, appauthor=False))
    return _made(chosen / "log")


def case_store_file() -> Path:
    """The database of all cases. Raises OSError if its folder cannot be made."""
    return data_dir() / "cases.sqlite3"


def settings_file() -> Path:
    """The typed preferences (language, theme, text size). Raises OSError if its folder cannot be made."""
    return data_dir() / "settings.json"


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder

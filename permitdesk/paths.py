"""Where this person's own files are kept, by the custom of each system.

No name on disk holds anything about a person: the case store and the log have fixed names.
"""

from __future__ import annotations

import os
from pathlib import Path

#: moves everything the program writes by itself into one folder (a stick, a test)
HOME_VARIABLE = "PERMITDESK_HOME"

_APP = "PermitDesk"


def _chosen() -> Path | None:
    value = os.environ.get(HOME_VARIABLE)
    return Path(value).expanduser() if value else None


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

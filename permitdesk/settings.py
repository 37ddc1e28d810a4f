"""What the person likes: language, theme, text size and when to lock, kept in one small JSON file."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path

from permitdesk.domain.records import dataclass

LANGUAGES = ("en", "pl")
#: Text sizes offered, in percent.
TEXT_SIZES = (100, 125, 150, 175, 200)
#: Minutes without a key or the mouse after which the cases are locked; 0: never.
IDLE_MINUTES = (5, 10, 15, 30, 60, 0)


class Theme(StrEnum):
    """Light, dark, or as the system is set."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Settings:
    """Typed preferences; ``language`` None means that of the system."""

    language: str | None = None
    theme: Theme = Theme.SYSTEM
    text_percent: int = 100
    #: one of ``IDLE_MINUTES``
    idle_minutes: int = 10

    def resolved_language(self, system: str) -> str:
        """The language to show: the chosen one, else the system's (``pl_PL``) if shipped, else English."""
        wanted = self.language or system.replace("-", "_").split("_")[0].lower()
        return wanted if wanted in LANGUAGES else LANGUAGES[0]


def load_settings(path: Path) -> Settings:
    """The settings in a file. What is missing, unreadable or unknown takes its default: never an error."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    settings = Settings()
    if not isinstance(found, dict):
        return settings
    if found.get("language") in LANGUAGES:
        settings = replace(settings, language=found["language"])
    if found.get("theme") in list(Theme):
        settings = replace(settings, theme=Theme(found["theme"]))
    if found.get("text_percent") in TEXT_SIZES:
        settings = replace(settings, text_percent=int(found["text_percent"]))
    # Not True and False, which Python takes for 1 and 0.
    if type(found.get("idle_minutes")) is int and found["idle_minutes"] in IDLE_MINUTES:
        settings = replace(settings, idle_minutes=found["idle_minutes"])
    return settings


def save_settings(path: Path, settings: Settings) -> bool:
    """Write the settings in one step; False if the file cannot be written (nothing else is lost)."""
    draft = path.with_suffix(".new")
    try:
        draft.write_text(json.dumps(asdict(settings), indent=2) + "\n", encoding="utf-8")
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        return False
    return True

"""The preferences: whatever stands in the file, there are preferences, and they can be written again."""

from __future__ import annotations

from pathlib import Path
from random import Random

from permitdesk.settings import LANGUAGES, Settings, load_settings, save_settings
from tests.fuzz.mutate import STRANGE, as_json, deep, spoiled_bytes, spoiled_value
from tests.fuzz.oracle import Fault

_WHOLE = {"language": "pl", "theme": "dark", "text_percent": 150, "idle_minutes": 10}


class Preferences:
    """``settings.json``."""

    name = "settings"

    def __init__(self, folder: Path) -> None:
        """``folder`` is for the file of this area."""
        self._path = folder / "settings.json"

    def make(self, chance: Random) -> bytes:
        """Preferences spoiled by value or by byte."""
        pick = chance.random()
        if pick < 0.05:
            return deep(chance)
        value = {**_WHOLE, chance.choice(list(_WHOLE)): chance.choice(STRANGE)}
        data = as_json(chance, value if pick < 0.5 else spoiled_value(chance, value))
        return spoiled_bytes(chance, data) if pick > 0.7 else data

    def check(self, data: bytes) -> str:
        """Typed preferences, always."""
        self._path.write_bytes(data)
        settings = load_settings(self._path)
        if settings.resolved_language("de_DE") not in LANGUAGES:
            raise Fault("no language")
        if not save_settings(self._path, settings) or load_settings(self._path) != settings:
            raise Fault("preferences are read differently")
        return "default" if settings == Settings() else "read"

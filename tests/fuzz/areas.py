"""All areas by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.fuzz.area_cases import CaseFiles
from tests.fuzz.area_handover import HandOvers
from tests.fuzz.area_imports import Imports
from tests.fuzz.area_keys import KeyFiles
from tests.fuzz.area_rules import Rules
from tests.fuzz.area_settings import Preferences
from tests.fuzz.oracle import Area

#: name to what makes the area in a folder of its own
AREAS: Mapping[str, Callable[[Path], Area]] = {
    area.name: area for area in (CaseFiles, HandOvers, Imports, Rules, KeyFiles, Preferences)
}
SEEDS = Path(__file__).resolve().parent / "seeds"

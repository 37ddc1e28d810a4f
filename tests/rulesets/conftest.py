"""The small resource folder as a fixture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rulesets.factory import resources_at


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A complete resource folder to bend."""
    return resources_at(tmp_path)

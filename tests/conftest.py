"""What every test gets: no screen, no network, a data folder of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.network.guard import sitecustomize as network_guard

# Python looks there for the guard in every program that a test starts.
_GUARD = Path(__file__).resolve().parent / "network" / "guard"
os.environ["PYTHONPATH"] = os.pathsep.join(
    [str(_GUARD), *(p for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if p and p != str(_GUARD))]
)
pytest_plugins = ["pytester"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples on every run, and no time limit per example: machines are shared.
settings.register_profile("house", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A duration is measured without the watch that coverage keeps."""
    for item in items:
        if item.get_closest_marker("benchmark") is not None:
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may see or touch the cases of whoever runs the tests."""
    monkeypatch.setenv("PERMITDESK_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def _network_tried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this process and all that it starts write down whoever wants to speak with a network."""
    path = tmp_path_factory.mktemp("network") / "tried"
    os.environ[network_guard.VARIABLE] = str(path)
    return path


@pytest.fixture(autouse=True)
def _no_network(_network_tried: Path) -> Iterator[None]:
    """The program is offline; a test that opens a connection has found a bug, even if nobody noticed."""
    yield
    if _network_tried.exists():
        tried = _network_tried.read_text(encoding="utf-8")
        _network_tried.unlink()
        pytest.fail(f"a connection was tried: {tried}")


@pytest.fixture
def project_root() -> Path:
    """The top folder of the checkout."""
    return Path(__file__).resolve().parent.parent

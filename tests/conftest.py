"""What every test gets: no screen, no network, a data folder of its own."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

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


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program is offline; a test that opens a connection has found a bug."""

    def refuse(self: socket.socket, address: Any) -> None:
        family = getattr(socket, "AF_UNIX", None)
        if self.family != family:
            raise AssertionError(f"a connection to {address} was tried")
        original(self, address)

    original = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def project_root() -> Path:
    """The top folder of the checkout."""
    return Path(__file__).resolve().parent.parent

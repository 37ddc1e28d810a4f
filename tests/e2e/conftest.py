"""The window of the shell tests, with the real rules and a store in a folder of its own."""

from __future__ import annotations

from tests.ui.conftest import outside, shell, store

__all__ = ["outside", "shell", "store"]

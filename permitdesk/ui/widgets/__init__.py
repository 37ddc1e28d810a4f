"""Widgets of the wizard: each shows one thing and knows nothing of the case behind it."""

from __future__ import annotations

from permitdesk.ui.widgets.none_guard import keep_none_alive

keep_none_alive()

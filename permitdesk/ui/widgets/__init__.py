"""Widgets of the wizard: each shows one thing and knows nothing of the case behind it."""

"""State behind the window, QtCore only, so that it can be tested without a widget."""

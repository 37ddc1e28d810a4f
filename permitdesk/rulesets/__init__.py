"""Reads the shipped rules and texts, strictly: a mistake in the data is named by file and key."""

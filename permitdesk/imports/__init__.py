"""Journeys and stays from spreadsheets, files and calendars: read, mapped, reported, taken over."""

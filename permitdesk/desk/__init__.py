"""The desk: many cases at hand. Pure functions over one line per case; no Qt, no files, no clock."""

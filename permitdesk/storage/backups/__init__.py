"""Copies of the vault that are opened and counted after writing, and the way back to them."""

"""The wizard: one page for each step of the interview."""

"""The desk: the list of cases and everything done with a case from outside of it."""

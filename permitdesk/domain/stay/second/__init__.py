"""The second, independent count of stay: day by day, one byte per day, written from the fact sheets.

It shares no code with the first engine beside it: only the records of a case, of the kinds of stay
and of the conditions. ``cross_check`` holds the results of both against each other.
"""

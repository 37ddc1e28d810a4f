"""Which days a timeline shows: zooming and panning as plain arithmetic, without a widget.

Days are proleptic ordinals as fractions; a day ``d`` reaches from ``d`` to ``d + 1``.
"""

from __future__ import annotations

#: the closest look, in days
LEAST_DAYS = 14.0
#: one press of "zoom in"
STEP = 1.5
#: part of what is shown that stays free beside something brought into view
_ROOM = 0.08


class Axis:
    """The days shown (``first`` to ``last``) within the days there are (``lower`` to ``upper``)."""

    def __init__(self) -> None:
        self.lower, self.upper = 0.0, LEAST_DAYS
        self.first, self.last = self.lower, self.upper

    @property
    def span(self) -> float:
        """How many days are shown."""
        return self.last - self.first

    @property
    def everything(self) -> bool:
        """Whether all days are shown."""
        return self.span >= self.upper - self.lower - 1e-6

    @property
    def closest(self) -> bool:
        """Whether one cannot look closer."""
        return self.span <= min(LEAST_DAYS, self.upper - self.lower) + 1e-6

    def set_bounds(self, lower: float, upper: float) -> None:
        """Other days there are. What is shown stays, as far as it still lies within; all stays all."""
        everything = self.everything
        self.lower, self.upper = lower, max(upper, lower + LEAST_DAYS)
        if everything:
            self.show_everything()
        else:
            self.show(self.first, self.last)

    def show_everything(self) -> None:
        """Show all days."""
        self.first, self.last = self.lower, self.upper

    def show(self, first: float, last: float) -> None:
        """Show these days, or what lies within the bounds; never fewer than the closest look."""
        whole = self.upper - self.lower
        span = min(max(last - first, LEAST_DAYS), whole)
        middle = (first + last) / 2
        start = min(max(middle - span / 2, self.lower), self.upper - span)
        self.first, self.last = start, start + span

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Look ``factor`` times closer (below 1: from farther); the day ``at`` stays where it is."""
        anchor = self.first + self.span / 2 if at is None else at
        share = (anchor - self.first) / self.span
        span = min(max(self.span / factor, LEAST_DAYS), self.upper - self.lower)
        start = min(max(anchor - share * span, self.lower), self.upper - span)
        self.first, self.last = start, start + span

    def pan(self, days: float) -> bool:
        """Go ``days`` later (earlier, if negative); whether anything moved."""
        before = self.first
        self.show(self.first + days, self.last + days)
        return abs(self.first - before) > 1e-9

    def reveal(self, first: float, last: float) -> bool:
        """Bring these days into view at the same zoom; whether anything moved.

        Something longer than the view is in view already if it fills half of it.
        """
        room = self.span * _ROOM
        if first >= self.first and last <= self.last:
            return False
        if last - first > self.span - 2 * room:
            if min(last, self.last) - max(first, self.first) >= self.span / 2:
                return False
            return self.pan(first - room - self.first)
        return self.pan(first - room - self.first if first < self.first else last + room - self.last)

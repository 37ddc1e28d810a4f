"""Times that a busy machine hardly troubles: of this process alone, the best of several, taken in turns."""

from __future__ import annotations

import time
from collections.abc import Callable


def best_of(turns: int, *runs: Callable[[], object]) -> list[float]:
    """The shortest time of each in seconds of the processor; what others do meanwhile does not count."""
    best = [float("inf")] * len(runs)
    for _ in range(turns):
        for index, run in enumerate(runs):
            begin = time.process_time()
            run()
            best[index] = min(best[index], time.process_time() - begin)
    return best

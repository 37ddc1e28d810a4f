"""A key from a passphrase, by Argon2id: slow and hungry on purpose, so that guessing is dear."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

#: bytes of a derived key and of the salt that makes equal passphrases differ
KEY_BYTES = 32
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Costs:
    """What one derivation takes: memory in KiB, passes over it, and lanes that may run side by side."""

    memory_kib: int
    passes: int
    lanes: int = 4


#: never cheaper: what a derivation for a vault costs at least
FLOOR = Costs(64 * 1024, 3)
#: never dearer when a file says so: a forged file must not keep a computer busy for hours
CEILING = Costs(4 * 1024 * 1024, 1000, 64)
#: the most memory that calibration asks of a computer, in KiB: an old laptop has to open the vault too
MOST_MEMORY_KIB = 256 * 1024
#: how long one derivation should take on the computer that chooses the costs, in seconds
SHORTEST, LONGEST = 0.25, 1.0


def within(costs: Costs, floor: Costs = FLOOR) -> bool:
    """Whether a file may ask for these costs."""
    return (
        floor.memory_kib <= costs.memory_kib <= CEILING.memory_kib
        and floor.passes <= costs.passes <= CEILING.passes
        and 1 <= costs.lanes <= CEILING.lanes
        and costs.memory_kib >= 8 * costs.lanes
    )


def derive(secret: bytes, salt: bytes, costs: Costs) -> bytes:
    """A key of ``KEY_BYTES``. Slow; other threads run meanwhile.

    Raises MemoryError if the computer cannot spare the memory, ValueError for impossible costs.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # 30 ms that a start does without

    function = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=costs.passes,
        lanes=costs.lanes,
        memory_cost=costs.memory_kib,
    )
    return function.derive(secret)


#: how many seconds a derivation at these costs takes here; raises MemoryError
Measure = Callable[[Costs], float]


def calibrate(measure: Measure, floor: Costs = FLOOR) -> Costs:
    """Costs of 250 to 1,000 ms on this computer: as much memory as it can give, then more passes.

    A computer that needs longer for the floor still uses the floor, one that cannot give its memory
    raises MemoryError.
    """
    costs, seconds = floor, measure(floor)
    while costs.memory_kib < MOST_MEMORY_KIB and seconds <= LONGEST / 2:
        larger = replace(costs, memory_kib=costs.memory_kib * 2)
        try:
            seconds_larger = measure(larger)
        except MemoryError:
            break
        if seconds_larger > LONGEST:
            break
        costs, seconds = larger, seconds_larger
    # Time grows with the passes; aim at the middle, for the next measurement will differ a little.
    aim = (SHORTEST + LONGEST) / 2
    while seconds < SHORTEST and costs.passes < CEILING.passes:
        passes = min(CEILING.passes, max(costs.passes + 1, int(costs.passes * aim / max(seconds, 1e-6))))
        costs = replace(costs, passes=passes)
        seconds = measure(costs)
    return costs


def measured_with(clock: Callable[[], float]) -> Measure:
    """Measure by deriving a key from nothing; ``clock`` gives seconds, such as ``perf_counter``."""

    def measure(costs: Costs) -> float:
        begun = clock()
        derive(b"", bytes(SALT_BYTES), costs)
        return clock() - begun

    return measure

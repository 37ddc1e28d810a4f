"""The passphrase function: the one of the standard, and how its costs are chosen."""

from __future__ import annotations

import time

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from permitdesk.crypto.argon2 import (
    CEILING,
    FLOOR,
    LONGEST,
    MOST_MEMORY_KIB,
    SHORTEST,
    Costs,
    calibrate,
    derive,
    measured_with,
    within,
)


@pytest.mark.parametrize(
    ("costs", "expected"),
    [
        (Costs(65536, 2, 1), "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"),
        (Costs(256, 2, 1), "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"),
        (Costs(256, 2, 2), "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"),
    ],
)
def test_it_gives_the_known_answers_of_the_reference_implementation(costs: Costs, expected: str) -> None:
    assert derive(b"password", b"somesalt", costs).hex() == expected


def test_the_library_gives_the_answer_of_the_standard() -> None:
    """RFC 9106, 5.3; it uses a secret and associated data, which a vault does without."""
    function = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        secret=b"\x03" * 8,
        ad=b"\x04" * 12,
    )
    expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    assert function.derive(b"\x01" * 32).hex() == expected


def test_equal_words_with_another_salt_give_another_key() -> None:
    cheap = Costs(64, 1, 1)
    assert derive(b"x", bytes(16), cheap) != derive(b"x", bytes(15) + b"\x01", cheap)


class Machine:
    """A computer of a given speed and memory."""

    def __init__(self, mib_per_second: float, memory_kib: int = 1 << 30) -> None:
        self.speed = mib_per_second * 1024
        self.memory = memory_kib
        self.asked: list[Costs] = []

    def measure(self, costs: Costs) -> float:
        self.asked.append(costs)
        if costs.memory_kib > self.memory:
            raise MemoryError
        return costs.memory_kib * costs.passes / self.speed


@pytest.mark.parametrize("speed", [180, 200, 400, 767, 768, 800, 1500, 3000, 10_000, 100_000])
def test_a_computer_that_is_fast_enough_works_between_a_quarter_and_a_whole_second(speed: float) -> None:
    machine = Machine(speed)
    costs = calibrate(machine.measure)
    taken = machine.measure(costs)
    assert taken <= LONGEST or costs == FLOOR
    assert taken >= SHORTEST


@pytest.mark.parametrize("speed", [1, 50, 150])
def test_a_slow_computer_takes_longer_rather_than_less_than_the_floor(speed: float) -> None:
    assert calibrate(Machine(speed).measure) == FLOOR


def test_memory_comes_before_passes() -> None:
    assert calibrate(Machine(1500).measure).memory_kib == MOST_MEMORY_KIB
    assert calibrate(Machine(1500).measure).passes == 3
    fast = calibrate(Machine(10_000).measure)
    assert (fast.memory_kib, fast.passes > 3) == (MOST_MEMORY_KIB, True)


def test_a_computer_short_of_memory_passes_more_often_over_less() -> None:
    costs = calibrate(Machine(3000, memory_kib=100 * 1024).measure)
    assert costs.memory_kib == FLOOR.memory_kib
    assert costs.passes > FLOOR.passes


def test_a_computer_without_the_memory_of_the_floor_says_so() -> None:
    with pytest.raises(MemoryError):
        calibrate(Machine(3000, memory_kib=1024).measure)


def test_a_clock_that_stands_still_ends_at_the_most_passes() -> None:
    assert calibrate(lambda costs: 0.0).passes == CEILING.passes


@pytest.mark.parametrize(
    ("costs", "accepted"),
    [
        (FLOOR, True),
        (Costs(FLOOR.memory_kib - 1, 3), False),
        (Costs(FLOOR.memory_kib, 2), False),
        (Costs(FLOOR.memory_kib, 3, 0), False),
        (Costs(FLOOR.memory_kib, 3, 1), True),
        (CEILING, True),
        (Costs(CEILING.memory_kib + 1, 3), False),
        (Costs(FLOOR.memory_kib, CEILING.passes + 1), False),
        (Costs(FLOOR.memory_kib, 3, CEILING.lanes + 1), False),
    ],
)
def test_a_file_may_ask_for_costs_between_floor_and_ceiling_only(costs: Costs, accepted: bool) -> None:
    assert within(costs) is accepted


def test_too_much_memory_is_a_memory_error_and_no_crash() -> None:
    with pytest.raises(MemoryError):
        derive(b"x", bytes(16), Costs(1 << 31, 1, 1))


def test_more_passes_take_longer_in_earnest() -> None:
    """The real thing: four times the passes take at least twice the time of the processor."""
    measure = measured_with(time.process_time)
    once = min(measure(Costs(32 * 1024, 2)) for _ in range(3))
    assert min(measure(Costs(32 * 1024, 8)) for _ in range(3)) > 2 * once


def test_the_real_calibration_chooses_costs_that_a_file_may_ask_for() -> None:
    assert within(calibrate(measured_with(time.perf_counter)))

"""A few hundred spoiled files of every kind, and each one that ever broke a promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.areas import AREAS, SEEDS
from tests.fuzz.child import chance_of
from tests.fuzz.oracle import Area, in_time

#: how many inputs of each area belong to every run of the tests: about a second of each
SHORT = {"cases": 250, "handover": 150, "imports": 40, "rules": 25, "keys": 200, "settings": 400}
#: the same inputs in every run; a long run takes another number
SEED = 5
KEPT = sorted(SEEDS.rglob("*.bin"))


@pytest.fixture
def area(request: pytest.FixtureRequest, tmp_path: Path) -> Area:
    return AREAS[request.param](tmp_path)


@pytest.mark.parametrize("area", AREAS, indirect=True)
def test_spoiled_files_are_read_or_refused_in_one_known_sentence(area: Area) -> None:
    outcomes = set()
    for number in range(SHORT[area.name]):
        with in_time():
            outcomes.add(area.check(area.make(chance_of(SEED, area.name, number))))
    # A generator that makes only rubbish, or only good files, would test nothing.
    assert len(outcomes) > 1


@pytest.mark.parametrize(
    ("area", "seed"),
    [(path.parent.name, path) for path in KEPT],
    indirect=["area"],
    ids=[f"{path.parent.name}-{path.stem}" for path in KEPT],
)
def test_what_once_broke_a_promise_keeps_it(area: Area, seed: Path) -> None:
    with in_time():
        assert area.check(seed.read_bytes())


def test_a_bug_is_kept_with_the_shortest_input_that_shows_it(tmp_path: Path) -> None:
    from tests.fuzz.child import keep

    keep(tmp_path, "cases", b"long one", "FAULT x", "trace", 1)
    keep(tmp_path, "cases", b"short", "FAULT x", "trace", 2)
    keep(tmp_path, "cases", b"longer again", "FAULT x", "trace", 3)
    kept = list((tmp_path / "seeds/cases").glob("*.bin"))
    assert [path.read_bytes() for path in kept] == [b"short"]


def test_the_same_number_makes_the_same_input_everywhere(tmp_path: Path) -> None:
    first, second = (AREAS["settings"](tmp_path), AREAS["settings"](tmp_path))
    made = [area.make(chance_of(1, "settings", 7)) for area in (first, second)]
    assert made[0] == made[1]

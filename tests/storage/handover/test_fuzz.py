"""Rightly sealed files with any content: the cases come out, or a sentence does; never anything else."""

from __future__ import annotations

import copy
import json
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.rulesets.loader import load_ruleset
from permitdesk.storage.errors import StorageError
from permitdesk.storage.exchange import case_to_json, known_ids_of, questions_of
from permitdesk.storage.handover.packages import from_json
from tests.storage.made_cases import FULL_CASE

RULES = load_ruleset()
QUESTIONS, KNOWN = questions_of(RULES), known_ids_of(RULES)
STRANGE: tuple[Any, ...] = (
    None, True, -1, 10**40, 0.5, "", "../../x", "\x00", "9999-99-99", "dont_know",
    [], {}, [[]], ["x"], {"id": 1},
)  # fmt: skip


def _package() -> dict[str, Any]:
    case = case_to_json(FULL_CASE.with_changes(answers=FULL_CASE.answers.of({})))
    entry = {"case": case, "lineage": ["0" * 64]}
    return {"format": "permitdesk.package", "version": 1, "made_on": "2026-11-21", "cases": [entry]}


def _spoiled(random: Random, value: Any) -> Any:
    """The value with one thing in it replaced, taken out or doubled."""
    if not isinstance(value, (dict, list)) or not value or random.random() < 0.15:
        return random.choice(STRANGE)
    place = random.choice(list(value) if isinstance(value, dict) else range(len(value)))
    match random.randrange(6):
        case 0:
            del value[place]
        case 1 if isinstance(value, list):
            value.append(copy.deepcopy(value[place]))
        case 1 if isinstance(value, dict):
            value[str(random.choice(STRANGE))] = value[place]
        case _:
            value[place] = _spoiled(random, value[place])
    return value


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**48))
def test_a_spoiled_package_is_read_whole_or_refused(seed: int) -> None:
    random = Random(seed)
    spoiled = _package()
    for _ in range(random.randint(1, 3)):
        spoiled = _spoiled(random, spoiled)
    for questions, known in ((None, None), (QUESTIONS, KNOWN)):
        try:
            packages = from_json(json.dumps(spoiled).encode(), questions, known)
        except StorageError:
            continue
        assert packages


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 2000))
def test_bytes_written_over_a_package_are_read_whole_or_refused(noise: bytes, place: int) -> None:
    data = json.dumps(_package()).encode()
    try:
        packages = from_json(data[:place] + noise + data[place + len(noise) :], None, None)
    except StorageError:
        return
    assert packages

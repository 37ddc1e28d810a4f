"""Each problem of the vault has its sentence, in each language."""

from __future__ import annotations

import pytest

from permitdesk.rulesets.texts import Texts, languages, load_texts
from permitdesk.storage.errors import (
    KeysDamaged,
    NotEnoughMemory,
    StorageError,
    VaultGone,
    VaultInUse,
    VaultLocked,
    WrongPassphrase,
    WrongRecoveryKey,
)

PROBLEMS: list[StorageError] = [
    VaultLocked(),
    VaultInUse("this_computer", "12:30"),
    VaultInUse("other_computer"),
    VaultGone(),
    WrongPassphrase(),
    WrongRecoveryKey(mistyped=True),
    WrongRecoveryKey(mistyped=False),
    KeysDamaged(),
    NotEnoughMemory(),
]


@pytest.fixture(scope="module", params=languages())
def texts(request: pytest.FixtureRequest) -> Texts:
    return load_texts(request.param)


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: str(problem.text_id))
def test_each_problem_of_the_vault_has_its_sentence(texts: Texts, problem: StorageError) -> None:
    sentence = texts.fill(problem.text_id, **problem.params)
    assert len(sentence) > 40
    assert "{" not in sentence


def test_problems_met_while_typing_say_that_what_is_on_the_screen_stays(texts: Texts) -> None:
    for problem in (VaultLocked(), VaultGone()):
        sentence = texts.fill(problem.text_id, **problem.params).casefold()
        assert "screen" in sentence or "ekranie" in sentence

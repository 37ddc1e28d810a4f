"""Case files: read whole or refused with the place, kept without loss, and always answered."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from permitdesk.domain.case import Case
from permitdesk.domain.household_summary import assess_household
from permitdesk.interview.validation import check_case
from permitdesk.storage.errors import StorageError
from permitdesk.storage.exchange import known_ids_of, questions_of, read_case, write_case
from permitdesk.storage.sqlite_store import SqliteCaseStore
from tests.fuzz.mutate import as_json, deep, spoiled_bytes, spoiled_value
from tests.fuzz.oracle import Fault, rules, sample_files, stated, told
from tests.vault_support import Clock

TODAY = date(2026, 11, 21)
#: a store is made anew after so many cases, so that its size does not slow the run
_CASES_OF_A_STORE = 200


class CaseFiles:
    """``.json`` files of one case."""

    name = "cases"

    def __init__(self, folder: Path) -> None:
        """``folder`` is for the files of this area."""
        self._path = folder / "case.json"
        self._copy = folder / "copy.json"
        self._make_store: Callable[[], SqliteCaseStore] = lambda: _fresh_store(folder / "cases.sqlite3")
        self._store = self._make_store()
        self._saved = 0
        self._whole = [path.read_bytes() for path in sample_files()]
        self._values = [json.loads(data) for data in self._whole]
        self._questions = questions_of(rules())
        self._known = known_ids_of(rules())

    def make(self, chance: Random) -> bytes:
        """Samples and older files, spoiled by value or by byte."""
        pick = chance.random()
        if pick < 0.02:
            return deep(chance)
        if pick < 0.3:
            return spoiled_bytes(chance, chance.choice(self._whole), self._whole)
        if pick < 0.33:
            return chance.randbytes(chance.randrange(2000))
        value = spoiled_value(chance, chance.choice(self._values), self._values)
        data = as_json(chance, value)
        return spoiled_bytes(chance, data) if pick < 0.4 else data

    def check(self, data: bytes) -> str:
        """Refused with a sentence and without a trace, or stored, exported, read back and answered."""
        self._path.write_bytes(data)
        try:
            case = read_case(self._path, self._questions, self._known)
        except StorageError as problem:
            return told(problem)
        write_case(self._copy, case)
        if read_case(self._copy, self._questions, self._known) != case:
            raise Fault("a case that was written is read differently")
        self._keep(case)
        for person in assess_household(case, rules(), TODAY):
            for found in check_case(person.case, TODAY, rules().questions):
                stated(found.text)
        return "read"

    def _keep(self, case: Case) -> None:
        if self._saved == _CASES_OF_A_STORE:
            self._store.close()
            self._store, self._saved = self._make_store(), 0
        self._saved += 1
        self._store.save(case, None)
        if self._store.load(case.case_id).case != case:
            raise Fault("a case that was stored is loaded differently")


def _fresh_store(path: Path) -> SqliteCaseStore:
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    return SqliteCaseStore(path, Clock())

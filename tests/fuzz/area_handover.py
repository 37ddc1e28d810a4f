"""Hand-over files from a stranger who knows the passphrase, and files that something went wrong with."""

from __future__ import annotations

import gzip
import json
import zlib
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from permitdesk.crypto.argon2 import SALT_BYTES, derive
from permitdesk.crypto.passphrase import to_bytes
from permitdesk.crypto.sealing import NONCE_BYTES, TAG_BYTES, seal
from permitdesk.storage.case_store import CaseStore
from permitdesk.storage.errors import HandoverError, StorageError
from permitdesk.storage.exchange import read_case
from permitdesk.storage.handover.files import HandoverFiles
from permitdesk.storage.handover.header import Header, read_header, write_header
from permitdesk.storage.handover.lineage import digest
from permitdesk.storage.handover.packages import Package, to_json
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.ui.viewmodels.handover import held_against, take_over
from tests.fuzz.mutate import STRANGE, as_json, deep, spoiled_bytes, spoiled_value
from tests.fuzz.oracle import Fault, rules, sample_files, told
from tests.vault_support import CHEAP, Clock

PASSPHRASE = "rzeka most wiatr lampa"
TODAY = date(2026, 11, 21)
#: memory times passes, in KiB: dearer derivations are allowed and slow, and not what is looked for here
_DEAR = 64 * 1024
_BOMB = bytes(80 * 2**20)


class HandOvers:
    """``.permitdesk`` files, made with the right passphrase."""

    name = "handover"

    def __init__(self, folder: Path) -> None:
        """``folder`` is for the files of this area."""
        self._folder = folder
        self._path = folder / "in.permitdesk"
        self._files = HandoverFiles(rules, costs=CHEAP, floor=CHEAP)
        cases = [read_case(path) for path in sample_files()]
        self._packages = [Package(case, (digest(case),), TODAY) for case in cases]
        self._contents = [
            json.loads(to_json([self._packages[n], self._packages[-n - 1]]))
            for n in range(0, len(cases) // 2, 4)
        ]
        self._store = self._fresh_store()
        self._taken = 0

    # --- making -----------------------------------------------------------------------

    def make(self, chance: Random) -> bytes:
        """Whole files spoiled outside, or sealed content that is spoiled inside."""
        pick = chance.random()
        if pick < 0.6:
            return self._sealed(chance, zlib.compress(self._content(chance), 1))
        if pick < 0.68:
            return self._sealed(chance, self._packed_badly(chance))
        whole = self._sealed(chance, zlib.compress(as_json(chance, chance.choice(self._contents)), 1))
        if pick < 0.85:
            line, _, rest = whole.partition(b"\n")
            header = spoiled_value(chance, json.loads(line))
            return as_json(chance, header).replace(b"\n", b"") + b"\n" + rest
        return spoiled_bytes(chance, whole)

    def _content(self, chance: Random) -> bytes:
        pick = chance.random()
        if pick < 0.03:
            return deep(chance)
        if pick < 0.06:
            return as_json(chance, chance.choice(STRANGE))
        content: dict[str, Any] = chance.choice(self._contents)
        spoiled = spoiled_value(chance, content, self._contents)
        if pick < 0.2 and isinstance(spoiled, dict) and isinstance(spoiled.get("cases"), list):
            # Two of one id, many, none, or one inside the other.
            spoiled["cases"] = spoiled["cases"] * chance.choice((0, 2, 40))
        data = as_json(chance, spoiled)
        return spoiled_bytes(chance, data) if pick > 0.85 else data

    def _packed_badly(self, chance: Random) -> bytes:
        good = zlib.compress(as_json(chance, chance.choice(self._contents)))
        match chance.randrange(7):
            case 0:
                return zlib.compress(_BOMB, 1)
            case 1:
                return zlib.compress(b'{"format":"' + b"x" * 3_000_000 + b'"}', 1)
            case 2:
                return good + good
            case 3:
                return good[: chance.randrange(len(good))]
            case 4:
                return gzip.compress(zlib.decompress(good), mtime=0)
            case 5:
                return zlib.compress(good)
            case _:
                return spoiled_bytes(chance, good)

    def _sealed(self, chance: Random, packed: bytes) -> bytes:
        header = Header(
            CHEAP, chance.randbytes(SALT_BYTES), chance.randbytes(NONCE_BYTES), len(packed) + TAG_BYTES
        )
        line = write_header(header)
        key = derive(to_bytes(PASSPHRASE), header.salt, CHEAP)
        return line + seal(key, header.nonce, packed, line)

    # --- checking ---------------------------------------------------------------------

    def check(self, data: bytes) -> str:
        """All cases or none: after a refusal the store holds exactly what it held."""
        line = data.partition(b"\n")[0]
        try:
            header = read_header(line + b"\n", CHEAP, "in.permitdesk")
        except HandoverError:
            pass
        else:
            if header.costs.memory_kib * header.costs.passes > _DEAR:
                return "dear"
        self._path.write_bytes(data)
        before = _held(self._store)
        try:
            packages = self._files.open(self._path, PASSPHRASE)
        except StorageError as problem:
            if _held(self._store) != before:
                raise Fault("a refused file left something in the store") from None
            return told(problem)
        incoming = [held_against(self._store, package) for package in packages]
        if _held(self._store) != before:
            raise Fault("looking at a file changed the store")
        for one in incoming:
            case_id = take_over(self._store, one, {})
            if one.merge is None and one.stored is None and self._store.load(case_id).case != one.case:
                raise Fault("a case was taken over differently")
        self._taken += len(incoming)
        if self._taken > 60:
            self._store.close()
            self._store, self._taken = self._fresh_store(), 0
        return "taken"

    def _fresh_store(self) -> SqliteCaseStore:
        for old in self._folder.glob("cases.sqlite3*"):
            old.unlink()
        store = SqliteCaseStore(self._folder / "cases.sqlite3", Clock())
        for package in self._packages[::5]:
            store.save(package.case, None)
        return store


def _held(store: CaseStore) -> tuple[object, ...]:
    return (store.list_cases(), store.list_cases(deleted=True))

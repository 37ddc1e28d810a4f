"""A program that edits a vault until it is killed, again and again: ``python -m tests.soak.editor FOLDER``.

For each line it reads, a seed, it makes a child that opens the vault and edits. The child says ``pid N``,
then each edit before it does it and ``done`` after; when it is dead, its parent says ``end``.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests.soak.edits import Model, choose, perform
from tests.vault_support import unprotected_vault


def _say(text: str) -> None:
    # No buffer: what was said stays said when the program is killed.
    os.write(1, text.encode() + b"\n")


def _edit_for_ever(folder: Path, seed: str) -> None:
    chance = random.Random(seed)
    _say(f"pid {os.getpid()}")
    store = unprotected_vault(folder).store
    model = Model.of(store)
    number = 0
    while True:
        number += 1
        edit = choose(chance, model, number)
        _say(json.dumps(edit))
        perform(store, edit)
        _say("done")
        model.apply(edit)


def _warm_up() -> None:
    """Import everything once; a child shall be killed while it edits, not while Python reads modules."""
    with tempfile.TemporaryDirectory() as folder, closing(unprotected_vault(Path(folder))) as opened:
        perform(opened.store, ("save", "a", "x"))
        perform(opened.store, ("tags", "a", ["y"]))
        Model.of(opened.store)


def _main() -> None:
    _warm_up()
    for line in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            _edit_for_ever(Path(sys.argv[1]), line.strip())
        os.waitpid(child, 0)
        _say("end")


if __name__ == "__main__":
    _main()

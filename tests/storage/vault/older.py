"""Databases as PermitDesk wrote them before there was a vault: versions 1 and 2, unencrypted."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from permitdesk.domain.case import Case
from permitdesk.storage.exchange import case_to_json
from permitdesk.storage.migrations import STEPS

AT = "2026-11-0{}T10:00:00.000000+00:00"


def older_database(
    path: Path, cases: Sequence[Sequence[Case]], version: int = 2, *, deleted: Sequence[str] = ()
) -> None:
    """Write a database with the states of each case, the oldest first."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN")
        for step in STEPS[:version]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {version}")
        for states in cases:
            newest = states[-1]
            row = {
                "case_id": newest.case_id,
                "title": newest.title,
                "name": f"{newest.person.given_names} {newest.person.surname}".strip(),
                "search": newest.title.casefold(),
                "route": newest.route,
                "step": "person",
                "revision": len(states),
                "updated_at": AT.format(9),
                "deleted_at": AT.format(9) if newest.case_id in deleted else None,
                "json": _document(newest),
            }
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO cases ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
            connection.executemany(
                "INSERT INTO history VALUES (?, ?, ?, ?)",
                [
                    (state.case_id, n, AT.format(n), zlib.compress(_document(state).encode()))
                    for n, state in enumerate(states, 1)
                ],
            )
        connection.execute("COMMIT")


def _document(case: Case) -> str:
    return json.dumps({"case": case_to_json(case), "answer_kinds": {}}, ensure_ascii=False)

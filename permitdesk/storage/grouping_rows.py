"""How cases are grouped by hand: tags, and links between cases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from permitdesk.storage.case_store import Link
from permitdesk.storage.codec import encode

#: What this case is to the other one, where that is another word than the other way round.
_OTHER_WAY = {"child": "parent", "stepchild": "parent", "parent": "child"}


def tidied_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags without blanks around and within; empty and repeated ones are left out, whatever their case."""
    found: dict[str, str] = {}
    for tag in tags:
        plain = " ".join(encode(tag).split())
        if plain:
            found.setdefault(plain.casefold(), plain)
    return tuple(found.values())


def set_tags(connection: sqlite3.Connection, case_id: str, tags: Sequence[str]) -> None:
    """Replace the tags of a case."""
    connection.execute("DELETE FROM tags WHERE case_id = ?", (case_id,))
    connection.executemany(
        "INSERT INTO tags (case_id, place, tag) VALUES (?, ?, ?)",
        [(case_id, place, tag) for place, tag in enumerate(tags)],
    )


def tags_of(connection: sqlite3.Connection, case_id: str) -> tuple[str, ...]:
    """The tags of one case, in the order in which they were given."""
    rows = connection.execute("SELECT tag FROM tags WHERE case_id = ? ORDER BY place", (case_id,))
    return tuple(row[0] for row in rows.fetchall())


def all_tags(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Case id and tag of all cases, in order."""
    found: list[tuple[str, str]] = connection.execute(
        "SELECT case_id, tag FROM tags ORDER BY case_id, place"
    ).fetchall()
    return found


def link(connection: sqlite3.Connection, case_id: str, other_id: str, kind: str) -> None:
    """Link two cases both ways: ``kind`` is what the other is to the first."""
    back = _OTHER_WAY.get(kind, kind)
    connection.executemany(
        "INSERT INTO links (case_id, other_id, kind) VALUES (?, ?, ?)"
        " ON CONFLICT (case_id, other_id) DO UPDATE SET kind = excluded.kind",
        [(case_id, other_id, kind), (other_id, case_id, back)],
    )


def unlink(connection: sqlite3.Connection, case_id: str, other_id: str) -> None:
    """Take a link away on both sides."""
    connection.execute(
        "DELETE FROM links WHERE (case_id = ?1 AND other_id = ?2) OR (case_id = ?2 AND other_id = ?1)",
        (case_id, other_id),
    )


def links_of(connection: sqlite3.Connection, case_id: str) -> tuple[Link, ...]:
    """The linked cases that are not deleted."""
    rows = connection.execute(
        "SELECT links.other_id, links.kind FROM links JOIN desk ON desk.case_id = links.other_id"
        " WHERE links.case_id = ? AND desk.deleted_at IS NULL ORDER BY links.other_id",
        (case_id,),
    ).fetchall()
    return tuple(Link(other, kind) for other, kind in rows)


def all_links(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Case id and id of the linked case, of all links to cases that are not deleted."""
    found: list[tuple[str, str]] = connection.execute(
        "SELECT links.case_id, links.other_id FROM links JOIN desk ON desk.case_id = links.other_id"
        " WHERE desk.deleted_at IS NULL ORDER BY links.case_id, links.other_id"
    ).fetchall()
    return found

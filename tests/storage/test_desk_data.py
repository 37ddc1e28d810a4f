"""What a store keeps beside the answers: facts, authors, audit, tags, links, marks, deletion notes."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from permitdesk.desk.records import DerivedFacts, DeskDeadline, DeskStatus
from permitdesk.domain.case import ApproximateDay, Case, FilingRecord, Person, Tri
from permitdesk.storage import history_rows
from permitdesk.storage.case_documents import digest_of
from permitdesk.storage.case_store import AuditAction, CaseStore, DeletionNote, HistoryEntry, Link
from permitdesk.storage.database import connect
from permitdesk.storage.errors import ChangedElsewhere, NoSuchCase, VaultGone
from permitdesk.storage.handover.lineage import digest
from permitdesk.storage.migrations import STEPS
from permitdesk.storage.sqlcipher import connector
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.storage.vault.records import DataKey
from tests.storage.made_cases import FULL_CASE

START = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
DEADLINE = DeskDeadline(date(2027, 1, 31), "last_day_of_legal_stay", "last_day", "c", "Olena")
FACTS = DerivedFacts(TODAY, "2026.11", date(2027, 1, 31), (DEADLINE,))
KEY = connector(DataKey("k", bytes(range(48))))


def ticking() -> Callable[[], datetime]:
    seconds = count()
    return lambda: START + timedelta(seconds=next(seconds))


@pytest.fixture(params=["plain", "encrypted"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteCaseStore]:
    connect_to = connect if request.param == "plain" else KEY
    with closing(SqliteCaseStore(tmp_path / "cases.db", ticking(), connect_to=connect_to)) as store:
        yield store


# --- facts -----------------------------------------------------------------------------


def test_facts_stand_on_the_list_and_stay_until_there_are_others(store: CaseStore) -> None:
    store.save(Case("c"), None, facts=FACTS)
    line = store.summary("c")
    assert (line.deadlines, line.assessed_on, line.rules_version) == ((DEADLINE,), TODAY, "2026.11")
    assert line.last_day_of_legal_stay == date(2027, 1, 31)
    store.save(Case("c", note="x"), None, date(2027, 2, 1))
    assert store.summary("c").deadlines == (DEADLINE,)
    assert store.summary("c").last_day_of_legal_stay == date(2027, 2, 1)
    assert store.list_cases() == (store.summary("c"),)


def test_refreshed_facts_leave_the_time_of_the_last_save(store: CaseStore) -> None:
    revision = store.save(Case("c"), None)
    saved = store.summary("c").updated_at
    assert store.refresh_facts("c", revision, FACTS)
    assert store.summary("c").deadlines == (DEADLINE,)
    assert store.summary("c").updated_at == saved


def test_facts_of_answers_that_changed_meanwhile_are_not_stored(store: CaseStore) -> None:
    store.save(Case("c"), None)
    store.save(Case("c", note="x"), None)
    assert not store.refresh_facts("c", 1, FACTS)
    assert not store.refresh_facts("nobody", 1, FACTS)
    assert store.summary("c").assessed_on is None


def test_a_restored_state_has_no_facts_of_other_answers(store: CaseStore) -> None:
    store.save(Case("c"), None)
    store.save(Case("c", note="x"), None, facts=FACTS)
    store.restore("c", 1)
    line = store.summary("c")
    assert (line.deadlines, line.assessed_on, line.last_day_of_legal_stay) == ((), None, None)


def test_a_case_is_filed_once_it_has_a_upo_and_closed_by_hand(store: CaseStore) -> None:
    store.save(Case("c"), None)
    assert store.summary("c").status is DeskStatus.PREPARING
    store.save(Case("c", filing=FilingRecord(upo_received=Tri.YES)), None)
    assert store.summary("c").status is DeskStatus.FILED
    store.close_case("c")
    assert store.summary("c").status is DeskStatus.CLOSED
    store.save(Case("c", note="still written to"), None)
    assert store.summary("c").status is DeskStatus.CLOSED
    store.reopen_case("c")
    assert store.summary("c").closed_at is None


# --- history and audit --------------------------------------------------------------------


def test_each_state_says_when_by_whom_how_and_what(store: CaseStore) -> None:
    store.set_author(" Anna ")
    store.save(Case("c", title="a"), None)
    store.set_author("")
    store.save(Case("c", title="b", members=(Case("d"),)), None)
    store.restore("c", 1)
    told = [(e.revision, e.author, e.action, e.changed) for e in store.history("c")]
    assert told == [
        (3, "", AuditAction.RESTORED, ("members", "title")),
        (2, "", AuditAction.EDITED, ("members", "title")),
        (1, "Anna", AuditAction.CREATED, ()),
    ]
    assert store.state("c", 2).members == (Case("d"),)
    with pytest.raises(NoSuchCase):
        store.state("c", 4)


@pytest.mark.parametrize("action", [AuditAction.IMPORTED, AuditAction.COPIED])
def test_a_case_that_came_from_elsewhere_says_so(action: AuditAction, store: CaseStore) -> None:
    store.save(Case("c"), None, action=action)
    assert store.history("c")[0].action is action


def test_the_audit_has_everything_newest_first(store: CaseStore) -> None:
    store.save(Case("c"), None)
    store.save(Case("c", note="x"), None)
    store.note("c", AuditAction.EXPORTED, "pdf")
    store.delete("c")
    store.delete("c")
    store.undelete("c")
    store.keep_until("c", date(2030, 1, 1))
    store.save(Case("c", note="y"), None, action=AuditAction.MERGED)
    assert [(e.action.value, e.revision, e.detail) for e in store.audit("c")] == [
        ("merged", 3, ""),
        ("kept", None, "2030-01-01"),
        ("undeleted", None, ""),
        ("deleted", None, ""),
        ("exported", None, "pdf"),
        ("edited", 2, ""),
        ("created", 1, ""),
    ]
    assert store.summary("c").keep_until == date(2030, 1, 1)


def test_the_lineage_knows_each_kept_state_by_its_digest(store: CaseStore) -> None:
    first, second = Case("c", title="Łucja"), FULL_CASE.with_changes(case_id="c")
    store.save(first, None)
    store.save(second, None)
    assert store.lineage("c") == ((2, digest(second)), (1, digest(first)))


def test_a_digest_does_not_look_at_ranges_that_say_nothing() -> None:
    left_over = ApproximateDay("absences.gone.left", date(2020, 1, 1), date(2020, 2, 1))
    assert digest_of(Case("c", approximate=(left_over,))) == digest_of(Case("c"))


def test_beyond_the_newest_states_the_last_of_each_day_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_rows, "KEPT_REVISIONS", 4)
    hours = count(step=9)
    with closing(SqliteCaseStore(tmp_path / "c.db", lambda: START + timedelta(hours=next(hours)))) as store:
        for n in range(20):
            store.save(Case("c", title=str(n)), None)
        kept = store.history("c")
    newest, older = kept[:4], kept[4:]
    assert [e.revision for e in newest] == [20, 19, 18, 17]
    days = [e.at.date() for e in older]
    assert len(set(days)) == len(days)
    every = {START.date() + timedelta(days=d) for d in range((older[0].at.date() - START.date()).days + 1)}
    assert set(days) >= every - {newest[-1].at.date()}


# --- tags and links ---------------------------------------------------------------------


def test_tags_are_tidied_found_and_kept_through_edits(store: CaseStore) -> None:
    store.save(Case("c"), None)
    store.set_tags("c", [" Pilne ", "", "pilne", "praca  sezonowa"])
    assert store.summary("c").tags == ("Pilne", "praca sezonowa")
    store.save(Case("c", title="new"), None)
    assert [line.case_id for line in store.list_cases("sezonowa new")] == ["c"]
    store.set_tags("c", [])
    assert store.list_cases("sezonowa") == ()
    with pytest.raises(NoSuchCase):
        store.set_tags("nobody", ["x"])


def test_a_copy_has_the_tags_and_no_links(store: CaseStore) -> None:
    store.save(Case("c"), None)
    store.save(Case("d"), None)
    store.set_tags("c", ["pilne"])
    store.link("c", "d", "spouse")
    copy = store.duplicate("c")
    assert store.summary(copy).tags == ("pilne",)
    assert store.links(copy) == ()
    assert [line.case_id for line in store.list_cases("pilne")] == [copy, "c"]


def test_a_link_is_seen_from_both_sides_and_says_who_the_other_is(store: CaseStore) -> None:
    for case_id in ("mother", "child", "third"):
        store.save(Case(case_id), None)
    store.link("mother", "child", "child")
    store.link("mother", "third", "other")
    assert store.links("child") == (Link("mother", "parent"),)
    assert store.links("mother") == (Link("child", "child"), Link("third", "other"))
    assert store.summary("mother").linked == ("child", "third")
    store.link("mother", "third", "spouse")
    store.delete("child")
    assert store.links("mother") == (Link("third", "spouse"),)
    assert {line.case_id: line.linked for line in store.list_cases()}["mother"] == ("third",)
    store.unlink("third", "mother")
    store.unlink("third", "mother")
    assert store.links("mother") == store.links("third") == ()
    with pytest.raises(NoSuchCase):
        store.link("mother", "nobody", "other")
    with pytest.raises(ValueError, match="itself"):
        store.link("mother", "mother", "other")


# --- deleting -----------------------------------------------------------------------------


def test_a_purge_leaves_a_note_and_nothing_else(store: SqliteCaseStore) -> None:
    store.set_author("Anna")
    store.save(Case("c", person=Person("Zuzanna", "Unmistakable")), None)
    store.save(Case("d"), None)
    store.set_tags("c", ["pilne"])
    store.link("c", "d", "other")
    store.delete("c")
    store.purge("c", "request", [date(2026, 11, 20)])
    (note,) = store.deletion_notes()
    assert note == DeletionNote(note.at, "Anna", "request", TODAY, (date(2026, 11, 20),))
    assert store.links("d") == ()
    assert store.unfinished_deletions() == ("c",)
    store.finish_deletion("c")
    assert store.unfinished_deletions() == ()
    assert store.deletion_notes()[0].backups_left == ()
    tables = store._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        rows = store._connection.execute(f"SELECT * FROM {table}").fetchall()
        assert "'c'" not in repr(rows)
        assert "Unmistakable" not in repr(rows)


# --- settings, guard --------------------------------------------------------------------------


def test_settings_travel_with_the_cases(tmp_path: Path) -> None:
    with closing(SqliteCaseStore(tmp_path / "c.db", ticking())) as store:
        assert store.setting("trash_days") is None
        store.set_setting("trash_days", "30")
        store.set_setting("trash_days", "60")
        store.set_author("Anna")
    with closing(SqliteCaseStore(tmp_path / "c.db", ticking())) as store:
        assert (store.setting("trash_days"), store.author) == ("60", "Anna")
        store.set_setting("trash_days", None)
        assert store.setting("trash_days") is None


def test_nothing_is_written_where_the_guard_refuses(tmp_path: Path) -> None:
    gone = False

    def guard() -> None:
        if gone:
            raise VaultGone("unplugged")

    with closing(SqliteCaseStore(tmp_path / "c.db", ticking(), guard=guard)) as store:
        store.save(Case("c"), None)
        gone = True
        changes: list[Callable[[], object]] = [
            lambda: store.save(Case("c", note="x"), None),
            lambda: store.set_tags("c", ["x"]),
            lambda: store.delete("c"),
            lambda: store.purge("c"),
            lambda: store.set_author("x"),
            lambda: store.duplicate("c"),
            lambda: store.refresh_facts("c", 1, FACTS),
        ]
        for change in changes:
            with pytest.raises(VaultGone):
                change()
        assert store.load("c").case == Case("c")
        assert len(store.list_cases()) == 1


def test_the_author_is_not_asked_of_the_case_of_somebody_else(store: CaseStore) -> None:
    store.save(Case("c"), None)
    store.save(Case("c", note="theirs"), None, expected=1)
    with pytest.raises(ChangedElsewhere):
        store.save(Case("c", note="ours"), None, expected=1)
    assert store.history("c")[0].changed == ("note",)


# --- older databases ----------------------------------------------------------------------------


def _older(path: Path) -> None:
    """A database of version 2, made by the steps of that time."""
    document = (
        '{"answer_kinds":{},"case":{"case_id":"c","format":"permitdesk.case","person":{"given_names":"Łucja",'
        '"surname":"Nowak"},"title":"old","version":3}}'
    )
    packed = zlib.compress(document.encode())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for step in STEPS[:2]:
            step(connection)
        for case_id, text in (("c", document), ("bad", "{")):
            connection.execute(
                "INSERT INTO cases VALUES (?, 'old', 'Łucja Nowak', 'old lucja', NULL, '2027-01-31',"
                " 'permit', 2, '2026-11-20T10:00:00.000000+00:00', NULL, ?, 1)",
                (case_id, text),
            )
            for revision, day in ((1, 18), (2, 20)):
                at = f"2026-11-{day}T10:00:00.000000+00:00"
                connection.execute("INSERT INTO history VALUES (?, ?, ?, ?)", (case_id, revision, at, packed))
        connection.execute("PRAGMA user_version = 2")


def test_an_older_database_keeps_everything(tmp_path: Path) -> None:
    path = tmp_path / "cases.db"
    _older(path)
    with closing(SqliteCaseStore(path, ticking())) as store:
        line = store.summary("c")
        assert (line.name, line.step, line.last_day_of_legal_stay) == (
            "Łucja Nowak",
            "permit",
            date(2027, 1, 31),
        )
        assert line.created_at == datetime(2026, 11, 18, 10, tzinfo=UTC)
        assert line.updated_at == datetime(2026, 11, 20, 10, tzinfo=UTC)
        assert len(line.identities) == 1
        stored = store.load("c")
        assert (stored.revision, stored.case.title) == (2, "old")
        assert [(e.revision, e.action) for e in store.history("c")] == [
            (2, AuditAction.EDITED),
            (1, AuditAction.CREATED),
        ]
        assert [e.action for e in store.audit("c")] == [AuditAction.EDITED, AuditAction.CREATED]
        assert store.lineage("c") == ((2, digest_of(stored.case)), (1, digest_of(stored.case)))
        assert {found.case_id for found in store.list_cases("lucja")} == {"c", "bad"}
        assert store.restore("bad", 1).case.title == "old"


def test_a_case_that_an_older_program_could_not_read_still_stands_on_the_list(tmp_path: Path) -> None:
    _older(tmp_path / "cases.db")
    with closing(SqliteCaseStore(tmp_path / "cases.db", ticking())) as store:
        assert store.summary("bad").name == "Łucja Nowak"
        assert store.history("bad")[0] == HistoryEntry(2, datetime(2026, 11, 20, 10, tzinfo=UTC))


def test_the_copy_before_lifting_an_encrypted_database_is_encrypted_and_where_it_is_wanted(
    tmp_path: Path,
) -> None:
    path, copy = tmp_path / "vault-1.db", tmp_path / "backups" / "copy.db"
    copy.parent.mkdir()
    with closing(KEY(path)) as connection:
        for step in STEPS[:2]:
            step(connection)
        connection.execute(
            "INSERT INTO cases VALUES ('c', 'Unmistakable', '', '', NULL, NULL, NULL, 1,"
            " '2026-11-20T10:00:00.000000+00:00', NULL, '{', 1)"
        )
        connection.execute("PRAGMA user_version = 2")
    SqliteCaseStore(path, ticking(), connect_to=KEY, copy_to=lambda: copy).close()
    assert sorted(p.name for p in tmp_path.rglob("*.*") if p.is_file()) == ["copy.db", "vault-1.db"]
    assert b"Unmistakable" not in copy.read_bytes()
    with closing(KEY(copy)) as kept:
        assert kept.execute("SELECT title FROM cases").fetchone() == ("Unmistakable",)

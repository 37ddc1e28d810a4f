"""A case that goes to another computer and comes back, again and again, over two real stores."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from permitdesk.desk.records import DerivedFacts, DeskDeadline
from permitdesk.domain.case import Case, Person
from permitdesk.domain.merging import Side
from permitdesk.storage.case_store import AuditAction
from permitdesk.storage.errors import ChangedElsewhere
from permitdesk.storage.handover.packages import Package
from permitdesk.storage.sqlite_store import SqliteCaseStore
from permitdesk.ui.viewmodels.handover import Incoming, Standing, held_against, packages, take_over

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[tuple[SqliteCaseStore, SqliteCaseStore]]:
    """Two computers with the same case."""
    with (
        closing(SqliteCaseStore(tmp_path / "a.db", lambda: NOW)) as a,
        closing(SqliteCaseStore(tmp_path / "b.db", lambda: NOW)) as b,
    ):
        a.save(Case("x", title="t0", note="n0", person=Person("Jan", "Kowal")), "summary")
        take(b, packed(a))
        yield a, b


def packed(store: SqliteCaseStore) -> Package:
    (package,) = packages(store, ["x"], TODAY)
    return package


def take(store: SqliteCaseStore, package: Package, **choices: Side) -> Incoming:
    incoming = held_against(store, package)
    take_over(store, incoming, choices)
    return incoming


def edit(store: SqliteCaseStore, **told: object) -> None:
    stored = store.load("x")
    store.save(stored.case.with_changes(**told), stored.step, expected=stored.revision)


def conflicts(incoming: Incoming) -> list[str]:
    assert incoming.merge is not None
    return [change.path for change in incoming.merge.conflicts]


def test_what_was_decided_once_is_not_asked_again(desks: tuple[SqliteCaseStore, SqliteCaseStore]) -> None:
    ours, theirs = desks
    edit(ours, title="ours")
    edit(theirs, title="theirs")
    package = packed(theirs)
    assert conflicts(take(ours, package)) == ["title"]
    assert held_against(ours, package).standing is Standing.CHANGED_HERE
    edit(theirs, note="n1")
    later = held_against(ours, packed(theirs))
    assert conflicts(later) == []
    take_over(ours, later, {})
    assert (ours.load("x").case.title, ours.load("x").case.note) == ("ours", "n1")


def test_what_was_taken_over_and_then_taken_back_stays_so(
    desks: tuple[SqliteCaseStore, SqliteCaseStore],
) -> None:
    ours, theirs = desks
    edit(ours, title="ours")
    edit(theirs, note="a mistake of theirs")
    take(ours, packed(theirs))
    edit(ours, note="n0")
    edit(theirs, advisor="Ola")
    take(ours, packed(theirs))
    assert (ours.load("x").case.note, ours.load("x").case.advisor) == ("n0", "Ola")


def test_a_joined_case_goes_back_without_a_question(desks: tuple[SqliteCaseStore, SqliteCaseStore]) -> None:
    ours, theirs = desks
    edit(ours, title="ours")
    edit(theirs, title="theirs")
    take(ours, packed(theirs))
    back = take(theirs, packed(ours))
    assert back.standing is Standing.CHANGED_THERE
    assert theirs.load("x").case == ours.load("x").case


def test_the_history_keeps_the_copy_below_the_joined_case(
    desks: tuple[SqliteCaseStore, SqliteCaseStore],
) -> None:
    ours, theirs = desks
    edit(ours, title="ours")
    edit(theirs, title="theirs")
    take(ours, packed(theirs))
    merged, copy, *_ = ours.history("x")
    assert (merged.action, copy.action) == (AuditAction.MERGED, AuditAction.IMPORTED)
    assert ours.state("x", copy.revision).title == "theirs"
    assert ours.state("x", merged.revision).title == "ours"


def test_a_joined_case_is_worked_out_anew(desks: tuple[SqliteCaseStore, SqliteCaseStore]) -> None:
    ours, theirs = desks
    due = DeskDeadline(TODAY, "pay_both_fees", "hard", "x")
    stored = ours.load("x")
    ours.save(stored.case, stored.step, facts=DerivedFacts(TODAY, "2026.11", TODAY, (due,)))
    edit(theirs, note="another day of stay")
    take(ours, packed(theirs))
    row = ours.summary("x")
    assert (row.deadlines, row.assessed_on) == ((), None)


def test_a_case_changed_meanwhile_is_not_joined_at_all(
    desks: tuple[SqliteCaseStore, SqliteCaseStore],
) -> None:
    ours, theirs = desks
    edit(ours, title="ours")
    edit(theirs, title="theirs")
    incoming = held_against(ours, packed(theirs))
    edit(ours, note="meanwhile")
    before = ours.lineage("x")
    with pytest.raises(ChangedElsewhere):
        take_over(ours, incoming, {})
    assert ours.lineage("x") == before

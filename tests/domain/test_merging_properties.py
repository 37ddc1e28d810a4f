"""What holds for every merge, for cases that hypothesis thinks of."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from permitdesk.domain.case import Case
from permitdesk.domain.merging import Change, ChangeKind, Merge, Side, merge, resolved
from permitdesk.domain.merging_told import LISTS, Told, take_apart
from permitdesk.domain.stay.approximate import tidied
from permitdesk.storage.codec import decoder_of
from permitdesk.storage.exchange import checked_json, decode_case
from tests.domain.merging_cases import edited, household, made, person
from tests.domain.merging_oracle import joined, table

#: explaining a failure takes minutes with cases of a hundred fields
PHASES = [Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink]
LITTLE = settings(max_examples=150, deadline=None, phases=PHASES)
cases = made(household)


def triples(
    ours_add: range = range(2, 6), theirs_add: range = range(2, 6)
) -> st.SearchStrategy[tuple[Case, Case, Case]]:
    """A state and two copies of it that went on separately."""

    def make(random: Random) -> tuple[Case, Case, Case]:
        base = household(random)
        ours, theirs = edited(random, base, ours_add), edited(random, base, theirs_add)
        if random.random() < 0.2:
            theirs = theirs.with_changes(members=household(random).members)
        return base, ours, theirs

    return made(make)


#: added entries have numbers of their own on each side, as the oracle needs it
apart = triples(range(5, 8), range(8, 11))


@LITTLE
@given(cases, cases)
def test_what_only_they_changed_is_taken_whole(base: Case, theirs: Case) -> None:
    assert merge(base, base, theirs).merged == theirs


@LITTLE
@given(cases, cases)
def test_what_only_we_changed_stays_whole(base: Case, ours: Case) -> None:
    assert merge(base, ours, base).merged == ours


@LITTLE
@given(st.none() | cases, cases)
def test_two_equal_copies_are_one_whatever_was_before(base: Case | None, case: Case) -> None:
    found = merge(base, case, case)
    assert found.merged == case
    assert found.conflicts == ()


@LITTLE
@given(cases)
def test_nothing_changed_is_no_change(case: Case) -> None:
    assert merge(case, case, case).changes == ()


@LITTLE
@given(apart)
def test_it_is_what_the_rules_say_read_row_by_row(three: tuple[Case, ...]) -> None:
    base, ours, theirs = three
    merged = merge(base, ours, theirs).merged
    assert table(merged) == joined(table(base), table(ours), table(theirs))
    for member in merged.members:
        sides = [next((m for m in case.members if m.case_id == member.case_id), None) for case in three]
        if all(sides):
            b, o, t = (table(side) for side in sides if side is not None)
            # Entries of members are numbered alike on both sides: only what stood before is compared.
            expected = joined(b, o, t)
            assert {n: told for n, told in table(member).items() if n in b} == {
                n: told for n, told in expected.items() if n in b
            }


@LITTLE
@given(triples())
def test_a_merge_can_be_written_and_read_again(three: tuple[Case, ...]) -> None:
    merged = merge(*three).merged
    assert decode_case(checked_json(merged), decoder_of(merged)) == merged
    assert tidied(merged) == merged


@LITTLE
@given(apart)
def test_the_other_side_has_the_same_conflicts(three: tuple[Case, ...]) -> None:
    base, ours, theirs = three
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert {(c.path, c.ours, c.theirs) for c in one.conflicts} == {
        (c.path, c.theirs, c.ours) for c in other.conflicts
    }


@LITTLE
@given(triples())
def test_no_journey_and_no_stay_that_somebody_added_is_lost(three: tuple[Case, ...]) -> None:
    base, ours, theirs = three
    found = merge(base, ours, theirs)
    left = {change.path for change in found.conflicts}
    for name in LISTS:
        known = {entry.id for entry in getattr(base, name)}
        told = _contents(name, found.merged)
        for case in (ours, theirs):
            added = Counter(_contents(name, case, known))
            # One that both added under one number, with a day in common, is asked about.
            asked = [path for path in left if path.startswith(f"{name}.")]
            assert sum((added - Counter(told)).values()) <= len(asked)


@LITTLE
@given(triples())
def test_choosing_one_side_everywhere_gives_that_side(three: tuple[Case, ...]) -> None:
    base, ours, theirs = three
    found = merge(base, ours, theirs)
    for side, case in ((Side.OURS, ours), (Side.THEIRS, theirs)):
        chosen = resolved(found, {change.path: side for change in found.changes})
        assert _plain(chosen) == _plain(case)


@LITTLE
@given(triples())
def test_choosing_the_defaults_changes_nothing(three: tuple[Case, ...]) -> None:
    found = merge(*three)
    assert resolved(found, {change.path: change.default for change in found.changes}) == found.merged


@LITTLE
@given(triples())
def test_every_change_has_a_path_of_its_own_and_says_what_differs(three: tuple[Case, ...]) -> None:
    changes = merge(*three).changes
    assert len({change.path for change in changes}) == len(changes)
    for change in changes:
        assert _kind(change) is change.kind


@LITTLE
@given(made(person), made(person))
def test_without_a_common_state_nothing_told_gives_way_and_the_rest_is_asked(
    ours: Case, theirs: Case
) -> None:
    found = merge(None, ours, theirs)
    for change in found.changes:
        assert change.ours != change.theirs
        if change.kind is ChangeKind.CONFLICT:
            assert _told(change.ours)
            assert _told(change.theirs)
    assert merge(None, ours, found.merged).merged == found.merged


def _told(value: Any) -> bool:
    """Whether something stands there."""
    if isinstance(value, Told):
        return bool(value.unknown) or any(each not in (None, "", ()) for _, each in value.values)
    return value is not None


def _kind(change: Change) -> ChangeKind:
    if change.ours == change.theirs:
        return ChangeKind.BOTH_SAME
    if change.base == change.ours:
        return ChangeKind.TAKEN
    return ChangeKind.KEPT if change.base == change.theirs else ChangeKind.CONFLICT


def _contents(name: str, case: Case, known: frozenset[str] | set[str] = frozenset()) -> list[Told]:
    """The entries of a list without their ids; those in ``known`` are left out."""
    return [told for (entry, _), told in take_apart(case).entries[name].items() if entry not in known]


def _plain(case: Case) -> Any:
    """A case without ids that may be given anew, without order and without loose marks."""
    apart = take_apart(case)
    entries = {name: Counter(told.values()) for name, told in apart.entries.items()}
    members = {member.case_id: _plain(member) for member in case.members}
    return apart.scalars, apart.records, entries, apart.answers, members


def test_a_merge_shows_no_answers_when_it_is_printed() -> None:
    case = Case("c", note="secret")
    found: Merge = merge(case, case, case)
    assert repr(found).count("secret") == 1

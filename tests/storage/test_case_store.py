"""What every store of cases promises; a second backend would join ``STORES``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from permitdesk.desk.duplicates import identities_of
from permitdesk.desk.search_keys import search_parts, search_text
from permitdesk.domain.answers import Answers
from permitdesk.domain.case import Absence, Case, Person
from permitdesk.storage.case_store import CaseStore, CaseSummary
from permitdesk.storage.errors import NoSuchCase
from permitdesk.storage.sqlite_store import KEPT_REVISIONS, SqliteCaseStore
from tests.storage.made_cases import FULL_CASE, cases

START = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
Reopen = Callable[[], CaseStore]


def _ticking() -> Callable[[], datetime]:
    """A clock that is one second later each time somebody looks."""
    seconds = count()
    return lambda: START + timedelta(seconds=next(seconds))


def _sqlite(folder: Path, clock: Callable[[], datetime]) -> CaseStore:
    return SqliteCaseStore(folder / "cases.db", clock)


STORES = {"sqlite": _sqlite}


@pytest.fixture(params=list(STORES))
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Reopen]:
    """Opens the same store again and again, as the program does from day to day."""
    clock = _ticking()
    opened: list[CaseStore] = []

    def again() -> CaseStore:
        for store in opened:
            store.close()
        opened.append(STORES[request.param](tmp_path, clock))
        return opened[-1]

    yield again
    for store in opened:
        store.close()


@pytest.fixture
def store(reopen: Reopen) -> CaseStore:
    return reopen()


def test_a_new_store_has_no_cases(store: CaseStore) -> None:
    assert store.list_cases() == ()


def test_a_saved_case_is_there_after_a_restart_on_the_same_step(reopen: Reopen) -> None:
    reopen().save(FULL_CASE, "timeline", date(2027, 1, 31))
    stored = reopen().load(FULL_CASE.case_id)
    assert (stored.case, stored.step, stored.revision) == (FULL_CASE, "timeline", 1)


def test_the_list_tells_what_the_desk_needs(store: CaseStore) -> None:
    store.save(FULL_CASE, "timeline", date(2027, 1, 31))
    assert store.list_cases() == (
        CaseSummary(
            case_id=FULL_CASE.case_id,
            title="Pobyt stały, Łucja",
            route="pr_tolerated_10y",
            last_day_of_legal_stay=date(2027, 1, 31),
            updated_at=START,
            step="timeline",
            name="Łucja Żółć-Příkladová",
            people=2,
            advisor="Poradnia",
            voivodeship="wielkopolskie",
            search=search_text(search_parts(FULL_CASE)),
            identities=identities_of(FULL_CASE),
            created_at=START,
        ),
    )


def test_a_household_is_one_case_that_everybody_of_it_is_found_by(store: CaseStore) -> None:
    store.save(FULL_CASE, "timeline")
    store.save(Case("other", title="Zo"), "timeline")
    assert [(c.case_id, c.people) for c in store.list_cases("zoe")] == [(FULL_CASE.case_id, 2)]
    assert [c.case_id for c in store.list_cases("zoe żółć")] == [FULL_CASE.case_id]
    copy = store.load(store.duplicate(FULL_CASE.case_id)).case
    assert copy.members == FULL_CASE.members
    store.delete(FULL_CASE.case_id)
    store.undelete(FULL_CASE.case_id)
    assert store.load(FULL_CASE.case_id).case == FULL_CASE


def test_each_answer_of_a_member_is_a_revision_of_the_household(store: CaseStore) -> None:
    family = Case("a", members=(Case("b"),))
    assert store.save(family, None) == 1
    changed = family.with_changes(members=(Case("b", answers=Answers.of({"rent": Decimal("800.50")})),))
    assert store.save(changed, None) == 2
    assert store.load("a").case == changed
    assert store.restore("a", 1).case == family


def test_the_case_saved_last_comes_first(store: CaseStore) -> None:
    for case_id in ("a", "b", "c", "a"):
        store.save(Case(case_id), None)
    assert [summary.case_id for summary in store.list_cases()] == ["a", "c", "b"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(case=cases)
def test_any_case_comes_back_as_it_was(store: CaseStore, case: Case) -> None:
    store.save(case, "permit")
    assert store.load(case.case_id).case == case


@pytest.mark.parametrize(
    "case",
    [
        Case("c", person=Person(birth_date=date(202, 1, 1))),
        Case("c", absences=(Absence("a"), Absence("a"))),
        Case("c", answers=Answers.of({"q": Decimal("1E+20"), "n": 10**12, "d": date(1, 1, 1)})),
    ],
)
def test_even_a_mistyped_case_opens_again(store: CaseStore, case: Case) -> None:
    store.save(case, None)
    assert store.load("c").case == case


def test_half_a_character_does_not_stop_a_save(store: CaseStore) -> None:
    store.save(Case("c", title="a\ud83d"), None)
    assert store.load("c").case.title == store.list_cases()[0].title == "a\N{REPLACEMENT CHARACTER}"


def test_a_case_without_an_id_cannot_be_saved(store: CaseStore) -> None:
    with pytest.raises(ValueError, match="without an id"):
        store.save(Case(""), None)


# --- search ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["lucja", "strasse", "cyrillic", "percent"]),
        ("lucja", ["lucja"]),
        ("ŁUCJA zolc", ["lucja"]),
        ("Żółć", ["lucja"]),
        ("zo prikl", ["lucja"]),
        ("STRASSE", ["strasse"]),
        ("straße", ["strasse"]),
        ("соловей", ["cyrillic"]),
        ("%", ["percent"]),
        ("lucja strasse", []),
    ],
)
def test_search_ignores_capitals_and_diacritics_in_title_and_names(
    search: str, found: list[str], store: CaseStore
) -> None:
    for case in (
        Case("percent", title="100 %"),
        Case("cyrillic", title="Соловей"),
        Case("strasse", title="Straße"),
        Case("lucja", person=Person("Łucja", "Żółć-Příkladová")),
    ):
        store.save(case, None)
    assert [summary.case_id for summary in store.list_cases(search)] == found


# --- revisions ---------------------------------------------------------------------


def test_each_change_of_the_case_is_a_revision_and_a_step_is_not(store: CaseStore) -> None:
    case = Case("c")
    assert store.save(case, "applicant") == 1
    assert store.save(case, "permit", date(2027, 1, 1)) == 1
    assert store.save(case.with_changes(title="x"), "permit") == 2
    assert store.load("c").step == "permit"
    assert [entry.revision for entry in store.history("c")] == [2, 1]
    assert store.history("c")[1].at == START


def test_an_earlier_state_comes_back_after_a_restart_as_a_new_revision(reopen: Reopen) -> None:
    store = reopen()
    store.save(Case("c", title="first"), "permit", date(2027, 1, 1))
    store.save(Case("c", title="second"), "summary", date(2027, 2, 2))
    restored = reopen().restore("c", 1)
    assert (restored.case.title, restored.step, restored.revision) == ("first", "summary", 3)
    again = reopen()
    assert again.load("c") == restored
    assert again.list_cases()[0].last_day_of_legal_stay is None
    assert again.restore("c", 2).case.title == "second"


def test_only_the_newest_revisions_are_kept(store: CaseStore) -> None:
    for n in range(KEPT_REVISIONS + 5):
        store.save(Case("c", title=str(n)), None)
    history = store.history("c")
    assert len(history) == KEPT_REVISIONS
    assert history[0].revision == KEPT_REVISIONS + 5
    with pytest.raises(NoSuchCase):
        store.restore("c", 5)


# --- copies and deletion -----------------------------------------------------------


def test_a_copy_has_its_own_id_and_a_numbered_title(store: CaseStore) -> None:
    store.save(FULL_CASE, "money", date(2027, 1, 31))
    first, second = store.duplicate(FULL_CASE.case_id), store.duplicate(FULL_CASE.case_id)
    assert len({FULL_CASE.case_id, first, second}) == 3
    copy = store.load(first)
    assert copy.case == FULL_CASE.with_changes(case_id=first, title="Pobyt stały, Łucja (2)")
    assert (copy.step, copy.revision) == ("money", 1)
    assert store.load(second).case.title == "Pobyt stały, Łucja (3)"
    assert all(s.last_day_of_legal_stay == date(2027, 1, 31) for s in store.list_cases())


def test_a_copy_of_a_case_without_title_has_none_either(store: CaseStore) -> None:
    store.save(Case("c"), None)
    assert store.load(store.duplicate("c")).case.title == ""


def test_a_deleted_case_leaves_the_list_and_comes_back_whole(reopen: Reopen) -> None:
    store = reopen()
    store.save(FULL_CASE, "money")
    store.delete(FULL_CASE.case_id)
    assert store.list_cases() == ()
    again = reopen()
    assert [s.case_id for s in again.list_cases(deleted=True)] == [FULL_CASE.case_id]
    again.undelete(FULL_CASE.case_id)
    assert again.list_cases(deleted=True) == ()
    assert again.load(FULL_CASE.case_id).case == FULL_CASE
    assert len(again.history(FULL_CASE.case_id)) == 1


def test_a_purged_case_is_gone_with_its_history(store: CaseStore) -> None:
    store.save(Case("c"), None)
    store.save(Case("other"), None)
    store.purge("c")
    assert [s.case_id for s in store.list_cases()] == ["other"]
    for ask in (store.load, store.history, store.duplicate, store.delete, store.undelete, store.purge):
        with pytest.raises(NoSuchCase):
            ask("c")
    assert store.save(Case("c"), None) == 1
    assert len(store.history("c")) == 1


def test_a_case_nobody_saved_is_not_there(store: CaseStore) -> None:
    with pytest.raises(NoSuchCase):
        store.load("c")
    with pytest.raises(NoSuchCase):
        store.restore("c", 1)


# --- the clock ---------------------------------------------------------------------


def test_times_are_kept_in_utc(tmp_path: Path) -> None:
    warsaw = timezone(timedelta(hours=1))
    store = _sqlite(tmp_path, lambda: datetime(2026, 11, 21, 3, 30, tzinfo=warsaw))
    store.save(Case("c"), None)
    assert store.list_cases()[0].updated_at.isoformat() == "2026-11-21T02:30:00+00:00"
    store.close()


def test_a_clock_without_zone_is_a_mistake(tmp_path: Path) -> None:
    store = _sqlite(tmp_path, lambda: START.replace(tzinfo=None))
    with pytest.raises(ValueError, match="zone"):
        store.save(Case("c"), None)
    assert store.list_cases() == ()
    store.close()

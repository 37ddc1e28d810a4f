"""Is this person on the desk already?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.desk.duplicates import Likeness, doubled_cases, identities_of, look_alikes, name_key
from permitdesk.desk.records import CaseSummary, Identity
from permitdesk.domain.case import Case, Person
from tests.desk.rows import TODAY, at, row

BORN = date(1990, 5, 2)
OTHER = date(1991, 1, 1)

SAME = (
    ("Олександр Хоменко", "Oleksandr Khomenko"),
    ("Олександр Хоменко", "Chomenko Aleksander"),
    ("Юлія Щербак", "Yulia Shcherbak"),
    ("Юлия Щербак", "Szczerbak Julia"),
    ("Іван Ковальський", "Ivan Kovalskyi"),
    ("Łukasz Żółć", "lukasz zolc"),
    ("Ganna Horbach", "Hanna Gorbach"),
    ("Євген Жук", "Yevhen Zhuk"),
    ("Nguyễn Văn Đức", "Nguyen Van Duc"),
    ("O'Connor Mary", "Mary OConnor"),
    ("Nowak-Kowalska Anna", "Anna Nowak Kowalska"),
    ("გიორგი ბერიძე", "Giorgi Beridze"),
    ("Li Yu", "Yu Li"),
    ("Олександр Ким", "Olexandr Kim"),
    ("Alena Kos", "Alona Kos"),
    ("Наталія Яценко", "Natalia Jacenko"),
)
DIFFERENT = (
    ("Anna Nowak", "Anna Kowalska"),
    ("Li Yu", "Li Wei"),
    ("Jan Kos", "Piotr Kos"),
    ("Олександр Хоменко", "Олександр Коваль"),
    ("Anna", "Ola"),
    ("", ""),
    ("...", "..."),
)


def who(name: str, born: date | None = BORN) -> Identity:
    return Identity(name_key(name), born)


def likeness(first: Identity, second: Identity) -> Likeness | None:
    found = look_alikes((first,), (row("other", identities=(second,)),), "own")
    return found[0].how if found else None


@pytest.mark.parametrize(("first", "second"), SAME)
def test_one_name_in_two_spellings_with_one_birth_date_is_surely_one_person(first: str, second: str) -> None:
    assert likeness(who(first), who(second)) is Likeness.SURE
    assert likeness(who(second), who(first)) is Likeness.SURE


@pytest.mark.parametrize(("first", "second"), DIFFERENT)
def test_other_names_are_other_people_even_with_one_birth_date(first: str, second: str) -> None:
    assert likeness(who(first), who(second)) is None


@pytest.mark.parametrize("missing", [(None, BORN), (BORN, None), (None, None)])
def test_without_a_birth_date_one_can_only_wonder(missing: tuple[date | None, date | None]) -> None:
    first, second = (who("Anna Nowak", born) for born in missing)
    assert likeness(first, second) is Likeness.PERHAPS


def test_another_birth_date_is_another_person() -> None:
    assert likeness(who("Anna Nowak"), who("Anna Nowak", OTHER)) is None


def test_a_second_given_name_that_one_entry_leaves_out_makes_it_likely() -> None:
    assert likeness(who("Anna Maria Nowak"), who("Nowak Anna")) is Likeness.LIKELY
    assert likeness(who("Anna Maria Nowak"), who("Nowak Anna", None)) is None


def test_a_given_name_alone_is_too_little_to_go_by() -> None:
    assert likeness(who("Anna Nowak"), who("Anna")) is None


def test_the_own_case_linked_ones_and_deleted_ones_are_not_warned_about() -> None:
    same = (who("Anna Nowak"),)
    rows = (
        row("own", identities=same),
        row("linked", identities=same),
        row("gone", identities=same, deleted_at=at(TODAY)),
        row("other", "Sprawa", identities=same, name="Anna Nowak"),
    )
    found = look_alikes(same, rows, "own", ("linked",))
    assert [(like.case_id, like.title, like.name) for like in found] == [("other", "Sprawa", "Anna Nowak")]


def test_the_surest_comes_first_and_each_case_once_for_each_person() -> None:
    ours = (who("Jan Kos"), who("Anna Nowak"))
    rows = (
        row("perhaps", identities=(who("Anna Nowak", None),)),
        row("sure", identities=(who("Nowak Anna", None), who("Anna Nowak"))),
    )
    found = look_alikes(ours, rows)
    assert [(like.case_id, like.person, like.how) for like in found] == [
        ("sure", 1, Likeness.SURE),
        ("perhaps", 1, Likeness.PERHAPS),
    ]


def test_everybody_of_a_household_is_recognised() -> None:
    child = Case("m", person=Person("Злата", "Хоменко", OTHER))
    case = Case("c", person=Person("Olena", "Khomenko", BORN), members=(child, Case("x")))
    assert identities_of(case) == (who("Khomenko Olena"), who("Хоменко Злата", OTHER), Identity("", None))


def test_cases_that_share_somebody_are_doubled_and_linked_ones_are_not() -> None:
    anna, undated = (who("Anna Nowak"),), (who("Anna Nowak", None),)
    rows = (
        row("a", identities=anna),
        row("b", identities=(who("Nowak Anna"),)),
        row("c", identities=(who("Jan Kos"), who("Ola Kos"))),
        row("gone", identities=(who("Jan Kos"),), deleted_at=at(TODAY)),
    )
    assert doubled_cases(rows) == {"a", "b"}
    assert doubled_cases((row("a", identities=anna), row("b", identities=undated))) == {"a", "b"}
    linked = (row("a", identities=anna, linked=("b",)), row("b", identities=anna, linked=("a",)))
    assert doubled_cases(linked) == frozenset()


def test_two_people_of_one_household_do_not_double_it() -> None:
    twins = (who("Jan Kos"), who("Jan Kos"))
    assert doubled_cases((row("a", identities=twins),)) == frozenset()


NAMES = st.sampled_from([name for pair in (*SAME, *DIFFERENT) for name in pair])
PEOPLE = st.builds(who, NAMES, st.sampled_from([BORN, OTHER, None]))
ROWS = st.lists(st.lists(PEOPLE, min_size=1, max_size=2).map(tuple), max_size=6).map(
    lambda all_of_them: [row(str(n), identities=people) for n, people in enumerate(all_of_them)]
)


@given(ROWS)
def test_what_is_doubled_has_a_look_alike(rows: list[CaseSummary]) -> None:
    for case in rows:
        found = look_alikes(case.identities, rows, case.case_id)
        sure = any(like.how is not Likeness.PERHAPS for like in found)
        if case.case_id in doubled_cases(rows):
            assert found
        assert not sure or case.case_id in doubled_cases(rows)


@given(PEOPLE, PEOPLE)
def test_likeness_works_both_ways(first: Identity, second: Identity) -> None:
    assert likeness(first, second) == likeness(second, first)


@given(st.text(max_size=20))
def test_any_text_has_a_key_and_looks_like_itself(name: str) -> None:
    key = name_key(name)
    expected = Likeness.SURE if key else None
    assert likeness(Identity(key, BORN), Identity(key, BORN)) is expected

"""Which cases the list shows, and in which order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.desk.collation import in_order
from permitdesk.desk.queries import (
    DeadlineWindow,
    Facet,
    Filter,
    Sort,
    SortBy,
    facets,
    matching,
    ordered,
    select,
)
from permitdesk.desk.records import CaseSummary, DeskStatus, Identity
from tests.desk.rows import TODAY, at, due, row

ANY_ORDER = Sort(SortBy.TITLE, descending=False)


def ids(rows: tuple[CaseSummary, ...]) -> list[str]:
    return [each.case_id for each in rows]


def shown(wanted: Filter, *rows: CaseSummary) -> list[str]:
    return ids(matching(rows, wanted, TODAY))


def test_an_empty_filter_shows_everything_but_deleted_cases() -> None:
    rows = row("a"), row("b", deleted_at=at(TODAY))
    assert shown(Filter(), *rows) == ["a"]
    assert shown(Filter(deleted=True), *rows) == ["b"]


def test_words_are_looked_for_in_the_search_text() -> None:
    rows = row("a", "Щербак"), row("b", "Nowak")
    assert shown(Filter(words="szczer"), *rows) == ["a"]


@pytest.mark.parametrize("field", ["route", "voivodeship", "advisor"])
def test_a_value_shows_the_cases_that_have_it_and_an_empty_one_those_without(field: str) -> None:
    rows = row("a", **{field: "x"}), row("b", **{field: "y"}), row("c")
    wanted: dict[str, Any] = {field: "x"}
    assert shown(Filter(**wanted), *rows) == ["a"]
    wanted = {field: ""}
    assert shown(Filter(**wanted), *rows) == ["c"]


def test_a_tag_shows_the_cases_that_bear_it() -> None:
    rows = row("a", tags=("pilne", "ua")), row("b", tags=("ua",)), row("c")
    assert shown(Filter(tag="pilne"), *rows) == ["a"]
    assert shown(Filter(tag=""), *rows) == ["c"]


def test_several_statuses_may_be_wanted_at_once() -> None:
    rows = [row(status.value, status=status) for status in DeskStatus]
    wanted = Filter(statuses=frozenset({DeskStatus.FILED, DeskStatus.CLOSED}))
    assert shown(wanted, *rows) == ["filed", "closed"]


@pytest.mark.parametrize(
    ("days", "windows"),
    [
        (-1, {DeadlineWindow.OVERDUE}),
        (0, {DeadlineWindow.NEXT_7, DeadlineWindow.NEXT_30, DeadlineWindow.NEXT_90}),
        (7, {DeadlineWindow.NEXT_7, DeadlineWindow.NEXT_30, DeadlineWindow.NEXT_90}),
        (8, {DeadlineWindow.NEXT_30, DeadlineWindow.NEXT_90}),
        (30, {DeadlineWindow.NEXT_30, DeadlineWindow.NEXT_90}),
        (31, {DeadlineWindow.NEXT_90}),
        (90, {DeadlineWindow.NEXT_90}),
        (91, set()),
    ],
)
def test_a_deadline_lies_in_the_windows_that_hold_its_day(days: int, windows: set[DeadlineWindow]) -> None:
    case = row("a", deadlines=(due(days),))
    found = {window for window in DeadlineWindow if shown(Filter(window=window), case)}
    assert found == windows


def test_any_open_deadline_counts_not_only_the_next() -> None:
    case = row("a", deadlines=(due(-3), due(20)))
    assert shown(Filter(window=DeadlineWindow.NEXT_30), case) == ["a"]


def test_advice_of_a_day_gone_by_is_never_overdue() -> None:
    case = row("a", deadlines=(due(-1, "recommended"), due(-1, "system")))
    assert shown(Filter(window=DeadlineWindow.OVERDUE), case) == []
    assert shown(Filter(window=DeadlineWindow.NONE), case) == ["a"]


def test_a_procedural_term_that_passed_is_overdue() -> None:
    case = row("a", deadlines=(due(-1, "procedural"),))
    assert shown(Filter(window=DeadlineWindow.OVERDUE), case) == ["a"]


def test_a_closed_case_has_no_deadline_to_keep() -> None:
    case = row("a", deadlines=(due(3),), status=DeskStatus.CLOSED)
    assert shown(Filter(window=DeadlineWindow.NEXT_7), case) == []
    assert shown(Filter(window=DeadlineWindow.NONE), case) == ["a"]


def test_only_cases_with_a_look_alike_are_shown_when_asked() -> None:
    same = (Identity("anna novak", TODAY),)
    rows = row("a", identities=same), row("b", identities=same), row("c")
    assert shown(Filter(doubled=True), *rows) == ["a", "b"]
    assert ids(matching(rows, Filter(doubled=True), TODAY, {"c"})) == ["c"]


def test_conditions_hold_together() -> None:
    rows = row("a", "Nowak", advisor="Jan"), row("b", "Nowak"), row("c", "Kos", advisor="Jan")
    assert shown(Filter(words="nowak", advisor="Jan"), *rows) == ["a"]


KNOWN: dict[SortBy, dict[str, Any]] = {
    SortBy.TITLE: {"title": "b"},
    SortBy.NAME: {"name": "Anna"},
    SortBy.LAST_DAY: {"last_day_of_legal_stay": TODAY},
    SortBy.DEADLINE: {"deadlines": (due(2),)},
    SortBy.CREATED: {"created_at": at(TODAY)},
    SortBy.ADVISOR: {"advisor": "Jan"},
    SortBy.ROUTE: {"route": "pr_tolerated_10y"},
}


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("by", KNOWN)
def test_what_is_not_known_stands_last_in_both_directions(by: SortBy, descending: bool) -> None:
    rows = row("unknown"), row("known", **KNOWN[by])
    assert ids(ordered(rows, Sort(by, descending), TODAY)) == ["known", "unknown"]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("by", SortBy)
def test_equal_cases_stay_as_they_came(by: SortBy, descending: bool) -> None:
    rows = [row(str(number), "same", name="same") for number in range(5)]
    assert ids(ordered(rows, Sort(by, descending), TODAY)) == ["0", "1", "2", "3", "4"]


def test_days_are_sorted_from_the_earliest_or_from_the_latest() -> None:
    rows = [row(str(n), last_day_of_legal_stay=TODAY + timedelta(days=n)) for n in (2, -1, 5)]
    assert ids(ordered(rows, Sort(SortBy.LAST_DAY, False), TODAY)) == ["-1", "2", "5"]
    assert ids(ordered(rows, Sort(SortBy.LAST_DAY, True), TODAY)) == ["5", "2", "-1"]


def test_the_next_deadline_is_one_that_still_matters() -> None:
    rows = row("old advice", deadlines=(due(-5, "recommended"), due(9))), row("soon", deadlines=(due(3),))
    assert ids(ordered(rows, Sort(SortBy.DEADLINE, False), TODAY)) == ["soon", "old advice"]


def test_a_case_without_a_title_is_sorted_by_its_name() -> None:
    rows = row("m", "M"), row("a", "", name="Anna"), row("z", "Z")
    assert ids(ordered(rows, ANY_ORDER, TODAY)) == ["a", "m", "z"]


def test_statuses_are_sorted_by_how_far_a_case_is() -> None:
    rows = [row(s.value, status=s) for s in (DeskStatus.CLOSED, DeskStatus.PREPARING, DeskStatus.FILED)]
    assert ids(ordered(rows, Sort(SortBy.STATUS, False), TODAY)) == ["preparing", "filed", "closed"]


def test_titles_are_in_the_order_of_the_polish_alphabet() -> None:
    words = ["lato", "Ląd", "łan", "las", "Ława", "zebra", "źrebię", "żaba", "ośmiu", "ostrów", "Øre", "Élan"]
    wanted = [
        "Élan",
        "las",
        "lato",
        "Ląd",
        "łan",
        "Ława",
        "Øre",
        "ostrów",
        "ośmiu",
        "zebra",
        "źrebię",
        "żaba",
    ]
    assert sorted(words, key=in_order) == wanted


def test_select_filters_and_sorts() -> None:
    rows = row("b", "Beta"), row("x", "Xi", advisor="no"), row("a", "Alfa")
    assert ids(select(rows, Filter(advisor=""), ANY_ORDER, TODAY)) == ["a", "b"]


def test_facets_count_what_occurs_in_alphabetical_order() -> None:
    rows = (
        row("a", advisor="Żaneta", tags=("x", "y"), route="r1"),
        row("b", advisor="Anna", tags=("y",)),
        row("c", advisor="Anna", status=DeskStatus.FILED, voivodeship="v"),
    )
    found = facets(rows)
    assert found.advisors == (Facet("Anna", 2), Facet("Żaneta", 1))
    assert found.tags == (Facet("x", 1), Facet("y", 2))
    assert found.routes == (Facet("", 2), Facet("r1", 1))
    assert found.voivodeships == (Facet("", 2), Facet("v", 1))
    assert found.statuses == (Facet("filed", 1), Facet("preparing", 2))


DAYS = st.lists(st.integers(-5, 5), max_size=4)
SOME_ROWS = st.lists(
    st.builds(
        lambda number, title, days, advisor: row(
            str(number),
            title,
            deadlines=tuple(due(d) for d in sorted(days)),
            advisor=advisor,
            search=f" {title.lower()} ",
        ),
        st.integers(),
        st.sampled_from(["", "Anna", "Łucja", "Zed"]),
        DAYS,
        st.sampled_from(["", "Jan", "Ola"]),
    ),
    max_size=12,
)


@given(SOME_ROWS, st.sampled_from(list(SortBy)), st.booleans(), st.sampled_from([None, *DeadlineWindow]))
def test_sorting_first_and_filtering_then_gives_the_same_list(
    rows: list[CaseSummary], by: SortBy, descending: bool, window: DeadlineWindow | None
) -> None:
    wanted, sort = Filter(window=window), Sort(by, descending)
    assert matching(ordered(rows, sort, TODAY), wanted, TODAY) == select(rows, wanted, sort, TODAY)


@given(SOME_ROWS, st.sampled_from(list(SortBy)), st.booleans())
def test_sorting_loses_and_invents_no_case(rows: list[CaseSummary], by: SortBy, descending: bool) -> None:
    found = ids(ordered(rows, Sort(by, descending), TODAY))
    assert sorted(found) == sorted(each.case_id for each in rows)

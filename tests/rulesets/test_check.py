"""Rules, questions and words fit together, and the checks find it when they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from permitdesk.rulesets.check import check_ruleset
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.rulesets.texts import languages, load_texts
from tests.rulesets.factory import change

CONDITION = '{ kind = "negation", part = { kind = "answer_is", question = "married", values = ["no"] } }'

LIMITS = (
    'single_months = 6, total_months = 10, exempt_reasons = ["holiday", "polish_studies"],'
    ' exempt_articles = ["art. 2"]'
)

WEIGHTS = "weights = { full_weight_after_months = 18, short_stay_days = 90 }"

EU_STAY = (
    '{ kind = "eu_stay_with_blue_card", polish_years = 2, kinds = ["nobody"], years = 5,'
    ' variant_question = "colour", since_question = "wedding", longest_break_question = "people",'
    ' total_break_question = "people", continuity = { ' + LIMITS + " },"
    " polish_continuity = { " + LIMITS + " }, " + WEIGHTS + " }"
)


def problems(root: Path) -> tuple[str, ...]:
    return check_ruleset(load_ruleset(root), {code: load_texts(code, root) for code in languages()})


def test_a_complete_folder_has_no_problem(root: Path) -> None:
    assert problems(root) == ()


def test_the_shipped_rules_and_texts_have_no_problem() -> None:
    texts = {code: load_texts(code) for code in languages()}
    assert check_ruleset(load_ruleset(), texts) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("rules/sources.toml", 'id = "act"', 'id = "other"', "route b: unknown source 'act'"),
        ("rules/permits/b.toml", '"art. 3"', '" "', "b: refusal ground security: no article is named"),
        (
            "rules/permits/b.toml",
            'article = "art. 3"',
            'article = "art. 3"\nin_force_to = 2026-04-26',
            "b: refusal ground security: it ends before it begins",
        ),
        *(
            ("rules/deadlines.toml", "rolls = false", f"rolls = false\n{name} = 'nowhere'", problem)
            for name, problem in (
                ("not_before", "deadline start: unknown name 'nowhere'"),
                ("done_when", "deadline start: unknown name 'nowhere'"),
                ("needs", "deadline start: unknown name 'nowhere'"),
            )
        ),
        (
            "rules/deadlines.toml",
            '"last_legal_day"',
            '"last_day"',
            "deadline start: unknown name 'last_day'",
        ),
        ("rules/permits/b.toml", '["a"]', '["z"]', "route b: unknown related route 'z'"),
        ("rules/permits/b.toml", '["married"]', '["marred"]', "route b: unknown question 'marred'"),
        (
            "rules/permits/b.toml",
            '["married"]',
            "[]",
            "route b: question 'married' is used but never asked",
        ),
        (
            "rules/permits/b.toml",
            '["married"]',
            '["married", "money"]',
            "route b: question 'money' is asked but never used",
        ),
        ("texts/en/all.toml", "[fee_reduction]", "[fee_discount]", "en: no text 'fee_reduction.child' "),
        ("texts/pl/terms.toml", 'card = "karta pobytu"', "", "pl: no text 'term.card' (a: fee card)"),
        (
            "texts/en/all.toml",
            "Please ask the office.",
            "It is so.",
            "en: b: note hello is unconfirmed but does not say 'check with the office'",
        ),
        ("texts/pl/all.toml", 'told = "t"', 'told = "t"\nmore = "m"', "en: no text 'advice.stamp.more'"),
        (
            "texts/pl/all.toml",
            "It ends on {day}",
            "It ends",
            "text 'statement.stay.plain' puts in other values in one language than in another",
        ),
        (
            "texts/pl/all.toml",
            "{n|dzień|dni|dni|dnia}",
            "{n|dzień|dni}",
            "pl: text 'statement.stay.days' gives 2 plural forms for {n}",
        ),
        (
            "texts/en/all.toml",
            "for {who}.",
            "for {who}. {",
            "en: text 'statement.stay.plain' has a brace that belongs to no value",
        ),
        (
            "texts/en/all.toml",
            "for {who}.",
            "for {who}. }",
            "en: text 'statement.stay.plain' has a brace that belongs to no value",
        ),
    ],
)
def test_a_gap_between_rules_and_words_is_found(
    root: Path, file: str, old: str, new: str, problem: str
) -> None:
    change(root, file, old, new)
    assert any(found.startswith(problem) for found in problems(root)), problems(root)


@pytest.mark.parametrize(
    ("condition", "problem"),
    [
        ('{ kind = "answer_is", question = "nobody", values = ["no"] }', "unknown question 'nobody'"),
        ('{ kind = "answer_is", question = "married", values = ["perhaps"] }', "has no answer 'perhaps'"),
        (
            '{ kind = "answer_is", question = "colour", values = ["red"], office = ["green"] }',
            "has no answer 'green'",
        ),
        ('{ kind = "answer_is", question = "colour", values = [] }', "no answer is named"),
        (
            '{ kind = "answer_is", question = "wedding", values = ["no"] }',
            "'wedding' is answered by day, needed is yes/no or choice",
        ),
        (
            '{ kind = "elapsed_since", question = "married", years = 3 }',
            "'married' is answered by yes_no, needed is day",
        ),
        ('{ kind = "day_not_before", question = "wedding" }', "neither a first nor a last day is named"),
        (
            '{ kind = "income_above", amount_question = "people", household_question = "people" }',
            "'people' is answered by whole_number, needed is money",
        ),
        ('{ kind = "all_of", parts = [] }', "a condition without parts"),
        ('{ kind = "any_of", parts = [] }', "a condition without parts"),
        ('{ kind = "current_stay_is", kinds = ["martian"] }', "unknown kind of stay 'martian'"),
        (
            '{ kind = "current_stay_is", kinds = [], office = ["martian"] }',
            "unknown kind of stay 'martian'",
        ),
        ('{ kind = "current_stay_is", kinds = [] }', "no kind of stay is named"),
        ('{ kind = "applicant_is", kinds = ["robot"] }', "unknown kind of applicant 'robot'"),
        ('{ kind = "filing_day_within" }', "a window of filing days without a first or a last day"),
        ('{ kind = "amount_at_least", question = "money", value = "gold" }', "unknown value 'gold'"),
        ('{ kind = "qualifying_stay", years = 5, kinds = [] }', "a required stay on no kind of title"),
        (
            '{ kind = "qualifying_stay", years = 5, kinds = ["refugee"], continuity = { ' + LIMITS + " } }",
            "unknown reason for an absence 'holiday'",
        ),
        (
            '{ kind = "qualifying_stay", years = 5, kinds = ["refugee"], proceedings_credit_for = ["x"] }',
            "unknown kind of stay 'x'",
        ),
        (
            '{ kind = "credited_stay", years = 5, continuity = { ' + LIMITS + " }, " + WEIGHTS + " }",
            "unknown reason for an absence 'holiday'",
        ),
        (EU_STAY, "unknown kind of stay 'nobody'"),
        (EU_STAY, "unknown reason for an absence 'holiday'"),
    ],
)
def test_a_condition_names_only_what_exists(root: Path, condition: str, problem: str) -> None:
    change(root, "rules/permits/b.toml", CONDITION, condition)
    assert any(
        found.startswith("b: requirement is_married: ") and problem in found for found in problems(root)
    )


@pytest.mark.parametrize(
    "condition",
    [
        '{ kind = "all_of", parts = [{ kind = "answer_is", question = "married", values = ["yes"] }] }',
        (
            '{ kind = "any_of", parts = [{ kind = "answer_is", question = "married", values = ["yes"] },'
            ' { kind = "current_stay_is", kinds = ["refugee"] },'
            ' { kind = "applicant_is", kinds = ["adult"] },'
            ' { kind = "qualifying_stay", years = 5, kinds = [], any_legal = true }] }'
        ),
    ],
)
def test_conditions_that_name_what_exists_are_no_problem(root: Path, condition: str) -> None:
    change(root, "rules/permits/b.toml", CONDITION, condition)
    assert problems(root) == ()


def test_a_question_that_another_question_depends_on_must_be_asked(root: Path) -> None:
    change(
        root, "rules/permits/b.toml", CONDITION, '{ kind = "elapsed_since", question = "wedding", years = 3 }'
    )
    change(root, "rules/permits/b.toml", '["married"]', '["married", "wedding"]')
    assert problems(root) == ()
    change(root, "rules/permits/b.toml", '["married", "wedding"]', '["wedding"]')
    assert problems(root) == ("route b: question 'married' is used but never asked",)


def test_a_day_between_bounds_and_an_income_are_no_problem(root: Path) -> None:
    change(
        root,
        "rules/permits/b.toml",
        CONDITION,
        '{ kind = "all_of", parts = ['
        '{ kind = "answer_is", question = "married", values = ["yes"] },'
        '{ kind = "day_not_before", question = "wedding", not_after = 2021-12-31 },'
        '{ kind = "income_above", amount_question = "money", household_question = "people" }] }',
    )
    change(root, "rules/permits/b.toml", '["married"]', '["married", "wedding", "money", "people"]')
    assert problems(root) == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (
            '"Poland", "Polska"',
            '"Poland", "u.k."',
            "country GB: the spelling 'UK' is that of PL, too",
        ),
        ('"Poland", "Polska"', '"Polska"', "en: 'Poland' is no spelling of country PL"),
        ("eu_to = 2020-01-31", "eu_to = 1972-12-31", "country GB: a membership ends on 1972-12-31"),
        ("eu_from = 1973-01-01\n", "", "country GB: a membership ends on 2020-01-31 before it begins"),
        ('code = "GB"', 'code = "UK"', "en: no text 'country.UK.name' (country UK)"),
    ],
)
def test_a_country_is_found_by_one_spelling_and_its_days_are_in_order(
    root: Path, old: str, new: str, problem: str
) -> None:
    change(root, "rules/countries.toml", old, new)
    assert any(found.startswith(problem) for found in problems(root))


@pytest.mark.parametrize(
    ("weight", "article", "problem"),
    [
        ("half", "art. 1", "status refugee: no point of art. 212 is named for its weight"),
        ("full", " ", "status refugee: no article is named for its weight"),
    ],
)
def test_each_weight_names_its_article_and_exceptions_a_point_of_their_own(
    root: Path, weight: str, article: str, problem: str
) -> None:
    change(
        root,
        "rules/statuses.toml",
        'ltr_weight = "full"\nltr_article = "art. 1"',
        f'ltr_weight = "{weight}"\nltr_article = "{article}"',
    )
    assert problems(root) == (problem,)


@pytest.mark.parametrize("named", ['exempt_articles = ["art. 2"]', 'article = "art. 1"'])
def test_limits_for_journeys_name_an_article_for_themselves_and_for_each_reason(
    root: Path, named: str
) -> None:
    limits = 'single_months = 6, total_months = 10, exempt_reasons = ["polish_studies"]'
    start = 'kind = "qualifying_stay", years = 5, kinds = ["refugee"]'
    stay = f"{{ {start}, continuity = {{ {limits}, {named} }} }}"
    change(root, "rules/permits/b.toml", CONDITION, stay)
    found = "limits for journeys without an article for themselves and one for each reason"
    assert any(problem.endswith(found) for problem in problems(root))

"""The loader is strict: every mistake in the data is named by file and key."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from permitdesk.domain.law.citations import Certainty
from permitdesk.domain.law.condition_kinds import AbroadNow, AgeBelow, AnswerIs, Negation
from permitdesk.domain.law.rules import Family, Stage
from permitdesk.rulesets.errors import RulesetError
from permitdesk.rulesets.loader import load_ruleset
from tests.rulesets.factory import change, write


def failure(root: Path) -> RulesetError:
    with pytest.raises(RulesetError) as caught:
        load_ruleset(root)
    return caught.value


def test_a_complete_folder_loads(root: Path) -> None:
    ruleset = load_ruleset(root)
    assert (ruleset.version, ruleset.verified_on, ruleset.covered_from) == (
        "1",
        date(2026, 11, 20),
        date(2026, 4, 27),
    )
    assert [route.id for route in ruleset.routes] == ["a", "b"]
    assert [value.value for value in ruleset.values] == [date(2027, 3, 4), 30]
    assert ruleset.statuses[0].provenance.certainty is Certainty.UNCONFIRMED
    assert ruleset.earlier_filing[0].upo == ()
    assert ruleset.outdated_advice[0].right_until is None
    assert ruleset.holidays[1].easter_offset == 1
    assert ruleset.signing[0].signers == ("applicant",)


def test_routes_are_ordered_by_their_order_not_by_file_name(root: Path) -> None:
    change(root, "rules/permits/a.toml", "order = 10", "order = 30")
    assert [route.id for route in load_ruleset(root).routes] == ["b", "a"]


def test_thresholds_are_exact_and_oldest_first(root: Path) -> None:
    thresholds = load_ruleset(root).thresholds
    assert [t.single for t in thresholds] == [Decimal(700), Decimal(1010)]
    assert thresholds[1].in_family == Decimal("823.50")


def test_an_entry_states_its_provenance_or_takes_the_default(root: Path) -> None:
    route = load_ruleset(root).routes[1]
    assert route.requirements[0].provenance.article == "art. 2"
    assert route.requirements[0].provenance.in_force_from == date(2026, 4, 27)
    assert route.requirements[0].provenance.in_force_to is None


def test_common_entries_follow_the_own_ones(root: Path) -> None:
    route = load_ruleset(root).routes[1]
    assert route.family is Family.PERMANENT
    assert route.questions == ("married", "colour")
    assert route.requirements[0].condition == Negation(AnswerIs("married", ("no",)))
    assert route.bars[0].condition == AbroadNow()
    assert [(d.id, d.document, d.stage) for d in route.documents] == [
        ("photo_b", "photo", Stage.VISIT),
        ("photo", "photo", Stage.FILING),
    ]
    assert route.fees[0].reductions[0].condition == AgeBelow(16)
    assert route.refusal_grounds[0].condition is None


def test_a_route_omits_common_entries_and_questions(root: Path) -> None:
    route = load_ruleset(root).routes[0]
    assert route.questions == ()
    assert route.bars == ()
    assert route.documents == ()
    assert route.late_filing_allowed == AgeBelow(18)


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("manifest.toml", 'version = "1"', 'version = "1"\nextra = 1', "extra"),
        ("manifest.toml", 'version = "1"', "", "version"),
        ("manifest.toml", 'version = "1"', "version = 1", "version"),
        ("manifest.toml", "2026-04-27", "2026-04-27T10:00:00", "covered_from"),
        ("sources.toml", "[[source]]", "[[sauce]]", "sauce"),
        ("values.toml", "value = 30", "value = true", "value.days.value"),
        ("values.toml", "value = 30", 'value = "x"', "value.days.value"),
        ("deadlines.toml", "days = -14", "days = true", "deadline.start.days"),
        ("deadlines.toml", "rolls = false", "", "deadline.start.rolls"),
        ("statuses.toml", "legal = true", "legal = 1", "status.refugee.legal"),
        ("statuses.toml", '"no_end"', '"whenever"', "status.refugee.last_day_rule"),
        ("statuses.toml", '"no_end"', "3", "status.refugee.last_day_rule"),
        ("statuses.toml", '["first_day"]', '"first_day"', "status.refugee.asks"),
        ("statuses.toml", '["first_day"]', "[1]", "status.refugee.asks[0]"),
        ("thresholds.toml", "single = 1010", 'single = "much"', "threshold[0].single"),
        ("thresholds.toml", "single = 1010", "single = true", "threshold[0].single"),
        ("offices.toml", 'id = "mazowieckie"', "id = 7", "office[0].id"),
        ("offices.toml", 'id = "mazowieckie"', "id = 7.5", "office[0].id"),
        ("signing.toml", "[defaults]", "[defaults]\nid = 1", "defaults.id"),
        ("signing.toml", "[[signing]]", "[signing]", "signing"),
        ("questions_a.toml", 'question = "married", ', "", "question.wedding.when.question"),
        ("questions_a.toml", ', values = ["yes"]', "", "question.wedding.when.values"),
        ("questions_a.toml", 'kind = "answer_is", ', "", "question.wedding.when.kind"),
        ("questions_a.toml", '"answer_is"', '"run_code"', "question.wedding.when.kind"),
        ("questions_a.toml", "when = {", "when = [] #", "question.wedding.when"),
        ("permits/a.toml", '"photo"]', '"photo", "nothing"]', "common.omit"),
        ("permits/a.toml", "omit =", "take =", "common.take"),
        ("permits/a.toml", "[route]", "[root]", "root"),
        ("permits/a.toml", 'id = "a"', 'id = "a"\ncolour = 1', "route.colour"),
        ("permits/b.toml", 'article = "art. 2"', "", "requirement.is_married.article"),
        ("permits/b.toml", 'id = "photo_b"\n', "", "document[0].id"),
        ("common_permanent.toml", "[[bar]]", "[[barrier]]", "barrier"),
        ("common_permanent.toml", '["colour"]', '"colour"', "questions"),
    ],
)
def test_a_mistake_is_named_by_file_and_key(root: Path, file: str, old: str, new: str, key: str) -> None:
    change(root, f"rules/{file}", old, new)
    error = failure(root)
    assert error.file == f"rules/{file}"
    assert error.key == key
    assert file in str(error)
    assert key in str(error)


def test_a_route_file_without_a_route_is_refused(root: Path) -> None:
    write(root, "rules/permits/c.toml", "")
    error = failure(root)
    assert (error.file, error.key) == ("rules/permits/c.toml", "route")


def test_a_missing_file_is_named(root: Path) -> None:
    (root / "rules/offices.toml").unlink()
    assert str(failure(root)) == "rules/offices.toml: the file is missing"


def test_a_file_that_is_no_toml_is_named(root: Path) -> None:
    write(root, "rules/offices.toml", "[[[")
    error = failure(root)
    assert (error.file, error.key) == ("rules/offices.toml", "")


def test_without_permit_files_there_are_no_routes(root: Path) -> None:
    for file in (root / "rules/permits").iterdir():
        file.unlink()
    (root / "rules/permits").rmdir()
    assert load_ruleset(root).routes == ()


@pytest.mark.parametrize("file", ["offices.toml", "deadlines.toml", "values.toml", "questions_a.toml"])
def test_an_id_stands_once(root: Path, file: str) -> None:
    path = root / "rules" / file
    text = path.read_text(encoding="utf-8")
    first = text.index("[[")
    path.write_text(text + text[first:], encoding="utf-8")
    assert "used twice" in failure(root).problem


def test_a_route_may_not_repeat_a_common_id(root: Path) -> None:
    change(root, "rules/permits/b.toml", 'id = "photo_b"', 'id = "photo"')
    error = failure(root)
    assert (error.file, error.key) == ("rules/permits/b.toml", "document.photo")


NEXT_LAW = """
[[value]]
id = "days"
value = 60
article = "art. 1"
in_force_from = 2027-01-01
"""


def test_a_changed_rule_is_a_second_entry_that_begins_the_day_after(root: Path) -> None:
    change(root, "rules/values.toml", "value = 30", "value = 30\nin_force_to = 2026-12-31")
    path = root / "rules/values.toml"
    path.write_text(path.read_text(encoding="utf-8") + NEXT_LAW, encoding="utf-8")
    assert [v.value for v in load_ruleset(root).values if v.id == "days"] == [30, 60]


def test_two_entries_that_share_one_day_are_refused(root: Path) -> None:
    change(root, "rules/values.toml", "value = 30", "value = 30\nin_force_to = 2027-01-01")
    path = root / "rules/values.toml"
    path.write_text(path.read_text(encoding="utf-8") + NEXT_LAW, encoding="utf-8")
    assert failure(root).key == "value.days"


def test_the_order_of_dated_entries_does_not_matter(root: Path) -> None:
    change(root, "rules/values.toml", "value = 30", "value = 30\nin_force_from = 2027-02-01")
    path = root / "rules/values.toml"
    closed = NEXT_LAW + "in_force_to = 2027-01-31\n"
    path.write_text(path.read_text(encoding="utf-8") + closed, encoding="utf-8")
    assert [v.value for v in load_ruleset(root).values if v.id == "days"] == [30, 60]


def test_the_shipped_rules_load() -> None:
    ruleset = load_ruleset()
    permanent = [r.id for r in ruleset.routes if r.family is Family.PERMANENT]
    assert permanent == [
        "pr_child_of_foreigner",
        "pr_child_of_polish_citizen",
        "pr_polish_origin",
        "pr_karta_polaka",
        "pr_spouse_of_polish_citizen",
        "pr_trafficking_victim",
        "pr_protection_5y",
        "pr_shortage_occupation_4y",
        "pr_tolerated_10y",
        "pr_asylum",
        "pr_uk_posted_worker",
        "pr_repatriate_family",
    ]

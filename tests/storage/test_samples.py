"""The shipped samples: fictional people whose case files open, assess and cover every ground."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.household import shared_by
from permitdesk.domain.household_summary import assess_household
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Ruleset
from permitdesk.interview.validation import check_case
from permitdesk.resources import root
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.storage.exchange import case_to_text, questions_of, read_case

#: The day for which the samples were made up.
ON = date(2026, 11, 21)
FOLDER = Path(str(root())) / "samples"
FILES = sorted(FOLDER.glob("*.json"))
PERMANENT = tuple(p for p in FILES if p.stem.startswith(("pr_", "trap_")))

#: What each sample of permanent residence shows, worked out by hand: verdict and safe day.
SHOWN: dict[str, tuple[Verdict, date | None]] = {
    "pr_asylum": (Verdict.MET, ON),
    "pr_child_of_foreigner": (Verdict.MET, ON),
    "pr_child_of_polish_citizen": (Verdict.MET, ON),
    "pr_karta_polaka": (Verdict.MET, ON),
    "pr_polish_origin": (Verdict.MET, ON),
    "pr_protection_5y": (Verdict.MET, ON),
    "pr_repatriate_family": (Verdict.MET, ON),
    "pr_shortage_occupation_4y": (Verdict.MET, ON),
    "pr_spouse_of_polish_citizen": (Verdict.TOO_EARLY, date(2026, 12, 2)),
    "pr_tolerated_10y": (Verdict.MET, ON),
    "pr_trafficking_victim": (Verdict.MET, ON),
    "pr_uk_posted_worker": (Verdict.MET, ON),
    "trap_karta_polaka_no_upo": (Verdict.MET, ON),
    "trap_paper_27_april": (Verdict.NOT_MET, None),
    "trap_protection_mixed": (Verdict.NEEDS_OFFICE, date(2029, 3, 9)),
    "trap_spouse_pending_gap": (Verdict.NEEDS_OFFICE, date(2027, 5, 13)),
    "trap_tolerated_351_2": (Verdict.NOT_MET, None),
}


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    """The shipped rules."""
    return load_ruleset()


def _read(path: Path, ruleset: Ruleset) -> tuple[Case, Dossier]:
    case = read_case(path, questions_of(ruleset))
    return case, assess(case, ruleset, ON)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_opens_with_the_questions_of_the_rules_and_is_assessed(path: Path, ruleset: Ruleset) -> None:
    case, dossier = _read(path, ruleset)
    assert case.title
    assert case.person.surname
    assert case.route is not None
    assert dossier.route(case.route) is not None


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_is_told_without_a_mistake(path: Path, ruleset: Ruleset) -> None:
    case, dossier = _read(path, ruleset)
    assert check_case(case, ON, ruleset.questions) == ()
    assert dossier.timeline.problems == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_names_only_documents_and_fees_of_its_route(path: Path, ruleset: Ruleset) -> None:
    case, _ = _read(path, ruleset)
    once = shared_by(ruleset).documents if case.members else {}
    for person in assess_household(case, ruleset, ON):
        route = person.route
        assert route is not None
        named = {d.id for d in person.case.documents} - set(once)
        assert named <= {item.id for item in route.checklist}
        assert {p.id for p in person.case.payments} <= {fee.id for fee in route.fees}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_sample_is_written_as_the_program_writes_case_files(path: Path, ruleset: Ruleset) -> None:
    case, _ = _read(path, ruleset)
    assert path.read_text(encoding="utf-8") == case_to_text(case)


@pytest.mark.parametrize("path", PERMANENT, ids=lambda path: path.stem)
def test_a_sample_of_permanent_residence_shows_what_it_was_made_for(path: Path, ruleset: Ruleset) -> None:
    case, dossier = _read(path, ruleset)
    assert case.route is not None
    route = dossier.route(case.route)
    assert route is not None
    assert (route.verdict, route.earliest_filing_date.safe) == SHOWN[path.stem]


def test_every_sample_of_permanent_residence_is_shipped() -> None:
    assert {path.stem for path in PERMANENT} == set(SHOWN)


def test_there_are_at_least_twelve_samples_with_ids_of_their_own(ruleset: Ruleset) -> None:
    ids = [_read(path, ruleset)[0].case_id for path in FILES]
    assert len(ids) >= 12
    assert len(set(ids)) == len(ids)


def test_every_route_has_a_sample(ruleset: Ruleset) -> None:
    routes = {_read(path, ruleset)[0].route for path in FILES}
    assert {route.id for route in ruleset.routes} <= routes

"""The shipped samples: fictional people whose case files open, assess and cover every ground."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from permitdesk.domain.assess import assess
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier, RouteGroup
from permitdesk.domain.household import shared_by
from permitdesk.domain.household_summary import assess_household
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Channel, Family, Ruleset
from permitdesk.interview.validation import check_case
from permitdesk.resources import root
from permitdesk.rulesets.loader import load_ruleset
from permitdesk.storage.exchange import case_to_text, questions_of, read_case

#: The day for which the samples were made up.
ON = date(2026, 11, 21)
FOLDER = Path(str(root())) / "samples"
FILES = sorted(FOLDER.glob("*.json"))
TEMPORARY = tuple(p for p in FILES if p.stem.startswith("tr_"))
#: somebody who has only talked to the finder: no permit is chosen yet
NOT_SURE = "tr_finder_not_sure"
PERMANENT = tuple(p for p in FILES if p.stem.startswith(("pr_", "trap_")))

#: What each sample of permanent residence shows, worked out by hand: verdict and safe day.
SHOWN: dict[str, tuple[Verdict, date | None]] = {
    "pr_asylum": (Verdict.MET, ON),
    "pr_child_of_foreigner": (Verdict.MET, ON),
    "pr_child_of_polish_citizen": (Verdict.MET, ON),
    "pr_karta_polaka": (Verdict.MET, ON),
    "pr_polish_origin": (Verdict.MET, ON),
    "pr_protection_5y": (Verdict.MET, ON),
    # 144 days without a ready proof, 142 and 30: from the return of 30 September 2024.
    "pr_protection_reasons": (Verdict.NEEDS_OFFICE, date(2029, 10, 1)),
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

MET, OFFICE, NOT_MET = Verdict.MET, Verdict.NEEDS_OFFICE, Verdict.NOT_MET
NOW, SO_FAR, CHANGED = RouteGroup.POSSIBLE_NOW, RouteGroup.FITS_SO_FAR, RouteGroup.IF_CHANGED
MOS = Channel.MOS

#: What each sample of temporary residence shows, worked out by hand from the Act: verdict, place in the
#: ranking, way to file, and the last day on which filing is in time.
SHOWN_TEMPORARY: dict[str, tuple[Verdict, RouteGroup, Channel, date | None]] = {
    "tr_blue_card": (MET, NOW, MOS, date(2027, 2, 26)),
    "tr_business": (MET, NOW, MOS, date(2027, 1, 29)),
    # Born in Poland: illegal stay alone does not close it (art. 165(3)), so no day is the last one.
    "tr_child_born_pl": (MET, NOW, MOS, None),
    "tr_cukr": (MET, NOW, MOS, date(2027, 3, 4)),
    "tr_family_foreigner_abroad": (MET, NOW, Channel.PAPER_SPONSOR, None),
    "tr_family_foreigner_in": (MET, NOW, MOS, date(2027, 1, 31)),
    "tr_family_of_four": (MET, NOW, MOS, date(2027, 2, 28)),
    # Entered on 10 September: the 90th day is 8 December.
    "tr_family_pl_spouse": (MET, NOW, MOS, date(2026, 12, 8)),
    "tr_graduate": (MET, NOW, MOS, date(2026, 12, 31)),
    "tr_ict": (MET, NOW, Channel.PAPER_HOST, None),
    "tr_other_187_8": (OFFICE, SO_FAR, MOS, date(2026, 12, 31)),
    "tr_research": (MET, NOW, MOS, date(2027, 2, 28)),
    "tr_seasonal": (MET, NOW, MOS, date(2026, 12, 15)),
    "tr_short_stay": (MET, NOW, MOS, date(2026, 12, 18)),
    "tr_studies": (MET, NOW, MOS, date(2027, 1, 31)),
    "tr_trafficking": (MET, NOW, MOS, date(2026, 12, 28)),
    "tr_trap_missed_notice": (OFFICE, SO_FAR, MOS, date(2027, 3, 31)),
    "tr_trap_short_stay_permit": (NOT_MET, CHANGED, MOS, date(2027, 1, 15)),
    "tr_trap_tourist_visa": (NOT_MET, CHANGED, MOS, date(2027, 1, 6)),
    # 45 and 10 days before: the 90th is the 35th from 25 October, the earliest day of entry told.
    "tr_visa_free_two_states": (MET, NOW, MOS, date(2026, 11, 28)),
    "tr_work_change": (MET, NOW, Channel.PAPER_HOLDER, None),
    "tr_work_single": (MET, NOW, MOS, date(2027, 1, 8)),
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
    if path.stem == NOT_SURE:
        assert case.route is None
    else:
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
        if route is None:
            assert path.stem == NOT_SURE
            assert person.case.documents == ()
            assert person.case.payments == ()
            continue
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


@pytest.mark.parametrize("name", SHOWN_TEMPORARY)
def test_a_sample_of_temporary_residence_shows_what_it_was_made_for(name: str, ruleset: Ruleset) -> None:
    case, dossier = _read(FOLDER / f"{name}.json", ruleset)
    assert case.route is not None
    route = dossier.route(case.route)
    assert route is not None
    shown = (route.verdict, route.group, route.channel.channel, route.file_by)
    assert shown == SHOWN_TEMPORARY[name]
    if route.group in (NOW, SO_FAR):
        assert dossier.routes[0].id == route.id


def test_a_journey_remembered_roughly_keeps_the_result_open_and_names_the_day(ruleset: Ruleset) -> None:
    """5 November 2024 to 14 May 2025 is too long: safe on 15 May 2030. From 30 November on, it is not."""
    _, dossier = _read(FOLDER / "ltr_forgotten_journeys.json", ruleset)
    route = dossier.route("ltr_standard")
    assert route is not None
    assert route.verdict is Verdict.UNKNOWN
    (stay,) = route.stay_evidence
    assert stay.best is not None
    assert stay.decisive is not None
    assert stay.second is not None
    assert (stay.earliest_safe, stay.best.earliest_safe) == (date(2030, 5, 15), date(2026, 6, 16))
    assert (stay.best.verdict, stay.decisive.path) == (Verdict.MET, "absences.a3.left")
    assert stay.second.agrees


def test_a_reason_without_a_ready_proof_is_told_with_what_remains(ruleset: Ruleset) -> None:
    _, dossier = _read(FOLDER / "pr_protection_reasons.json", ruleset)
    route = dossier.route("pr_protection_5y")
    assert route is not None
    (stay,) = route.stay_evidence
    with_proof = {reason.absence_id: reason.earliest_with for reason in stay.reasons}
    assert with_proof == {"a1": date(2029, 10, 1), "a2": date(2026, 9, 21)}
    assert stay.reasons_refused is not None
    assert stay.reasons_refused.earliest_safe == date(2029, 10, 1)


def test_somebody_who_does_not_know_is_told_no_permit_for_sure(ruleset: Ruleset) -> None:
    _, dossier = _read(FOLDER / f"{NOT_SURE}.json", ruleset)
    assert {route.group for route in dossier.routes} <= {
        RouteGroup.OPEN,
        RouteGroup.IF_CHANGED,
        RouteGroup.NOT_POSSIBLE,
    }


def test_every_sample_of_temporary_residence_is_listed() -> None:
    assert {path.stem for path in TEMPORARY} == {*SHOWN_TEMPORARY, NOT_SURE}


def test_samples_of_temporary_residence_cover_many_purposes(ruleset: Ruleset) -> None:
    assert len({_read(path, ruleset)[0].route for path in TEMPORARY}) >= 18


def test_there_are_at_least_forty_samples_with_ids_of_their_own(ruleset: Ruleset) -> None:
    ids = [_read(path, ruleset)[0].case_id for path in FILES]
    assert len(ids) >= 40
    assert len(set(ids)) == len(ids)


def test_every_permit_for_good_has_a_sample(ruleset: Ruleset) -> None:
    routes = {_read(path, ruleset)[0].route for path in FILES}
    settled = {route.id for route in ruleset.routes if route.family is not Family.TEMPORARY}
    assert settled <= routes

"""Who may sign: the applicant, or the representative the law names; never anybody else."""

from __future__ import annotations

from datetime import date

import pytest

from permitdesk.domain.case import ApplicantKind, SignatureKind, SignerKind
from permitdesk.domain.law.rules import Family
from permitdesk.domain.law.signing import own_signature, signing_result
from tests.domain.law.builders import SIGNING, TODAY, case_with


@pytest.mark.parametrize(
    ("applicant", "signer", "signature", "expected"),
    [
        ("adult", "applicant", "trusted", "valid"),
        ("adult", "applicant", "qualified", "valid"),
        ("adult", "applicant", "personal", "wrong_signature"),
        ("adult", "applicant", "none", "unknown"),
        ("adult", "attorney", "qualified", "wrong_signer"),
        ("adult", "advisor", "trusted", "wrong_signer"),
        ("adult", "employer", "trusted", "wrong_signer"),
        ("adult", "spouse", "trusted", "wrong_signer"),
        ("adult", "parent", "trusted", "wrong_signer"),
        ("minor", "parent", "personal", "valid"),
        ("minor", "guardian", "trusted", "valid"),
        ("minor", "applicant", "trusted", "wrong_signer"),
        ("minor", "curator", "trusted", "wrong_signer"),
    ],
)
def test_only_the_entitled_person_signs_with_an_accepted_signature(
    applicant: str, signer: str, signature: str, expected: str
) -> None:
    case = case_with(
        applicant=ApplicantKind(applicant), signer=SignerKind(signer), signature=SignatureKind(signature)
    )
    assert signing_result(case, SIGNING, Family.PERMANENT, TODAY).result == expected


def test_signing_stays_open_until_applicant_signer_and_signature_are_told() -> None:
    case = case_with()
    open_applicant = signing_result(case, SIGNING, Family.PERMANENT, TODAY)
    assert open_applicant.result == "unknown"
    assert open_applicant.required_signers == ("applicant", "parent", "guardian")
    adult = case_with(applicant=ApplicantKind.ADULT)
    assert signing_result(adult, SIGNING, Family.PERMANENT, TODAY).result == "unknown"
    named = adult.with_changes(signer=SignerKind.APPLICANT)
    assert signing_result(named, SIGNING, Family.PERMANENT, TODAY).result == "unknown"


def test_without_a_rule_for_the_day_nothing_is_promised() -> None:
    case = case_with(applicant=ApplicantKind.ADULT, signer=SignerKind.APPLICANT)
    result = signing_result(case, SIGNING, Family.PERMANENT, date(2026, 4, 26))
    assert (result.result, result.required_signers) == ("unknown", ())


@pytest.mark.parametrize(
    ("applicant", "signer", "expected"),
    [
        ("adult", "applicant", "yes"),
        ("adult", "attorney", "no"),
        ("minor", "parent", "yes"),
        ("minor", "applicant", "no"),
        ("adult", None, "dont_know"),
        (None, "applicant", "dont_know"),
        (None, "parent", "dont_know"),
        (None, "employer", "no"),
    ],
)
def test_an_earlier_signature_counts_only_from_somebody_entitled(
    applicant: str | None, signer: str | None, expected: str
) -> None:
    case = case_with(applicant=None if applicant is None else ApplicantKind(applicant))
    assert own_signature(case, signer, SIGNING, TODAY) == expected

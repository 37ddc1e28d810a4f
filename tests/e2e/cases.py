"""Fictional people with much on their screens."""

from __future__ import annotations

from datetime import date

from permitdesk.domain.case import (
    Absence,
    ApplicantKind,
    Case,
    CurrentStay,
    EarlierFiling,
    FilingChannel,
    Person,
    SignatureKind,
    SignerKind,
    StatusEntry,
    Tri,
)

TRIPS = tuple(
    Absence(f"a{year}", date(year, 7, 1), date(year, 7, 20), "Italy") for year in (2019, 2021, 2023)
)
EMPTY = Case("empty")
TOLERATED = Case(
    "tolerated",
    applicant=ApplicantKind.ADULT,
    signer=SignerKind.APPLICANT,
    signature=SignatureKind.TRUSTED,
    current_stay=CurrentStay("tolerated_351_1", first_day=date(2016, 1, 1)),
    absences=TRIPS,
    journeys_complete=Tri.YES,
    route="pr_tolerated_10y",
)
#: a visa that ends in five days, half the answers missing, and the employer wants to sign
FRIGHTENED = Case(
    "frightened",
    applicant=ApplicantKind.ADULT,
    signer=SignerKind.EMPLOYER,
    current_stay=CurrentStay("visa_d", first_day=date(2025, 11, 27), last_day=date(2026, 11, 26)),
)
FILED = Case(
    "filed",
    title="Paper",
    person=Person("Jan", "Przykładowy", date(1990, 5, 5), ("Ukraine",), has_pesel=Tri.NO),
    applicant=ApplicantKind.ADULT,
    signer=SignerKind.SPOUSE,
    signature=SignatureKind.NONE,
    current_stay=CurrentStay("trp_work", first_day=date(2023, 2, 1), last_day=date(2026, 5, 1)),
    statuses=(StatusEntry("s1", "visa_d", date(2021, 3, 1), date(2022, 2, 20)),),
    absences=TRIPS,
    earlier_filing=EarlierFiling(Tri.YES, FilingChannel.PAPER_OFFICE, received_on=date(2026, 4, 28)),
    route="ltr_standard",
)
CHILD = Case(
    "child",
    applicant=ApplicantKind.MINOR,
    signer=SignerKind.PARENT,
    signature=SignatureKind.TRUSTED,
    current_stay=CurrentStay(
        "trp_family_of_foreigner", first_day=date(2024, 2, 1), last_day=date(2027, 2, 1)
    ),
    route="pr_child_of_foreigner",
)
CASES = {case.case_id: case for case in (EMPTY, TOLERATED, FRIGHTENED, FILED, CHILD)}

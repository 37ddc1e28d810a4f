"""Cases for the tests of storage: any that hypothesis can think of, and one with every field told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from permitdesk.domain.answers import DONT_KNOW, Answers, AnswerValue
from permitdesk.domain.case import (
    Absence,
    AbsenceReason,
    AnnexState,
    ApplicantKind,
    ApproximateDay,
    Case,
    CurrentStay,
    DocumentState,
    DocumentStatus,
    EarlierFiling,
    FilingChannel,
    FilingOutcome,
    FilingRecord,
    PaymentState,
    Person,
    Relation,
    SchengenStay,
    SignatureKind,
    SignerKind,
    StatusEntry,
    Tri,
)
from permitdesk.domain.dates.arithmetic import add_days
from permitdesk.domain.stay.approximate import with_range
from permitdesk.storage.codec import FIRST_DAY, LAST_DAY

days = st.dates(FIRST_DAY, LAST_DAY)
texts = st.text(max_size=12)
ids = st.text(min_size=1, max_size=6)
tri = st.none() | st.sampled_from(Tri)
numbers = st.integers(-(10**9), 10**9)
money = st.decimals(-(10**12), 10**12, places=2)
answer_values: st.SearchStrategy[AnswerValue] = st.one_of(
    st.just(DONT_KNOW), texts.filter(lambda text: text != "dont_know"), numbers, days, money
)

persons = st.builds(
    Person,
    given_names=texts,
    surname=texts,
    birth_date=st.none() | days,
    citizenships=st.lists(texts, max_size=3).map(tuple),
    has_pesel=tri,
    has_trusted_profile=tri,
    has_e_delivery=tri,
    voivodeship=st.none() | texts,
)
current_stays = st.builds(
    CurrentStay,
    kind=texts,
    first_day=st.none() | days,
    last_day=st.none() | days,
    days_allowed=st.none() | numbers,
    entered_on=st.none() | days,
    filed_on=st.none() | days,
    decision_delivered_on=st.none() | days,
    second_instance=tri,
    filed_in_legal_stay=tri,
    outcome=st.none() | texts,
)
statuses = st.builds(
    StatusEntry,
    id=ids,
    kind=texts,
    first_day=st.none() | days,
    last_day=st.none() | days,
    outcome=st.none() | texts,
    note=texts,
)
absences = st.builds(
    Absence,
    id=ids,
    left=st.none() | days,
    returned=st.none() | days,
    country=texts,
    reason=st.sampled_from(AbsenceReason),
    proof=texts,
    proof_state=st.none() | st.sampled_from(DocumentStatus),
)
schengen_stays = st.builds(SchengenStay, id=ids, entry=st.none() | days, exit=st.none() | days)
earlier_filings = st.builds(
    EarlierFiling,
    filed=st.sampled_from(Tri),
    channel=st.none() | st.sampled_from(FilingChannel),
    family=st.none() | texts,
    sent_on=st.none() | days,
    received_on=st.none() | days,
    upo_received=tri,
    signer=st.none() | st.sampled_from(SignerKind),
    annex_signed=tri,
    defects_cured=tri,
    filed_again_in_mos=tri,
    paper_case=tri,
    outcome=st.none() | st.sampled_from(FilingOutcome),
    case_number=texts,
)
documents = st.builds(
    DocumentState,
    id=ids,
    status=st.sampled_from(DocumentStatus),
    original_ready=tri,
    translation_ready=tri,
    note=texts,
)
payments = st.builds(PaymentState, id=ids, paid_on=st.none() | days, proof_saved=tri)
filings = st.builds(
    FilingRecord,
    sent_on=st.none() | days,
    upo_received=tri,
    upo_number=texts,
    upo_received_on=st.none() | days,
    upo_time=texts,
    upo_file_name=texts,
    certificate_shows_signer=tri,
    certificate_of_filing_received=tri,
    draft_last_touched_on=st.none() | days,
)
annexes = st.builds(
    AnnexState,
    id=ids,
    party_name=texts,
    requested_on=st.none() | days,
    signed=tri,
    signed_on=st.none() | days,
)
_plain_cases = st.builds(
    Case,
    case_id=ids,
    title=texts,
    person=persons,
    applicant=st.none() | st.sampled_from(ApplicantKind),
    signer=st.none() | st.sampled_from(SignerKind),
    signature=st.none() | st.sampled_from(SignatureKind),
    current_stay=st.none() | current_stays,
    statuses=st.lists(statuses, max_size=3, unique_by=lambda e: e.id).map(tuple),
    absences=st.lists(absences, max_size=3, unique_by=lambda e: e.id).map(tuple),
    schengen_stays=st.lists(schengen_stays, max_size=3, unique_by=lambda e: e.id).map(tuple),
    earlier_filing=st.none() | earlier_filings,
    route=st.none() | texts,
    planned_filing_on=st.none() | days,
    answers=st.dictionaries(ids, answer_values, max_size=4).map(Answers.of),
    documents=st.lists(documents, max_size=3, unique_by=lambda e: e.id).map(tuple),
    payments=st.lists(payments, max_size=2, unique_by=lambda e: e.id).map(tuple),
    filing=filings,
    advisor=texts,
    note=texts,
    dont_know=st.frozensets(
        st.sampled_from(["person.birth_date", "current_stay.last_day", "absences.a.left"])
    ),
    journeys_complete=tri,
    annexes=st.lists(annexes, max_size=2, unique_by=lambda e: e.id).map(tuple),
    compared_route=st.none() | texts,
    relation=st.none() | st.sampled_from(Relation),
)


@st.composite
def _ranged(draw: st.DrawFn) -> Case:
    """A case of one person in which any of the days that may be approximate are."""
    case = draw(_plain_cases)
    paths = [f"absences.{a.id}.{name}" for a in case.absences for name in ("left", "returned")]
    paths += [f"statuses.{s.id}.first_day" for s in case.statuses]
    for path in draw(st.lists(st.sampled_from(paths), unique=True, max_size=3)) if paths else ():
        first = draw(st.dates(FIRST_DAY, date(2190, 1, 1)))
        case = with_range(case, path, first, add_days(first, draw(st.integers(1, 3650))))
    return case


#: cases of one person
single_cases = _ranged()


def _household(people: list[Case]) -> Case:
    return people[0].with_changes(members=tuple(people[1:]))


#: cases of one person, and households of up to three
cases = st.one_of(
    single_cases,
    st.lists(single_cases, min_size=2, max_size=3, unique_by=lambda case: case.case_id).map(_household),
)

#: Fictional. Every field is told, so that a field of the format cannot be forgotten.
FULL_CASE = Case(
    case_id="5f1c0de0c0ffee00",
    title="Pobyt stały, Łucja",
    person=Person(
        given_names="Łucja",
        surname="Żółć-Příkladová",
        birth_date=date(1988, 2, 29),
        citizenships=("BY", "UA"),
        has_pesel=Tri.YES,
        has_trusted_profile=Tri.NO,
        has_e_delivery=Tri.DONT_KNOW,
        voivodeship="wielkopolskie",
    ),
    applicant=ApplicantKind.ADULT,
    signer=SignerKind.APPLICANT,
    signature=SignatureKind.TRUSTED,
    current_stay=CurrentStay(
        kind="tolerated_351_1",
        first_day=date(2016, 3, 1),
        last_day=date(2027, 1, 31),
        days_allowed=90,
        entered_on=date(2015, 12, 24),
        filed_on=date(2026, 5, 4),
        decision_delivered_on=date(2026, 6, 1),
        second_instance=Tri.NO,
        filed_in_legal_stay=Tri.YES,
        outcome="pending",
    ),
    statuses=(
        StatusEntry("s1", "asylum_proceedings", date(2015, 12, 24), date(2016, 2, 29), "refused", "note"),
    ),
    absences=(
        Absence("a1", date(2019, 7, 1), date(2019, 7, 14), "CZ", AbsenceReason.ORDINARY, ""),
        Absence(
            "a2",
            date(2024, 2, 29),
            None,
            "DE",
            AbsenceReason.WORK_FOR_POLISH_EMPLOYER,
            "umowa",
            DocumentStatus.REQUESTED,
        ),
    ),
    schengen_stays=(
        SchengenStay("e1", date(2015, 9, 1), date(2015, 9, 30)),
        SchengenStay("e2", date(2015, 12, 24)),
    ),
    earlier_filing=EarlierFiling(
        filed=Tri.YES,
        channel=FilingChannel.PAPER_POST,
        family="permanent_residence",
        sent_on=date(2026, 4, 25),
        received_on=date(2026, 4, 29),
        upo_received=Tri.NO,
        signer=SignerKind.ATTORNEY,
        annex_signed=Tri.NO,
        defects_cured=Tri.DONT_KNOW,
        filed_again_in_mos=Tri.NO,
        paper_case=Tri.NO,
        outcome=FilingOutcome.LEFT_UNEXAMINED,
        case_number="SC.1.2026",
    ),
    route="pr_tolerated_10y",
    planned_filing_on=date(2026, 12, 1),
    answers=Answers.of(
        {
            "income": Decimal("4321.50"),
            "household": 3,
            "since": date(2016, 3, 1),
            "married": "yes",
            "language_certificate": DONT_KNOW,
        }
    ),
    documents=(DocumentState("tolerated_decision", DocumentStatus.READY, Tri.YES, Tri.NO, "w teczce"),),
    payments=(PaymentState("stamp_duty", date(2026, 11, 20), Tri.YES),),
    filing=FilingRecord(
        sent_on=date(2026, 12, 1),
        upo_received=Tri.YES,
        upo_number="UPO-1",
        upo_received_on=date(2026, 12, 1),
        upo_time="14:05",
        upo_file_name="upo.pdf",
        certificate_shows_signer=Tri.YES,
        certificate_of_filing_received=Tri.NO,
        draft_last_touched_on=date(2026, 11, 30),
    ),
    advisor="Poradnia",
    note="Zażółć gęślą jaźń",
    dont_know=frozenset({"person.has_e_delivery", "absences.a2.returned"}),
    journeys_complete=Tri.DONT_KNOW,
    approximate=(
        ApproximateDay("absences.a1.returned", date(2019, 7, 10), date(2019, 7, 14)),
        ApproximateDay("statuses.s1.first_day", date(2015, 12, 20), date(2015, 12, 24)),
    ),
    annexes=(AnnexState("annex_1_employer", "Fabryka Mebli", date(2026, 10, 1), Tri.NO, date(2026, 11, 2)),),
    compared_route="ltr_standard",
    members=(
        Case(
            "5f1c0de0c0ffee01",
            person=Person("Zoé", "Příkladová", date(2022, 2, 28), ("BY",)),
            applicant=ApplicantKind.MINOR,
            signer=SignerKind.PARENT,
            answers=Answers.of({"income": Decimal(0), "since": date(2022, 2, 28)}),
            relation=Relation.CHILD,
        ),
    ),
    #: of the first person it says nothing, but a file may hold it
    relation=Relation.OTHER,
)

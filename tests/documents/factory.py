"""Hand-made results, so that the report is tested without the engine and without the shipped rules.

Ids begin with ``sample``; their words stand here. Common words (verdicts, months…) come from
the shipped texts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from permitdesk.domain.answers import Answers
from permitdesk.domain.case import (
    AbsenceReason,
    ApplicantKind,
    Case,
    CurrentStay,
    DocumentState,
    FilingRecord,
    PaymentState,
    Person,
    SignatureKind,
    SignerKind,
    Tri,
)
from permitdesk.domain.dossier import (
    ChannelResult,
    ChecklistItem,
    Deadline,
    DeadlineKind,
    Dossier,
    EarlierFilingResult,
    FeeItem,
    Freshness,
    LegalStay,
    RouteAssessment,
    RouteGroup,
    RouteNoteItem,
    RulesetStamp,
    SigningResult,
    TimelineProblem,
    TimelineSpan,
    TimelineView,
    Warning,
)
from permitdesk.domain.law.citations import Certainty, Citation, Provenance
from permitdesk.domain.law.findings import EarliestDates, Fact, Finding, Verdict, say
from permitdesk.domain.law.reference import HelpContact, Office, Source
from permitdesk.domain.law.rules import (
    Family,
    Need,
    OutdatedAdvice,
    Payee,
    Ruleset,
    Stage,
)
from permitdesk.domain.stay.evidence import (
    BreakResult,
    ContinuityResult,
    Grade,
    LedgerKind,
    LedgerRow,
    StayEvidence,
)
from permitdesk.rulesets.texts import Texts, load_texts

TODAY = date(2026, 11, 21)
VERIFIED = date(2026, 11, 20)
LAST_LEGAL_DAY = date(2027, 3, 4)
ROUTE = "sample_route"
LAW = Citation("sample_act", "art. 195 ust. 1 pkt 6 lit. b", VERIFIED)
PRACTICE = Citation("sample_act", "art. 203f", VERIFIED, Certainty.OFFICE_PRACTICE)

_EN = {
    "route.sample_route.title": "Permanent residence after ten years of tolerated stay",
    "route.sample_route.summary": "For people who have lived here on tolerated stay for ten years.",
    "route.sample_other.title": "EU long-term resident permit",
    "requirement.sample_stay.title": "Ten years of tolerated stay",
    "requirement.sample_stay.why": "The act asks for ten years without a long break.",
    "requirement.sample_stay.fix": "Wait until the ten years are complete.",
    "bar.sample_bar.title": "Another case of this kind is open",
    "refusal.sample_refusal.title": "Untrue data in the application",
    "fee.sample_duty.title": "Stamp duty",
    "fee.sample_card.title": "Card fee",
    "fee_reduction.sample_half": "pupils and students pay half",
    "deadline.sample_advice.title": "Aim to file by this day",
    "deadline.sample_letter.title": "Answer the letter",
    "deadline.sample_draft.title": "The draft is deleted",
    "note.sample_note": "The permit has no end. The card is valid for ten years.",
    "advice.sample_stamp.told": "You need a stamp in the passport.",
    "advice.sample_stamp.now": "The certificate from MOS has replaced the stamp.",
    "advice.sample_post.told": "Posting on the last day is enough.",
    "advice.sample_post.now": "Paper is not examined. Only MOS and the UPO count.",
    "question.sample_income.label": "Do you have a regular income?",
    "question.sample_income.option.yes": "Yes, every month",
    "statement.sample.explained": "You have lived here on tolerated stay since {since}.",
    "statement.sample.counted": "{n} {n|day|days} counted of {required}.",
    "statement.sample.ledger": "tolerated stay",
    "statement.sample.flag": "Your stay ends in less than four months.",
    "statement.sample.today": "Set up the Trusted Profile this week.",
    "statement.sample.clock": "The clock started with the decision of {day}.",
    "statement.sample.gap": "There is a gap of 3 days between two titles.",
    "statement.sample.long": "A reason that goes on and on. " * 40,
}
_PL = {
    "route.sample_route.title": "Pobyt stały po dziesięciu latach pobytu tolerowanego",
    "route.sample_route.summary": "Dla osób, które mieszkają tu dziesięć lat na pobycie tolerowanym.",
    "route.sample_other.title": "Zezwolenie na pobyt rezydenta długoterminowego UE",
    "requirement.sample_stay.title": "Dziesięć lat pobytu tolerowanego",
    "requirement.sample_stay.why": "Ustawa wymaga dziesięciu lat bez długiej przerwy.",
    "requirement.sample_stay.fix": "Poczekaj, aż minie dziesięć lat.",
    "bar.sample_bar.title": "Trwa inna taka sprawa",
    "refusal.sample_refusal.title": "Nieprawdziwe dane we wniosku",
    "fee.sample_duty.title": "Opłata skarbowa",
    "fee.sample_card.title": "Opłata za kartę",
    "fee_reduction.sample_half": "uczniowie i studenci płacą połowę",
    "deadline.sample_advice.title": "Spróbuj złożyć do tego dnia",
    "deadline.sample_letter.title": "Odpowiedz na pismo",
    "deadline.sample_draft.title": "Szkic zostaje usunięty",
    "note.sample_note": "Zezwolenie nie ma końca. Karta jest ważna dziesięć lat.",
    "advice.sample_stamp.told": "Potrzebny jest stempel w paszporcie.",
    "advice.sample_stamp.now": "Zaświadczenie z MOS zastąpiło stempel.",
    "advice.sample_post.told": "Wystarczy nadać pocztą w ostatnim dniu.",
    "advice.sample_post.now": "Papier nie jest rozpatrywany. Liczy się tylko MOS i UPO.",
    "question.sample_income.label": "Czy masz stały dochód?",
    "question.sample_income.option.yes": "Tak, co miesiąc",
    "statement.sample.explained": "Mieszkasz tu na pobycie tolerowanym od {since}.",
    "statement.sample.counted": "Policzono {n} {n|dzień|dni|dni} z {required}.",
    "statement.sample.ledger": "pobyt tolerowany",
    "statement.sample.flag": "Twój pobyt kończy się za mniej niż cztery miesiące.",
    "statement.sample.today": "Załóż profil zaufany w tym tygodniu.",
    "statement.sample.clock": "Bieg rozpoczęła decyzja z dnia {day}.",
    "statement.sample.gap": "Między dwoma tytułami jest przerwa 3 dni.",
    "statement.sample.long": "Powód, który ciągnie się i ciągnie. " * 40,
}
DOCUMENTS = {
    "sample_photo": ("Photo", "Zdjęcie", "fotografia cyfrowa"),
    "sample_passport": ("Passport, all pages", "Paszport, wszystkie strony", "dokument podróży"),
    "sample_decision": (
        "Decision on tolerated stay",
        "Decyzja o pobycie",
        "decyzja o zgodzie na pobyt tolerowany",
    ),
    "sample_income": (
        "Proof of income",
        "Dowód dochodu",
        "zaświadczenie o zatrudnieniu i wysokości osiąganego wynagrodzenia brutto",
    ),
    "sample_birth": ("Birth certificate", "Akt urodzenia", "odpis zupełny aktu urodzenia"),
}


def texts(language: str) -> Texts:
    """The shipped texts and the words of the samples."""
    own = dict(_EN if language == "en" else _PL)
    for name, (english, polish, official) in DOCUMENTS.items():
        own[f"document.{name}.title"] = english if language == "en" else polish
        own[f"document.{name}.why"] = (
            "It proves what you say." if language == "en" else "Dowodzi tego, co mówisz."
        )
        own[f"term.{name}"] = official
    return Texts(language, {**load_texts(language).entries, **own})


def ruleset() -> Ruleset:
    """Rules with fictional sources, office, help and advice, and nothing else."""
    source = Source("sample_act", "Act on Foreigners", "https://example.org/act?a=1&b=2", "statute", VERIFIED)
    office = Office(
        "sample_office",
        "Urząd Wojewódzki w Żółciborzu",
        "Żółcibórz",
        "ul. Źdźbła 1, 00-000 Żółcibórz",
        "https://example.org/office",
        "",
        "Urząd Miasta Żółcibórz",
        VERIFIED,
    )
    contact = HelpContact(
        "sample_help", "Free Desk", "10 000 00 00", "https://example.org/help", False, VERIFIED
    )
    rule = Provenance(date(2026, 4, 27), None, "sample_act", "art. 203c", VERIFIED)
    advice = (
        OutdatedAdvice("sample_stamp", date(2026, 4, 26), date(2026, 4, 27), None, (), rule),
        OutdatedAdvice("sample_post", date(2026, 4, 26), date(2026, 4, 27), None, (), rule),
    )
    return Ruleset(
        version="2026.11.20",
        verified_on=VERIFIED,
        covered_from=date(2026, 4, 27),
        routes=(),
        questions=(),
        statuses=(),
        thresholds=(),
        deadlines=(),
        earlier_filing=(),
        outdated_advice=advice,
        sources=(source,),
        offices=(office,),
        help_contacts=(contact,),
        holidays=(),
        values=(),
    )


def case() -> Case:
    """A person with Polish letters in the name and some things done."""
    return Case(
        case_id="11111111-2222-3333-4444-555555555555",
        title="Zażółć",
        person=Person(
            given_names="Zażółć",
            surname="Gęślą-Jaźń",
            birth_date=date(1990, 2, 28),
            citizenships=("Ruritania",),
            voivodeship="sample_office",
        ),
        applicant=ApplicantKind.ADULT,
        signer=SignerKind.APPLICANT,
        signature=SignatureKind.TRUSTED,
        current_stay=CurrentStay("tolerated_351_1", first_day=date(2016, 6, 1)),
        route=ROUTE,
        answers=Answers.of({"sample_income": "yes"}),
        documents=(DocumentState("sample_income", original_ready=Tri.YES, translation_ready=Tri.YES),),
        payments=(PaymentState("sample_duty", date(2026, 11, 2), Tri.YES),),
        filing=FilingRecord(upo_received=Tri.NO),
    )


def _item(name: str, stage: Stage, needed: Verdict = Verdict.MET, status: str = "missing") -> ChecklistItem:
    translation = name in ("sample_income", "sample_birth")
    return ChecklistItem(name, name, stage, Need.STATUTORY, needed, translation, status, "", (LAW,))


CHECKLIST = (
    _item("sample_photo", Stage.FILING),
    _item("sample_passport", Stage.FILING, status="ready"),
    replace(_item("sample_decision", Stage.EVIDENCE), need=Need.OFFICE, citations=(PRACTICE,)),
    replace(_item("sample_income", Stage.EVIDENCE), note="pracodawca <przyśle> & podpisze"),
    _item("sample_birth", Stage.VISIT, Verdict.UNKNOWN),
)


def evidence(absences: int = 3) -> StayEvidence:
    """Ten years with some journeys, one of them between the two readings."""
    breaks = tuple(
        BreakResult(
            f"a{n}",
            date(2018 + n % 8, 1 + n // 8 % 12, 3),
            date(2018 + n % 8, 1 + n // 8 % 12, 20),
            AbsenceReason.ORDINARY,
            18,
            16,
            n == 1,
            Grade.NEEDS_CHECK if n == 2 else Grade.WITHIN,
            date(2018 + n % 8, 6, 3),
            date(2018 + n % 8, 7, 5),
        )
        for n in range(absences)
    )
    continuity = ContinuityResult(
        date(2016, 6, 2), TODAY, breaks, 54, 48, 304, 305, 18, 16, Grade.NEEDS_CHECK
    )
    ledger = tuple(
        LedgerRow(
            LedgerKind.TITLE,
            date(2016 + n, 6, 2),
            date(2017 + n, 6, 1),
            365,
            "tolerated_351_1",
            Decimal(365),
            Decimal("365.5"),
            say("sample.ledger"),
        )
        for n in range(10)
    )
    return StayEvidence(
        "sample_stay",
        date(2016, 6, 2),
        TODAY,
        10,
        3652,
        Decimal(3650),
        Decimal(3655),
        continuity,
        ledger,
        say("sample.clock", day=date(2016, 6, 1)),
        date(2026, 12, 1),
        date(2026, 11, 25),
        Verdict.TOO_EARLY,
    )


def fees() -> tuple[FeeItem, ...]:
    """Two payments to two payees, the second perhaps halved."""
    return (
        FeeItem("sample_duty", Decimal(640), Payee.CITY, None, None, None, (), date(2026, 11, 2), (LAW,)),
        FeeItem(
            "sample_card",
            Decimal(100),
            Payee.VOIVODESHIP_OFFICE,
            None,
            "sample_half",
            Decimal(50),
            (),
            None,
            (LAW,),
        ),
    )


DEADLINES = (
    Deadline("sample_advice", date(2027, 2, 18), DeadlineKind.RECOMMENDED, date(2027, 2, 18), (), (LAW,)),
    Deadline("last_day_of_legal_stay", LAST_LEGAL_DAY, DeadlineKind.HARD, LAST_LEGAL_DAY, (), (LAW,)),
    Deadline("sample_letter", date(2026, 12, 28), DeadlineKind.PROCEDURAL, date(2026, 12, 24), (), (LAW,)),
    Deadline("sample_draft", date(2027, 1, 4), DeadlineKind.SYSTEM, date(2027, 1, 4), (), (LAW,), done=True),
)


def assessment() -> RouteAssessment:
    """The chosen route, too early by a few days."""
    requirement = Finding(
        "sample_stay",
        Verdict.TOO_EARLY,
        (say("sample.explained", since=date(2016, 6, 1)),),
        (
            Fact("current_stay.first_day", date(2016, 6, 1)),
            Fact("answers.sample_income", "yes"),
            Fact("statuses[2].last_day", None),
        ),
        (say("sample.counted", n=3650, required=3652),),
        (LAW, PRACTICE),
        EarliestDates(date(2026, 12, 1), date(2026, 11, 25)),
    )
    return RouteAssessment(
        id=ROUTE,
        family=Family.PERMANENT,
        in_mos=True,
        verdict=Verdict.TOO_EARLY,
        earliest_filing_date=EarliestDates(date(2026, 12, 1), date(2026, 11, 25)),
        file_by=LAST_LEGAL_DAY,
        requirements=(requirement,),
        bars=(Finding("sample_bar", Verdict.UNKNOWN, (), questions=("sample_income",)),),
        refusal_grounds=(Finding("sample_refusal", Verdict.UNKNOWN, ()),),
        checklist=CHECKLIST,
        fees=fees(),
        signing=SigningResult(
            ("applicant",), ("trusted", "qualified"), "applicant", "trusted", "valid", (), (LAW,)
        ),
        deadlines=DEADLINES,
        warnings=(),
        notes=(RouteNoteItem("sample_note", "validity", (LAW,)),),
        remedies=(say("sample.today"),),
        stay_evidence=(evidence(),),
        open_questions=("sample_income", "person.birth_date"),
        related=("sample_other",),
        channel=ChannelResult("mos", (), (LAW,)),
        fit=Verdict.UNKNOWN,
        group=RouteGroup.POSSIBLE_FROM,
        changes=(),
        annexes=(),
    )


def dossier() -> Dossier:
    """The result of the case: one chosen route, one red flag, one gap."""
    other = replace(assessment(), id="sample_other", verdict=Verdict.NEEDS_OFFICE)
    spans = (
        TimelineSpan("status", "tolerated_351_1", date(2016, 6, 1), TODAY, True),
        TimelineSpan("status", "illegal", date(2016, 3, 1), date(2016, 5, 30), False),
        TimelineSpan("absence", "ordinary", date(2018, 1, 3), date(2018, 1, 20), True),
        TimelineSpan("absence", "ordinary", date(2020, 1, 3), date(2020, 1, 20), True),
        TimelineSpan("absence", "ordinary", date(2023, 5, 3), date(2023, 9, 20), True),
    )
    gap = TimelineProblem("gap", date(2016, 5, 31), date(2016, 5, 31), (), say("sample.gap"))
    return Dossier(
        on=TODAY,
        covered=True,
        ruleset=RulesetStamp("2026.11.20", VERIFIED, 1, Freshness.FRESH),
        last_day_of_legal_stay=LegalStay(
            LAST_LEGAL_DAY,
            True,
            Verdict.MET,
            "printed_date",
            (say("sample.explained", since=date(2016, 6, 1)),),
            (),
            (LAW,),
            (LAST_LEGAL_DAY - TODAY).days,
        ),
        timeline=TimelineView(spans, (gap,)),
        channel=ChannelResult("mos", (), (LAW,)),
        earlier_filing=EarlierFilingResult(None, "none", "info", (), (), ()),
        routes=(assessment(), other),
        chosen=ROUTE,
        warnings=(Warning("sample_flag", "red", say("sample.flag"), say("sample.today"), (LAW,)),),
        outdated_advice=("sample_stamp",),
    )


def empty_dossier() -> Dossier:
    """Nothing told yet: no route, no date, no span."""
    return replace(
        dossier(),
        last_day_of_legal_stay=LegalStay(None, None, Verdict.UNKNOWN, "not_known", (), (), (), None),
        timeline=TimelineView((), ()),
        routes=(),
        chosen=None,
        warnings=(),
        outdated_advice=(),
    )

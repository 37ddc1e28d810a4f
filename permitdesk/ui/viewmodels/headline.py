"""The last day of legal stay and the red flags, in words, for the top of every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject

from permitdesk.domain.dossier import Dossier, Freshness, LegalStay, Warning
from permitdesk.domain.law.findings import Verdict
from permitdesk.domain.law.rules import Ruleset
from permitdesk.ui.viewmodels.ports import TextSource

#: From this many days left on the line turns amber, then red. Our advice, not law.
AMBER_DAYS_LEFT, RED_DAYS_LEFT = 60, 14
#: the basis of a legal stay on a day before the rules begin
NOT_COVERED = "not_covered"
#: the basis of the stay of somebody outside Poland
NOT_IN_POLAND = "not_in_poland"
#: the flag that no case would be opened at all: it comes before what to do for the case
BARRED = "barred"
_SIGNING = frozenset({"wrong_signer", "wrong_signature"})


class Urgency(StrEnum):
    """How urgent a line is. Shown by sign, word and colour together."""

    INFO = "info"
    GOOD = "good"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Headline:
    """One line with what it is about, what it says and how urgent it is."""

    title: str
    words: str
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class Flag:
    """One red or amber flag: what is the matter, and what to do today."""

    id: str
    urgency: Urgency
    words: str
    today: str | None


class HeadlineWords(QObject):
    """Plural forms, which every version of the translation tool finds in ``tr`` only."""

    def days_left(self, days: int) -> str:
        """How many days are left after today."""
        return self.tr("%n day(s) left", "", days)


def _at_most(title: str, day: date, on: date, texts: TextSource) -> Headline:
    """While an answer is missing the printed day is the latest it can be: never shown as certain."""
    left = (day - on).days
    if left < 0:
        return Headline(title, texts.fill("page.legal_stay.perhaps_over", day=day), Urgency.RED)
    urgency = Urgency.RED if left <= RED_DAYS_LEFT else Urgency.AMBER
    return Headline(title, texts.fill("page.legal_stay.at_most", day=day), urgency)


def legal_stay_headline(stay: LegalStay, texts: TextSource, *, told: bool, on: date) -> Headline:
    """The last day of legal stay with the days left. ``told``: a title of stay was named at all.

    The day itself is still legal stay: on it, no day is left and it says so.
    """
    translate = QCoreApplication.translate
    title = translate("Headline", "Last day of legal stay")
    if stay.basis == NOT_COVERED:
        return Headline(title, texts.get("as_of.no_rules"), Urgency.RED)
    if stay.basis == NOT_IN_POLAND:
        return Headline(title, texts.get("page.legal_stay.abroad"), Urgency.INFO)
    if stay.legal_now is False:
        if stay.day is None:
            return Headline(title, translate("Headline", "No legal stay now"), Urgency.RED)
        words = translate("Headline", "{day}: it has passed").format(day=texts.day(stay.day))
        return Headline(title, words, Urgency.RED)
    if stay.day is None or stay.days_left is None:
        if stay.legal_now and stay.verdict is Verdict.MET:
            return Headline(title, translate("Headline", "No fixed end"), Urgency.GOOD)
        if (
            stay.lenient_day is not None
            and stay.legal_now is None
            and "current_stay.kind" not in stay.questions
        ):
            return _at_most(title, stay.lenient_day, on, texts)
        if stay.verdict is Verdict.NEEDS_OFFICE:
            return Headline(title, texts.get("page.legal_stay.office"), Urgency.AMBER)
        if told:
            return Headline(title, translate("Headline", "Not known yet"), Urgency.INFO)
        return Headline(title, translate("Headline", "Tell us what stay you have"), Urgency.INFO)
    day = texts.day(stay.day)
    if stay.days_left < 0:
        return Headline(title, translate("Headline", "{day}: it has passed").format(day=day), Urgency.RED)
    if stay.days_left == 0:
        return Headline(title, texts.fill("as_of.is_today", day=stay.day), Urgency.RED)
    left = HeadlineWords().days_left(stay.days_left)
    words = f"{day} · {left}"
    if stay.days_left <= RED_DAYS_LEFT:
        return Headline(title, words, Urgency.RED)
    if stay.days_left <= AMBER_DAYS_LEFT or stay.verdict is not Verdict.MET:
        return Headline(title, words, Urgency.AMBER)
    return Headline(title, words, Urgency.GOOD)


def rules_age_notice(freshness: Freshness, day: str) -> Headline | None:
    """What to say of old rules; ``day`` is the day they were checked. None while they are fresh."""
    translate = QCoreApplication.translate
    title = translate("Headline", "Age of the rules")
    if freshness is Freshness.AMBER:
        words = translate(
            "Headline",
            "The rules were last checked on {day}. Look for a newer version, "
            "and compare important points with the office.",
        )
        return Headline(title, words.format(day=day), Urgency.AMBER)
    if freshness is Freshness.RED:
        words = translate(
            "Headline",
            "The rules were last checked on {day}. That is long ago: the law may have changed. "
            "Do not rely on this without asking the office.",
        )
        return Headline(title, words.format(day=day), Urgency.RED)
    return None


def flags(dossier: Dossier, texts: TextSource) -> tuple[Flag, ...]:
    """The red and then the amber flags of the case and of the chosen route, each once.

    Who may sign is the same for nearly every permit, so a wrong signer is told before one is chosen.
    """
    chosen = dossier.route(dossier.chosen) if dossier.chosen else None
    found: dict[str, Warning] = {}
    for warning in (*dossier.warnings, *(chosen.warnings if chosen is not None else ())):
        found.setdefault(warning.id, warning)
    if chosen is None:
        # A permit that goes on paper knows no wrong signer.
        in_mos = next((route for route in dossier.routes if route.in_mos), None)
        for warning in in_mos.warnings if in_mos is not None else ():
            if warning.id in _SIGNING:
                found.setdefault(warning.id, warning)
    picked = [
        Flag(
            warning.id,
            Urgency(warning.severity),
            texts.render(warning.text),
            texts.render(warning.today) if warning.today is not None else None,
        )
        for warning in found.values()
        if warning.severity in (Urgency.RED, Urgency.AMBER)
    ]
    return tuple(sorted(picked, key=lambda flag: (flag.urgency is not Urgency.RED, flag.id != BARRED)))


def free_help(ruleset: Ruleset) -> Sequence[str]:
    """Where free help is; contacts that nobody confirmed say so."""
    lines = []
    for contact in ruleset.help_contacts:
        line = " · ".join(part for part in (contact.name, contact.contact, contact.web) if part)
        if not contact.confirmed:
            line += " " + QCoreApplication.translate("Headline", "(check first whether this is still right)")
        lines.append(line)
    return tuple(lines)

"""The dates as a calendar file (RFC 5545), written by hand: it needs no library.

Every date is an all-day event. Identifiers stay the same from one export to the
next, so that a second import changes the events instead of doubling them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from permitdesk.documents.atomic import write_atomically
from permitdesk.documents.wording import TextSource
from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Deadline, DeadlineKind, Dossier
from permitdesk.domain.household_summary import PersonDossier
from permitdesk.domain.law.warnings import leaving

#: fixed namespace of our event identifiers; changing it would double everybody's events
_NAMESPACE = uuid.UUID("6f0c2f5e-6f0e-5b7d-9c56-0b1f8a0e7d21")
_LINE_OCTETS = 75
#: sequence numbers count minutes from here; RFC 5545 wants them to grow with each change
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
#: nine in the morning, seven days and one day before (measured from midnight of the day)
_ALARMS = ("-P6DT15H", "-PT15H")


def calendar_ics(
    case: Case,
    dossier: Dossier,
    texts: TextSource,
    *,
    include_name: bool = False,
    stamp: datetime,
) -> bytes:
    """All dates of the chosen route; without a route the last day of legal stay, if known.

    ``stamp`` (with time zone) becomes DTSTAMP and, in minutes, SEQUENCE: a later export of
    the same case replaces an earlier one. The name of the person is left out unless
    ``include_name``; every event is marked private. Dates that are done get no alarm.
    Raises ValueError if ``stamp`` has no time zone.
    """
    return household_ics((PersonDossier(case, dossier),), texts, include_name=include_name, stamp=stamp)


def household_ics(
    family: tuple[PersonDossier, ...],
    texts: TextSource,
    *,
    include_name: bool = False,
    stamp: datetime,
    as_of: bool = False,
) -> bytes:
    """The dates of everybody in one calendar, as ``calendar_ics`` writes those of one person.

    Without names the events of several people are told apart by what the person is to the first one.
    ``as_of``: worked out on purpose for another day; every event says so, and none replaces one of today.
    Raises ValueError if ``stamp`` has no time zone.
    """
    if stamp.tzinfo is None:
        raise ValueError("the stamp needs a time zone")
    on = family[0].dossier.on
    name = texts.fill("as_of.calendar_name", day=on) if as_of else texts.get("report.calendar.name")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//PermitDesk//Residence application dates//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
    ]
    household = f"{family[0].case.case_id}/{on}" if as_of else family[0].case.case_id
    for place, person in enumerate(family):
        # A copy of a household has another first id, so its events are its own.
        owner = f"{household}/{person.case.case_id}" if place else household
        who = _who(person.case, texts, include_name=include_name, several=len(family) > 1)
        seen: dict[str, int] = {}
        for deadline in sorted(_deadlines(person.dossier), key=lambda d: (d.day, d.id)):
            number = seen[deadline.id] = seen.get(deadline.id, 0) + 1
            uid = event_uid(owner, deadline.id, number)
            if _is_old_advice(deadline, person.dossier.on):
                continue
            lines += _event(deadline, person.dossier, texts, uid, who, stamp.astimezone(UTC), as_of=as_of)
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in folded(line))


def write_calendar(path: Path, data: bytes) -> None:
    """Write the calendar file so that an old one survives a failure. Raises TargetUnwritable."""
    write_atomically(path, data)


def event_uid(case_id: str, deadline_id: str, number: int = 1) -> str:
    """The lasting identifier of one date of one case; the case id cannot be read from it.

    ``number`` tells apart several dates of one rule.
    """
    return f"{uuid.uuid5(_NAMESPACE, f'{case_id}/{deadline_id}/{number}')}@permitdesk.invalid"


def _deadlines(dossier: Dossier) -> tuple[Deadline, ...]:
    route = dossier.route(dossier.chosen) if dossier.chosen else None
    if route is not None:
        return route.deadlines
    stay = dossier.last_day_of_legal_stay
    # Days to leave end on a day, but nothing may be filed in them (art. 196(1)(5), 213(1)(6)).
    if stay.day is None or leaving(stay):
        return ()
    hard = DeadlineKind.HARD
    return (Deadline("last_day_of_legal_stay", stay.day, hard, stay.day, stay.explanation, stay.citations),)


def _is_old_advice(deadline: Deadline, on: date) -> bool:
    """Nobody needs an event for advice of a day gone by; a term set by law stays to be seen."""
    return deadline.day < on and deadline.kind in {DeadlineKind.RECOMMENDED, DeadlineKind.SYSTEM}


def _who(case: Case, texts: TextSource, *, include_name: bool, several: bool) -> str:
    name = f"{case.person.given_names} {case.person.surname}".strip() if include_name else ""
    if name or not several:
        return name
    return texts.get(f"relation.{case.relation or 'first'}")


def _event(
    deadline: Deadline,
    dossier: Dossier,
    texts: TextSource,
    uid: str,
    name: str,
    stamp: datetime,
    *,
    as_of: bool,
) -> list[str]:
    kind = texts.get(f"report.kind.{deadline.kind}.title")
    title = texts.get(f"deadline.{deadline.id}.title")
    if as_of:
        title = texts.fill("as_of.calendar_title", title=title, day=dossier.on)
    summary = f"{title} ({name})" if name else title
    description = _description(deadline, dossier, texts)
    if as_of:
        description = f"{texts.fill('as_of.calendar', day=dossier.on)}\n{description}"
    sequence = max(0, int((stamp - _EPOCH).total_seconds()) // 60)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{sequence}",
        f"DTSTART;VALUE=DATE:{_basic(deadline.day)}",
        # the end of an all-day event is the first day after it
        f"DTEND;VALUE=DATE:{_basic(deadline.day + timedelta(days=1))}",
        f"SUMMARY:{escaped(f'[{kind}] {summary}')}",
        f"DESCRIPTION:{escaped(description)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
    ]
    if not deadline.done:
        for trigger in _ALARMS:
            alarm = escaped(texts.fill("report.calendar.alarm", title=title))
            lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}"]
            lines += [f"DESCRIPTION:{alarm}", "END:VALARM"]
    return [*lines, "END:VEVENT"]


def _description(deadline: Deadline, dossier: Dossier, texts: TextSource) -> str:
    """What the date means, what kind it is, its articles, and which rules computed it."""
    why = f"deadline.{deadline.id}.why"
    parts = [texts.get(why)] if texts.has(why) else []
    if deadline.unrolled != deadline.day:
        parts.append(texts.fill("report.dates.rolled", unrolled=deadline.unrolled, day=deadline.day))
    parts.append(texts.get(f"report.kind.{deadline.kind}.meaning"))
    articles = "; ".join(dict.fromkeys(c.article for c in deadline.citations))
    if articles and deadline.kind is not DeadlineKind.RECOMMENDED:
        parts.append(texts.fill("report.dates.basis", articles=articles))
    stamp = dossier.ruleset
    parts.append(texts.fill("report.calendar.made_by", version=stamp.version, on=dossier.on))
    return "\n".join(parts)


def _basic(day: date) -> str:
    return f"{day:%Y%m%d}"


def escaped(text: str) -> str:
    """A text value: backslash, semicolon, comma and line break escaped (RFC 5545, 3.3.11)."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> Iterable[bytes]:
    """The line in parts of at most 75 octets, continued ones with a leading space.

    A letter is never cut in two: Polish letters take two octets each.
    """
    part = bytearray()
    for letter in line:
        octets = letter.encode("utf-8")
        if len(part) + len(octets) > _LINE_OCTETS:
            yield bytes(part)
            part = bytearray(b" ")
        part += octets
    yield bytes(part)

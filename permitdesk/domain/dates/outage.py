"""The rescue when MOS itself breaks down on the last day of legal stay (Act on Foreigners art. 225c)."""

from __future__ import annotations

from datetime import date

from permitdesk.domain.dates.calendar_pl import DaysOff
from permitdesk.domain.dates.terms import term_in_working_days
from permitdesk.domain.records import dataclass

#: art. 225c par. 1: "the third working day following the day on which the fault was removed"
RESCUE_WORKING_DAYS = 3


@dataclass(frozen=True, slots=True)
class OutageRescue:
    """What a MOS fault changes. When it changes nothing, both dates are the last legal day."""

    applies: bool
    #: last filing day with Monday to Friday as working days
    file_by: date
    #: last filing day if a Saturday is a working day too; never later than ``file_by``
    file_by_cautious: date
    #: the day on which the application then counts as filed; None when the rescue does not apply
    deemed_filed_on: date | None


def outage_rescue(
    first_day: date, repaired_on: date, last_legal_day: date, days_off: DaysOff
) -> OutageRescue:
    """The filing dates after a fault of MOS from ``first_day`` to ``repaired_on``, both days included.

    The rescue needs a fault that made filing within legal stay impossible, so the fault must
    touch the last legal day: ``first_day <= last_legal_day <= repaired_on``. Then the application may be
    filed up to the third working day after the day of the repair (that day not counted) and
    counts as filed on the first day of the fault (art. 225c par. 1). Only a fault of MOS
    counts, not of login.gov.pl, the bank or the person's own internet.
    Raises ValueError when the repair lies before the first day.
    """
    if repaired_on < first_day:
        raise ValueError(f"the fault cannot be repaired on {repaired_on}, before its first day {first_day}")
    if not first_day <= last_legal_day <= repaired_on:
        return OutageRescue(False, last_legal_day, last_legal_day, None)
    term = term_in_working_days(repaired_on, RESCUE_WORKING_DAYS, days_off)
    return OutageRescue(True, term.monday_to_friday, term.cautious, first_day)

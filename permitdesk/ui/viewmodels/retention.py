"""How long a desk keeps cases: its rule, the cases that are due under it, and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from permitdesk.desk.retention import MOST_MONTHS, whole_number

if TYPE_CHECKING:
    from permitdesk.storage.case_store import CaseStore

#: the setting that travels with the cases; without it nothing is ever due
RETENTION_MONTHS = "retention_months"
#: what can be chosen in the window
MONTHS_OFFERED = (1, 3, 6, 12, 24, 36, 60, 72, 120)


def retention_months(store: CaseStore) -> int | None:
    """After how many months without a change a case is due; None: the desk made no rule."""
    return whole_number(store.setting(RETENTION_MONTHS), None, 1, MOST_MONTHS)


def set_retention_months(store: CaseStore, months: int | None) -> None:
    """Make a rule, or take it back."""
    store.set_setting(RETENTION_MONTHS, None if months is None else str(months))


def keep_for_a_year(store: CaseStore, case_ids: Sequence[str], today: date) -> date:
    """Do not ask about these cases for a year; returns the day on which they are asked about again."""
    from permitdesk.domain.dates.arithmetic import add_months

    day = add_months(today, 12)
    with store.together():
        for case_id in case_ids:
            store.keep_until(case_id, day)
    return day

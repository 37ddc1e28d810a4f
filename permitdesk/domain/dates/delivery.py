"""When a letter that nobody collected counts as delivered."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from permitdesk.domain.dates.arithmetic import add_days


class DeliveredBy(StrEnum):
    """How a letter was sent."""

    E_DELIVERY = "e_delivery"
    POST = "post"


#: E-Delivery Act art. 42: on the day after 14 days from the day the letter reached the mailbox.
_E_DELIVERY_DAYS = 15
#: KPA art. 44 par. 1 and 4: on the last of the 14 days for which the letter is kept.
_POST_DAYS = 14


def deemed_delivery(arrived: date, by: DeliveredBy) -> date:
    """The day on which an unread or uncollected letter counts as delivered.

    ``arrived`` is the day the letter reached the e-Delivery mailbox, or the day the first notice
    was left for a paper letter; that day is not counted. The result does not move from a
    weekend; a term that starts with it is counted from it and may itself move.
    E-Delivery Act art. 42, KPA art. 44. Raises ValueError for an unknown way of delivery.
    """
    return add_days(arrived, _E_DELIVERY_DAYS if DeliveredBy(by) is DeliveredBy.E_DELIVERY else _POST_DAYS)

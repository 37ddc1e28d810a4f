"""The people of the open case: each one's view, and a dossier that is worked out once for each view."""

from __future__ import annotations

from datetime import date

from permitdesk.domain.case import Case
from permitdesk.domain.dossier import Dossier
from permitdesk.domain.household import people
from permitdesk.domain.household_summary import PersonDossier
from permitdesk.domain.law.rules import Ruleset
from permitdesk.ui.viewmodels.ports import Assess


class Family:
    """Views of the stored case. A dossier is kept while the view it was worked out for is unchanged.

    The dossiers are those of ``day``, which is today unless another day is looked at.
    """

    def __init__(self, ruleset: Ruleset, assess: Assess, today: date) -> None:
        self._ruleset = ruleset
        self._assess = assess
        self._today = today
        self._day = today
        self._views: dict[str, Case] = {}
        self._dossiers: dict[tuple[str, date], tuple[Case, Dossier]] = {}

    def take(self, household: Case) -> None:
        """Show another state of the case."""
        self._views = {view.case_id: view for view in people(household, self._ruleset)}
        self._dossiers = {key: kept for key, kept in self._dossiers.items() if key[0] in self._views}

    def look_at(self, day: date) -> None:
        """From now on tell what follows on this day."""
        self._day = day
        self._dossiers = {key: kept for key, kept in self._dossiers.items() if key[1] in (day, self._today)}

    def view(self, case_id: str) -> Case:
        """The view of a person. Raises KeyError if nobody has the id."""
        return self._views[case_id]

    def dossier(self, case_id: str) -> Dossier:
        """What follows for a person, worked out if it is not known yet. Raises KeyError."""
        return self._on(self._day, case_id)

    def _on(self, day: date, case_id: str) -> Dossier:
        view, key = self._views[case_id], (case_id, day)
        kept = self._dossiers.get(key)
        if kept is None or kept[0] != view:
            kept = self._dossiers[key] = view, self._assess(view, day)
        return kept[1]

    def people(self) -> tuple[PersonDossier, ...]:
        """Everybody with their dossier, the first person first."""
        return tuple(PersonDossier(view, self.dossier(case_id)) for case_id, view in self._views.items())

    def last_day(self) -> date | None:
        """The earliest last day of legal stay of all as of today, for the list of cases."""
        stays = [self._on(self._today, case_id).last_day_of_legal_stay for case_id in self._views]
        return min((stay.day for stay in stays if stay.day is not None), default=None)

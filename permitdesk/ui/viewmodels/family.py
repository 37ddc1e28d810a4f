"""The people of the open case: each one's view, and a dossier that is worked out once for each view.

Of people who are not shown only their stay and their own permit are looked at, so that an answer that
everybody shares stays quick in a large household.
"""

from __future__ import annotations

from dataclasses import replace
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
        self._briefs: dict[tuple[str, date], tuple[Case, Dossier]] = {}

    def take(self, household: Case) -> None:
        """Show another state of the case."""
        self._views = {view.case_id: view for view in people(household, self._ruleset)}
        for known in (self._dossiers, self._briefs):
            for key in [key for key in known if key[0] not in self._views]:
                del known[key]

    def look_at(self, day: date) -> None:
        """From now on tell what follows on this day."""
        self._day = day
        for known in (self._dossiers, self._briefs):
            for key in [key for key in known if key[1] not in (day, self._today)]:
                del known[key]

    def view(self, case_id: str) -> Case:
        """The view of a person. Raises KeyError if nobody has the id."""
        return self._views[case_id]

    def dossier(self, case_id: str) -> Dossier:
        """What follows for a person, worked out if it is not known yet. Raises KeyError."""
        view, key = self._views[case_id], (case_id, self._day)
        kept = self._dossiers.get(key)
        if kept is None or kept[0] != view:
            kept = self._dossiers[key] = view, self._assess(view, self._ruleset, self._day)
        return kept[1]

    def brief(self, case_id: str) -> Dossier:
        """What follows for a person's stay and chosen permit; of other permits it may tell nothing.

        Raises KeyError.
        """
        return self._brief(self._day, case_id)

    def _brief(self, day: date, case_id: str) -> Dossier:
        view, key = self._views[case_id], (case_id, day)
        for known in (self._dossiers, self._briefs):
            kept = known.get(key)
            if kept is not None and kept[0] == view:
                return kept[1]
        chosen = tuple(route for route in self._ruleset.routes if route.id == view.route)
        dossier = self._assess(view, replace(self._ruleset, routes=chosen), day)
        self._briefs[key] = view, dossier
        return dossier

    def people(self) -> tuple[PersonDossier, ...]:
        """Everybody with their whole dossier, the first person first."""
        return tuple(PersonDossier(view, self.dossier(case_id)) for case_id, view in self._views.items())

    def people_in_brief(self) -> tuple[PersonDossier, ...]:
        """Everybody with what is known of their stay and chosen permit, the first person first."""
        return tuple(PersonDossier(view, self.brief(case_id)) for case_id, view in self._views.items())

    def people_today(self) -> tuple[PersonDossier, ...]:
        """Everybody in brief as of today, whatever day is looked at: for the list of cases."""
        return tuple(
            PersonDossier(view, self._brief(self._today, case_id)) for case_id, view in self._views.items()
        )

"""Stay: titles, absences, continuity, credit and the last day of legal stay."""

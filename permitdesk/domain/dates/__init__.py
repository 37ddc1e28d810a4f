"""Days, periods, days off and procedural terms. Knows nothing of stay or law."""

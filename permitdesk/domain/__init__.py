"""The law and its arithmetic: pure functions over frozen records, no Qt, IO or clock."""

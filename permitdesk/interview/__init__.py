"""The interview: which step comes next and what each step owns. No Qt, no IO."""

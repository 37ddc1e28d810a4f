"""Cases on disk: the database behind the desk list, and case files to hand over."""

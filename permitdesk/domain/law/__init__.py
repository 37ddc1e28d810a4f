"""Rules as records, and the functions that hold a case against them."""

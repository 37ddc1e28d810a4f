"""The screens before the cases: protecting, unlocking, locking, hiding."""

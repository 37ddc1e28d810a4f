"""Keys, passphrases and sealed bytes. Knows nothing of cases; the only user of ``cryptography``."""

"""Cases as an encrypted file with a passphrase of its own, for another desk or another computer."""

"""The vault: the encrypted database, the file with its keys, and who may open it."""

"""What keeps the ledger: the hashes of its changes, their check, and a copy of all of it."""

"""The ledger: what people said and decided, one database, each change with who, when and what.

Below everything that reads, builds or publishes. Reads go through `database.rows`, every change
through `gate`: a test holds both. `python -m data.ledger export` writes the list of changes.
"""

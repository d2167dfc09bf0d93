"""The page of the audit log, for the admin."""

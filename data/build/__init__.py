"""From the raw tables of a connection to the core and mart tables, with their checks."""

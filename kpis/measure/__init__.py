"""The value of an indicator: readings on the units of any vintage, from an open connection."""

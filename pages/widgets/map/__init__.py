"""The map of the units of a page, and the rail beside it."""

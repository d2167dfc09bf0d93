"""Views that are taken to a meeting."""

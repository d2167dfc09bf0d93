"""Views that people keep under a name."""

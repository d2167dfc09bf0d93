"""Sheets: one for each commune or district, of figures asked for all of them at once."""

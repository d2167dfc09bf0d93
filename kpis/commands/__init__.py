"""The commands of `python -m kpis`: a module each, with its options and what it prints."""

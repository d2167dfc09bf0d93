"""One module an export: its rows, drawn from the seed."""

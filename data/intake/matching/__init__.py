"""From the cells of a sheet to the fields of a known export; nothing is guessed or lost."""

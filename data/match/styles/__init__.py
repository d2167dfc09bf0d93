"""How the cells of a column are written, where that differs: numbers and days."""

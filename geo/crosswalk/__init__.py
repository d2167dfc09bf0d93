"""From the units of one vintage to those of another: weights, sums carried over, files."""

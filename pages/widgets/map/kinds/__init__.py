"""The kinds of maps: each makes of the readings what is drawn and what is said under it."""

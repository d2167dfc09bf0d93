"""An official boundary file before it is used: read, matched to units, judged."""

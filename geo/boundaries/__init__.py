"""Boundaries of every vintage and level: from the package, from official files, checked."""

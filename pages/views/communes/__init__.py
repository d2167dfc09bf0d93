"""The page of my commune."""

"""The page of comparing units."""

"""The page of all indicators."""

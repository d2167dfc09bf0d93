"""The page of what it takes."""

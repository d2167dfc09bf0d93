"""The page of assigning targets."""

"""The page of loading data."""

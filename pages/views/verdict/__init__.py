"""The page of the verdict on 2025."""

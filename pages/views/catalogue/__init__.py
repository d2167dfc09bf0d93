"""The page of the catalogue of indicators."""

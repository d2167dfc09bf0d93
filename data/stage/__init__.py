"""Matched cells become typed rows or rows set aside with their reason; both are merged."""

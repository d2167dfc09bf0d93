"""Long exports: kept by month, and taken in piece by piece."""

"""Units, boundaries and class breaks. Knows nothing of the data, the KPIs and the pages."""

"""The engine of `kpis.forecast`: models, back-test and intervals, on arrays."""

"""The engine of `kpis.alerts`: rules, the past of each area, and what they find in it."""

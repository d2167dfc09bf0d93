"""KPIs: the catalogue, what they measure, and how far they are from their targets."""

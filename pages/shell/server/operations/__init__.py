"""For who runs the server: whether it is well, what it does and how fast, and what went wrong."""

HEALTH, METRICS = "/health", "/metrics"  # their addresses

"""What people said, kept as JSON beside the snapshots."""

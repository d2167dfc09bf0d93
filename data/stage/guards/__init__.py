"""What a file may not change: months that are closed, communes of others."""

"""What was asked for becomes the next snapshot: an import, a directory, a restore."""

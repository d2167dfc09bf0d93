"""What a page draws a map with: class breaks, label points, served files."""

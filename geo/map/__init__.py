"""What a page draws a map with: class breaks, borders, label points, hatches, served files."""

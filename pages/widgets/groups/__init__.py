"""What the pages about the groups share."""

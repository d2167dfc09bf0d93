"""What a page offers to who is at work: their name, their changes, and small counts."""

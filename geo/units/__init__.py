"""The units of each vintage, who became whom, and how they are found by name."""

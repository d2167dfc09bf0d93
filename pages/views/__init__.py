"""One folder a page, by its address: what that page alone uses."""

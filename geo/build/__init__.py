"""All boundaries built once, and the files that a browser fetches."""

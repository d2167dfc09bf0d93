"""What an analyst keeps under a name: views of pages, and groups of units."""

"""What a map has besides its classes: circles, lines between units, a legend that is a table."""

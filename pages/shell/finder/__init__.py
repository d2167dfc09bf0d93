"""The box that finds everything: its dictionary, its address, its part of the page."""

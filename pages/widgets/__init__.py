"""What two or more pages use: map, legend, ranking, standings, downloads."""

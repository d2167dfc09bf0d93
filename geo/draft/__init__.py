"""A first folder of a province: what packages with lists of units say, where they disagree."""

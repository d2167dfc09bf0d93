"""What a value is made of, down to the lines of the files that offices sent."""

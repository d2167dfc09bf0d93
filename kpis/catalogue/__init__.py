"""What an indicator is: its stanza, read, checked, and refused with the nearest valid word."""

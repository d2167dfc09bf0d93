"""Files to take away: the buttons, and what each kind of file holds."""

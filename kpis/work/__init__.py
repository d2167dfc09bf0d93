"""What the groups do: counts by topic and form, villages, silent groups, trainings."""

"""What would be: targets shared out among units, scenarios of communes that go faster."""

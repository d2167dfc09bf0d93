"""Which readings are hidden because few people stand behind them, so that no sum tells them."""

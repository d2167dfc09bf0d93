"""The page of the test of the forecasts."""

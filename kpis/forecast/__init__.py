"""Where an indicator goes: models, back-tests, intervals, probabilities."""

"""The page of two minutes for leaders."""

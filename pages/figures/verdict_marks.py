"""The colours of a map of when a target was first met."""

# In time: blue, the earlier the darker, in a copy in greys too. Afterwards and never: oranges that
# are paler still, which a colour-blind reader tells from blue.
IN_TIME = ["#08306b", "#1f5a9c", "#3a80bb", "#66a0cf", "#9ac2e2"]
LATE = "#fbc57a"
NEVER = "#fde7c8"
PICKED = {1: (2,), 2: (1, 4), 3: (1, 2, 4), 4: (1, 2, 3, 4), 5: (0, 1, 2, 3, 4)}


def in_time(count: int) -> list[str]:
    """One colour a class, at most five, from the earliest to the last in time."""
    return [IN_TIME[place] for place in PICKED.get(count, ())]

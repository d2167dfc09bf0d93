"""The colours of a map of when a target was first met."""

# In time: blue, the earlier the darker. Afterwards and never: orange and brown, which a
# colour-blind reader tells from blue.
IN_TIME = ["#08306b", "#2166ac", "#4a90c8", "#85b8dd", "#c6dbef"]
LATE = "#fdb863"
NEVER = "#b35806"
PICKED = {1: (2,), 2: (1, 4), 3: (1, 2, 4), 4: (1, 2, 3, 4), 5: (0, 1, 2, 3, 4)}


def in_time(count: int) -> list[str]:
    """One colour a class, at most five, from the earliest to the last in time."""
    return [IN_TIME[place] for place in PICKED.get(count, ())]

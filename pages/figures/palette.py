"""The colours of every figure, safe for colour-blind readers and for a weak projector."""

INK = "#1d2733"
MUTED = "#5c6773"
GRID = "#d5dbe1"
PAPER = "#ffffff"
NO_VALUE = "#eceff2"
SURROUNDING = "#f6f7f9"
FOCUS = "#d1007a"  # the outline of the chosen unit: a hue that no class uses

FONT = "'Source Sans', 'Source Sans Pro', 'Noto Sans', 'Segoe UI', Arial, sans-serif"

# ColorBrewer YlGnBu without its palest yellow: light to dark as the value grows.
SEQUENTIAL = {
    1: ["#41b6c4"],
    2: ["#a1dab4", "#2c7fb8"],
    3: ["#a1dab4", "#41b6c4", "#225ea8"],
    4: ["#c7e9b4", "#7fcdbb", "#2c7fb8", "#253494"],
    5: ["#e3f4c3", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"],
    6: ["#edf8d0", "#c7e9b4", "#7fcdbb", "#41b6c4", "#2c7fb8", "#253494"],
    7: ["#edf8d0", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#0c2c84"],
}
# Darker is more on these too, so that a copy in greys has the classes in their order.
BELOW = ["#fdeccf", "#fddba6", "#fbc57a", "#f5ab4c"]  # far below the target … just below it
ABOVE = ["#7fb0d9", "#4a90c8", "#2166ac", "#08306b"]  # just above … far above
# Of a change, from the smallest to the largest; none at all is the palest.
FALL = ["#fddbb0", "#f0a04b", "#b35806"]
UNCHANGED = "#f6f3ea"
RISE = ["#c6dbef", "#6baed6", "#08519c"]

STATUS = {
    "met": "#0b5394",
    "on_track": "#4a97d2",
    "slightly_behind": "#f0b93a",
    "behind": "#e0702a",
    "missed": "#a8231f",
    "no_target": "#aab3bc",
    "insufficient": "#d5dbe1",
}
STATUS_SIGN = {
    "met": "✔",
    "on_track": "▲",
    "slightly_behind": "◆",
    "behind": "▼",
    "missed": "✖",
    "no_target": "–",
    "insufficient": "?",
}
# Each reason has its own hatch, so that a missing value never depends on colour alone.
HATCH_SIGN = {  # the same hatch in the words of the legend, whose swatches are plain
    "not_reported": "╱╱",
    "not_due": "╲╲",
    "suppressed": "╳╳",
    "not_applicable": "══",
    "no_boundary": "╌╌",
    "not_collected": "║║",
}
HATCH = {
    "not_reported": "diagonal",
    "not_due": "back_diagonal",
    "suppressed": "cross",
    "not_applicable": "horizontal",
    "no_boundary": "dashes",
    "not_collected": "vertical",
}


def classes(count: int, below: int | None = None) -> list[str]:
    """One colour a class, low to high; `below` = how many of them lie under a locked target."""
    if below is None:
        return SEQUENTIAL[max(1, min(count, 7))]
    return _spread(BELOW, below, keep_last=True) + _spread(ABOVE, count - below, keep_last=False)


def _spread(colours: list[str], count: int, keep_last: bool) -> list[str]:
    return [] if count <= 0 else colours[-count:] if keep_last else colours[:count]

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
# What a reader may choose instead, light to dark as the value grows: ColorBrewer's nine classes
# without the palest, and viridis and cividis (matplotlib), which run from dark to light, reversed.
RAMPS = {
    "blues": "#deebf7 #c6dbef #9ecae1 #6baed6 #4292c6 #2171b5 #08519c #08306b",
    "greens": "#e5f5e0 #c7e9c0 #a1d99b #74c476 #41ab5d #238b45 #006d2c #00441b",
    "purples": "#efedf5 #dadaeb #bcbddc #9e9ac8 #807dba #6a51a3 #54278f #3f007d",
    "oranges": "#fee8c8 #fdd49e #fdbb84 #fc8d59 #ef6548 #d7301f #b30000 #7f0000",
    "viridis": "#fde725 #b5de2b #6ece58 #35b779 #1f9e89 #26828e #31688e #3e4989 #482878 #440154",
    "cividis": "#fee838 #e1cc55 #c3b369 #a59c74 #8a8678 #707173 #575d6d #3b496c #123570 #00224e",
}
# Two hues away from a middle (ColorBrewer): from the low end to it, and from it to the high end.
DIVERGING = {
    "puor": ("#7f3b08 #b35806 #e08214 #fdb863 #fee0b6", "#d8daeb #b2abd2 #8073ac #542788 #2d004b"),
    "brbg": ("#543005 #8c510a #bf812d #dfc27d", "#80cdc1 #35978f #01665e #003c30"),
    "rdbu": ("#67001f #b2182b #d6604d #f4a582 #fddbc7", "#d1e5f0 #92c5de #4393c3 #2166ac #053061"),
}
MIDDLE = "#f1efe9"
NAMES = ("", *RAMPS, *DIVERGING)
# Two indicators: blues to the right, oranges upwards, one laid over the other.
TWO = (
    ("#e8e8e8", "#a9c6de", "#5b98c8"),
    ("#ecc48f", "#aca689", "#5d807c"),
    ("#e29a3b", "#a58438", "#4a4a2c"),
)
CLUSTER = {  # of four different greys on a copy without colours
    "high_high": "#7f2704",
    "low_low": "#2b7bba",
    "high_low": "#fdae6b",
    "low_high": "#c6dbef",
    "not_significant": "#e9e4d8",
}
GROUND = "#efebe1"  # of units under circles
SYMBOL, BARRIER = "#2c7fb8", "#c8500a"  # circles; lines between neighbours that differ
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


def classes(count: int, below: int | None = None, name: str = "") -> list[str]:
    """One colour a class, low to high; `below` = how many of them lie under a locked target.

    `name` is one of NAMES. Two hues part at the target or, without one, in the middle: there an
    odd number of classes has a pale one.
    """
    if name in DIVERGING:
        low, high = (colours.split() for colours in DIVERGING[name])
        has_middle = below is None and count % 2 == 1
        under = count // 2 if below is None else below
        above = count - under - has_middle
        return _steps(low, under) + [MIDDLE] * has_middle + _steps(high, above)
    if name in RAMPS:
        return _steps(RAMPS[name].split(), count)
    if below is None:
        return SEQUENTIAL[max(1, min(count, 7))]
    return _spread(BELOW, below, keep_last=True) + _spread(ABOVE, count - below, keep_last=False)


def _spread(colours: list[str], count: int, keep_last: bool) -> list[str]:
    if count > len(colours):
        return _steps(colours, count)
    return [] if count <= 0 else colours[-count:] if keep_last else colours[:count]


def _steps(colours: list[str], count: int) -> list[str]:
    """So many colours from the first to the last, evenly apart; of one the middle."""
    places = [0.5] if count == 1 else [at / (count - 1) for at in range(count)]
    found = []
    for place in places:
        at = place * (len(colours) - 1)
        one, other = colours[int(at)], colours[min(int(at) + 1, len(colours) - 1)]
        mixed = (
            int(one[n : n + 2], 16) * (1 - at % 1) + int(other[n : n + 2], 16) * (at % 1)
            for n in (1, 3, 5)
        )
        found.append("#" + "".join(f"{int(part + 0.5):02x}" for part in mixed))
    return found

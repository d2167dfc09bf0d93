"""One legend for several maps: classes, reasons of missing values, the sign of estimates."""

from html import escape

from pages.figures import palette
from pages.figures.choropleth import MapClass
from pages.widgets.language import Language

DOT = "border-radius:50%;width:.55rem;height:.55rem;border:1.5px solid " + palette.INK


def legend(classes: dict[str, list[MapClass]], estimates: dict[str, int], words: Language) -> str:
    """The HTML; each entry with its number of units on each map, in the order of the maps."""
    counts: dict[str, dict[str, int]] = {}
    colours: dict[str, str] = {}
    # values first, in their order; a reason may be missing on some of the maps
    for is_reason in (False, True):
        for vintage, entries in classes.items():
            for entry in entries:
                if bool(entry.reason) == is_reason:
                    colours[entry.label] = f"background:{entry.colour}"
                    counts.setdefault(entry.label, {})[vintage] = len(entry.codes)
    if any(estimates.values()):
        label = words.t("Estimate, apportioned by residents")
        colours[label], counts[label] = DOT, estimates
    spans = [_entry(label, colours[label], counts[label], list(classes)) for label in counts]
    order = words.t("In brackets: the units on each map, {vintages}.", vintages=" · ".join(classes))
    note = f"<span class='note'>{escape(order)}</span>"
    return f"<p class='swatches'>{''.join(spans)}{note}</p>"


def _entry(label: str, style: str, counts: dict[str, int], vintages: list[str]) -> str:
    numbers = " · ".join(str(counts.get(vintage, 0)) for vintage in vintages)
    return f"<span><i style='{style}'></i>{escape(label)} ({numbers})</span>"

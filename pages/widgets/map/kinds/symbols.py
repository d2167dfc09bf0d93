"""Circles whose area is proportional to what is counted."""

import pandas as pd

from geo.map.served import extent, map_units
from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Unit
from pages.figures import palette
from pages.figures.choropleth import MapClass, Marks
from pages.figures.marks.circles import Circles, largest_radius, round_sizes
from pages.shell.selection import Selection
from pages.text import formats
from pages.widgets.legend import hover_texts, missing_classes
from pages.widgets.map.ground import KM_EAST
from pages.widgets.map.kinds.asked import SIZED, Own
from pages.widgets.map.kinds.shown import Shown


def symbols(selection: Selection, own: Own, rows: pd.DataFrame, kpi: Kpi) -> Shown:
    """The map of circles: of a count itself, else of a side of the ratio."""
    words, t = selection.language, selection.language.t
    is_count = kpi.unit == Unit.COUNT
    column = "value" if is_count else own[SIZED]
    label = {
        "value": kpi.name,
        "numerator": kpi.numerator_label,
        "denominator": kpi.denominator_label,
    }[column]
    what = words.pick(label)
    known = rows[rows["value"].notna() & rows[column].notna()]
    places = map_units(selection.vintage, selection.level).set_index("code")
    counts = known.set_index("area_code")[column].sort_values(ascending=False, kind="stable")
    points = tuple(
        (str(code), float(places.at[code, "lon"]), float(places.at[code, "lat"]), float(count))
        for code, count in counts.items()
        if code in places.index
    )
    most = points[0][3] if points else 0.0
    sizes = tuple((float(one), formats.number(one, words)) for one in round_sizes(most))
    shown = places[places.index.isin(rows["area_code"])]
    west, _, east, _ = extent(shown)
    largest = largest_radius(counts.to_list(), shown["area_km2"].sum(), (east - west) * KM_EAST)
    circles = Circles(t("Area of a circle: {what}", what=what), points, sizes, largest)
    ground = MapClass(t("With a value"), palette.GROUND, known["area_code"].to_list())
    total = formats.number(counts.sum(), words)
    said = [
        t(
            "The area of each circle is proportional to the count ({what}); together {total}.",
            what=what,
            total=total,
        )
    ]
    return Shown(
        [ground, *missing_classes(rows, words)],
        hover_texts(rows, kpi, words),
        Marks(t("Circles by count"), circles),
        said=said,
    )

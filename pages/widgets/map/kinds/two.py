"""Two indicators on one map: three classes of each, nine colours."""

import pandas as pd

from geo.map.breaks import Breaks, class_breaks
from kpis.catalogue.catalogue import Kpi
from pages.figures import palette
from pages.figures.choropleth import Hover, MapClass, Marks
from pages.figures.marks.table import Table
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.comparability import readings
from pages.text.language import Language
from pages.text.markup import hover_text
from pages.widgets.legend import missing_classes
from pages.widgets.map.kinds.asked import Own, second_kpi
from pages.widgets.map.kinds.shown import Shown

CLASSES = 3


def two(
    served: Served,
    selection: Selection,
    own: Own,
    rows: pd.DataFrame,
    kpi: Kpi,
    cut_at: str = "",
) -> Shown:
    """The map of both; a unit that lacks one of the values is hatched with the reason of that.

    `cut_at`: the period of which the classes are cut, where it is not the one that is shown.
    """
    words, t = selection.language, selection.language.t
    other = catalogue()[second_kpi(own, selection)]
    topic = selection.topic if other.breakdown else None
    measured = served.measure(
        other.id, selection.level, [selection.period], selection.vintage, topic or None
    )
    both = rows.merge(measured, on="area_code", suffixes=("", "_other"), how="left")
    cuts = [  # of the whole province too where a district is open
        _cut(served, selection, one, part, cut_at)
        for one, part in ((kpi, selection.topic), (other, topic))
    ]
    is_known = (both["value"].notna() & both["value_other"].notna()).to_numpy()
    at = [
        cut.class_of(both[name]) for cut, name in zip(cuts, ("value", "value_other"), strict=True)
    ]
    codes = both["area_code"].to_numpy()
    names = [short_ranges(cut, one, words) for cut, one in zip(cuts, (kpi, other), strict=True)]
    classes, counts = [], []
    for up, row in enumerate(names[1]):
        inside = [
            codes[is_known & (at[0] == across) & (at[1] == up)].tolist()
            for across in range(len(names[0]))
        ]
        counts.append(tuple(map(len, inside)))
        classes += [
            MapClass(f"{column} × {row}", palette.TWO[up][across], units)
            for across, (column, units) in enumerate(zip(names[0], inside, strict=True))
        ]
    lacking = both.assign(
        value=both["value"].where(is_known),
        missing_reason=both["missing_reason"].where(
            both["missing_reason"].notna(), both["missing_reason_other"]
        ),
    )
    titles = [words.pick(one.name) for one in (kpi, other)]
    table = Table(
        f"→ {titles[0]}", f"↑ {titles[1]}", tuple(names[0]), tuple(names[1]), tuple(counts)
    )
    shown = [
        text.tolist() if hasattr(text, "tolist") else text
        for text in (readings(both, kpi.unit, words), readings(_other(both), other.unit, words))
    ]
    hover = {
        code: (hover_text(name, f"{titles[0]}: {one}", f"{titles[1]}: {two}"),)
        for code, name, one, two in zip(codes, both["area_name"], *shown, strict=True)
    }

    def more() -> pd.DataFrame:
        values = both.set_index(rows.index)["value_other"]
        return pd.DataFrame({formats.title(titles[1]): values})

    lowest, highest = classes[0], classes[-1]
    said = [
        t(
            "Three classes of each indicator, of equal numbers of units of the whole province in"
            " this period. Units in the highest class of both: {high}; in the lowest of both:"
            " {low}.",
            high=len(highest.codes),
            low=len(lowest.codes),
        )
    ]
    marks = Marks(t("Two indicators, three classes each"), table=table)
    return Shown(
        [*classes, *missing_classes(lacking, words)], Hover(hover), marks, said=said, more=more
    )


def _cut(served: Served, selection: Selection, kpi: Kpi, topic: str | None, period: str) -> Breaks:
    which = selection.level, [period or selection.period], selection.vintage, topic or None
    return class_breaks(served.measure(kpi.id, *which)["value"], k=CLASSES)


def short_ranges(breaks: Breaks, kpi: Kpi, words: Language) -> list[str]:
    """The classes as short as a heading of a table: "< 62", "62 – < 75", "≥ 75"."""
    edges, last = breaks.edges, len(breaks.edges) - 2
    whole = all(edge == int(edge) for edge in edges[1:-1])
    decimals = 0 if whole else formats.DECIMALS[kpi.unit]
    texts = [formats.number(edge, words, decimals) for edge in edges]
    found = []
    for at in range(last + 1):
        if at == 0:
            found.append(f"< {texts[1]}")
        elif at == last:
            found.append(f"≥ {texts[at]}")
        else:
            found.append(f"{texts[at]}–<{texts[at + 1]}")
    return found if last else [words.t("all")]


def _other(both: pd.DataFrame) -> pd.DataFrame:
    columns = ("value", "comparability", "missing_reason")
    return both[[f"{name}_other" for name in columns]].set_axis(list(columns), axis=1)

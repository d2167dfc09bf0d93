"""Local clusters and outliers of the whole province, computed once a snapshot and selection."""

import pandas as pd

from geo.neighbours.clusters import ALPHA, KINDS, LEAST, PERMUTATIONS, Clusters
from geo.neighbours.clusters import clusters as found_in
from kpis.catalogue.catalogue import Kpi
from pages.figures import palette
from pages.figures.choropleth import Hover, MapClass, Marks
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.text.comparability import readings
from pages.text.language import Language
from pages.text.markup import hover_text
from pages.widgets.legend import missing_classes
from pages.widgets.map.kinds.shown import Shown

ALONE = "alone"
SURE = 0.001  # a smaller p is not written out


def clusters(served: Served, selection: Selection, rows: pd.DataFrame, kpi: Kpi) -> Shown:
    """The map of what each unit is among its neighbours; units of a district keep what they are."""
    words, t = selection.language, selection.language.t
    which = kpi.id, selection.level, selection.period, selection.vintage, selection.topic
    found = served.once(_clusters, *which)
    names = cluster_names(words)
    codes = rows["area_code"].to_list()
    kinds = [found.kinds.get(code, ALONE if code in found.alone else "") for code in codes]
    colours = {**palette.CLUSTER, ALONE: palette.GRID}
    classes = [
        MapClass(
            names[kind],
            colours[kind],
            [code for code, one in zip(codes, kinds, strict=True) if one == kind],
        )
        for kind in (*KINDS, ALONE)
        if kind != ALONE or ALONE in kinds
    ]
    texts = readings(rows, kpi.unit, words)
    hover = {
        code: (hover_text(name, text, names.get(kind, "")),)
        for code, name, text, kind in zip(codes, rows["area_name"], texts, kinds, strict=True)
    }

    def more() -> pd.DataFrame:
        told = [names.get(kind, "") for kind in kinds]
        return pd.DataFrame({t("Clusters and outliers"): told}, index=rows.index)

    title = t("Local Moran's I, false finds at most {share}% (FDR)", share=_percent(words))
    marks = Marks(title)
    if not found.kinds:
        text = t(
            "No clusters are computed: that takes {n} units with a neighbour, and values that"
            " differ.",
            n=LEAST,
        )
        left = missing_classes(rows, words)
        plain = MapClass(
            t("With a value"), palette.GROUND, rows[rows["value"].notna()]["area_code"].to_list()
        )
        return Shown([plain, *left], Hover(hover), marks, warned=[text])
    said = [_whole(found, words), _method(words), *_alone(served, selection, found)]
    return Shown(
        [*classes, *missing_classes(rows, words)], Hover(hover), marks, said=said, more=more
    )


def cluster_names(words: Language) -> dict[str, str]:
    """What a unit is among its neighbours, in words."""
    t = words.t
    return {
        "high_high": t("High among high"),
        "low_low": t("Low among low"),
        "high_low": t("High among low"),
        "low_high": t("Low among high"),
        "not_significant": t("Not significant"),
        ALONE: t("No neighbour with a value"),
    }


def _clusters(
    served: Served, kpi: str, level: str, period: str, vintage: str, topic: str
) -> Clusters:
    rows = served.measure(kpi, level, [period], vintage, topic or None)
    values = dict(zip(rows["area_code"], rows["value"].astype(float), strict=True))
    return found_in(vintage, level, values)


def _percent(words: Language) -> str:
    return formats.number(100 * ALPHA, words)


def _whole(found: Clusters, words: Language) -> str:
    t = words.t
    p = found.p
    told = f"p = {formats.number(p, words, 3)}"
    if p < SURE:
        told = f"p < {formats.number(SURE, words, 3)}"
    moran = formats.number(found.moran, words, 2)
    if p >= ALPHA:
        text = t(
            "Moran's I of the whole is {moran} ({p}): no more than chance.", moran=moran, p=told
        )
    elif found.moran > 0:
        text = t(
            "Moran's I of the whole is {moran} ({p}): neighbours are alike.", moran=moran, p=told
        )
    else:
        text = t(
            "Moran's I of the whole is {moran} ({p}): neighbours are unlike.", moran=moran, p=told
        )
    return text


def _method(words: Language) -> str:
    return words.t(
        "Neighbours share a border or a point of it (queen); each unit against {n} shuffles of the"
        " others in the whole province, two-sided, corrected for the number of units by"
        " Benjamini–Hochberg (FDR {share}%). High and low are against the mean of the units. A"
        " cluster says where, not why.",
        n=formats.number(PERMUTATIONS, words),
        share=_percent(words),
    )


def _alone(served: Served, selection: Selection, found: Clusters) -> list[str]:
    if not found.alone:
        return []
    names = served.names(selection.level, selection.vintage)
    told = ", ".join(names.get(code, code) for code in found.alone)
    return [selection.language.t("Without a neighbour that has a value: {names}.", names=told)]

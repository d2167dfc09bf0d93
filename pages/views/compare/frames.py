"""All periods of a map, packed for the browser: a sign of its look for each unit and period."""

import json
import zlib
from base64 import b64encode
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.map.edges import shown
from kpis.periods import Period
from pages.figures import palette, patterns
from pages.figures.choropleth import MapClass, MapLayers
from pages.shell.periods import name, offered
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import ESTIMATED
from pages.views.compare.panels import in_order
from pages.widgets.legend import breaks_for, value_classes

FIRST = 48  # the sign of the first look: "0"


@dataclass(frozen=True)
class Frames:
    """What the browser gets of the units, in their order, and `packed` all that changes."""

    codes: list[str]
    names: list[str]
    looks: list[str]  # colours, and those that stand for a hatch
    places: dict[str, list[int]]  # by period those of the units' looks
    dotted: list[str]  # units that are an estimate in any period
    entries: list[MapClass]  # of the legend, with the units of all periods
    packed: str


def all_periods(served: Served, selection: Selection) -> pd.DataFrame:
    """The readings of all periods of the kind of the selected one, on its units."""
    kind = Period.parse(selection.period).kind
    codes, topic = in_order(offered(kind, served)), selection.topic or None
    return served.measure(selection.kpi, selection.level, codes, selection.vintage, topic)


def frames(
    served: Served, selection: Selection, layers: MapLayers, only: Collection[str]
) -> Frames:
    """Of all periods of the kind of the selected one, of `only` these units.

    `layers` are those of the map.
    """
    kpi, words = catalogue()[selection.kpi], selection.language
    rows = all_periods(served, selection)
    rows = rows[rows["area_code"].isin(only)].reset_index(drop=True)
    breaks, below = breaks_for(rows, served, selection)
    entries = value_classes(rows, breaks, kpi.unit, words, below, selection.palette)
    units = rows.drop_duplicates("area_code")
    areas = units["area_code"].to_list()
    looks = [(at, 0, one.colour) for at, one in enumerate(entries) if not one.reason]
    for at, one in enumerate(entries):
        drawn = [(one.reason, step) for step in range(len(patterns.STEPS)) if one.reason]
        looks += [(at, step, patterns.fill((reason, step))) for reason, step in drawn]
    looks.append((-1, 0, palette.NO_VALUE))  # neither a value nor a reason
    look_of = {(at, step): place for place, (at, step, _) in enumerate(looks)}
    reasons = {one.reason: at for at, one in enumerate(entries) if one.reason}
    steps = {(reason, code): layers.drawn(reason, code)[1] for reason in reasons for code in areas}
    decimals = formats.DECIMALS[kpi.unit]
    written = shown(rows["value"].to_numpy(dtype=float), decimals) * 10**decimals
    columns = rows["area_code"], breaks.class_of(rows["value"]), rows["missing_reason"]
    rows = rows.assign(
        look=[
            look_of[member, 0]
            if member >= 0
            else look_of[reasons.get(reason, -1), steps.get((reason, code), 0)]
            for code, member, reason in zip(*columns, strict=True)
        ],
        written=np.rint(written),
        dot=(rows["comparability"] == ESTIMATED).to_numpy(),
    )
    by_period = {
        str(code): part.set_index("area_code").loc[areas] for code, part in rows.groupby("period")
    }
    codes = in_order(list(by_period))
    content = {
        "periods": [
            {"code": code, **_period(by_period[code], name(code, served, words))} for code in codes
        ],
        "looks": [colour for *_, colour in looks],
        "entry": [at for at, *_ in looks],
        "reasons": [
            words_of.missing(entries[at].reason, words) if entries[at].reason else ""
            for at, *_ in looks
        ],
        "entries": len(entries),
        "decimals": decimals,
        "sign": "%" if kpi.unit == "percent" else "",
    }
    ever = rows.groupby("area_code")["dot"].any()
    return Frames(
        areas,
        units["area_name"].to_list(),
        content["looks"],
        {code: part["look"].to_list() for code, part in by_period.items()},
        [code for code in areas if ever[code]],
        entries,
        _packed(content),
    )


def _period(part: pd.DataFrame, told: str) -> dict[str, object]:
    values = part["written"].to_list()
    return {
        "name": told,
        "looks": "".join(chr(FIRST + look) for look in part["look"].to_list()),
        "values": [None if value != value else int(value) for value in values],
        "dots": "".join("01"[dot] for dot in part["dot"].to_list()),
    }


def _packed(content: dict[str, object] | Sequence[object]) -> str:
    text = json.dumps(content, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode())).decode()

"""What newer data say of a view that was frozen: nothing of it is changed, it is told beside it."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from kpis.errors import KpiError
from pages.briefs.frozen import Cell, FrozenView
from pages.shell.damage import asked_for
from pages.shell.opened import dated, find
from pages.shell.selection import Selection, link
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.language import Language
from pages.text.meetings.sentences import joined
from pages.widgets.files.contents import or_why

MOST = 3  # units that are named
MEASURED = ("kpi", "level", "period", "vintage")


def newer(view: FrozenView, selection: Selection) -> str:
    """HTML: that there are newer data, which units they change, and the way to see them.

    "" where there are none.
    """
    words, found, name = selection.language, find(), view.selection.get("snapshot", "")
    newest = found.newest
    if newest in ("", name):
        return ""
    t = words.t
    told = t("There are newer data, published at {when}.", when=dated(newest, words))
    kept, _ = asked_for(name, found, words)
    if kept is None or kept.name != name:
        told += " " + t("Those that it was taken from are no longer kept: it is shown as it was.")
    fields = {name: text for name, text in view.selection.items() if name != "lang"}
    page = "" if view.page == "home" else view.page
    way = t("Open it on them; taken to the meeting again, it stands beside this item")
    there = link(page, way, selection, **{**fields, "snapshot": newest})
    changes = _changes(view, Served(newest), words)
    return f"<p class='newer'>{escape(' '.join(filter(None, [told, changes])))} {there}</p>"


def _changes(view: FrozenView, served: Served, words: Language) -> str:
    """In a sentence which units have another value now; "" where the view is of no measure."""
    asked = dict(view.selection)
    is_played = view.page == "compare" and asked.get("comparison") == "play"
    if is_played and view.maps:  # of the whole province, whatever was chosen before
        asked |= {"level": view.maps[0].level, "vintage": view.maps[0].vintage}
    kpi = catalogue().get(asked.get("kpi", ""))
    before = _values(view, Language(view.language))
    is_whole = kpi is not None and before and asked.keys() >= set(MEASURED)
    if not (view.page == "map" or is_played) or kpi is None or not is_whole:
        return ""
    try:
        rows = served.measure(
            kpi.id, asked["level"], [asked["period"]], asked["vintage"], asked.get("topic") or None
        )
    except KpiError:  # what the newer data no longer hold
        return words.t("They do not hold this view any more.")
    after = or_why(rows, formats.DECIMALS[kpi.unit] + 1, Language(view.language))
    changed = [
        (name, before[code], now)
        for code, name, now in zip(rows["area_code"], rows["area_name"], after, strict=True)
        if code in before and before[code] != (None if pd.isna(now) else now)
    ]
    if not changed:
        return words.t("No value of this view is another one in them.")
    told = [f"{name} ({_told(old, words)} → {_told(now, words)})" for name, old, now in changed]
    n = len(changed)
    return words.plural(
        "{n} unit has another value: {units}.", "{n} units have another value: {units}.", n,
        n=n, units=joined(told[:MOST], words) + (" …" if n > MOST else ""),
    )  # fmt: skip


def _values(view: FrozenView, words: Language) -> Mapping[str, Cell]:
    """The values of a frozen table by the codes of its units; none where it has no such columns."""
    titles = (words.t("Code"), words.t("Value"))
    if not set(titles) <= set(view.table.columns):
        return {}
    code, value = (view.table.columns.index(title) for title in titles)
    return {str(row[code]): row[value] for row in view.table.rows}


def _told(value: object, words: Language) -> str:
    return formats.number(value, words, 1) if isinstance(value, int | float) else str(value or "–")

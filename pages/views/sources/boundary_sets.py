"""The table of boundary sets: level, units, source, file, size, day of the build."""

from html import escape

import streamlit as st

from geo.errors import GeoError
from geo.map import served
from geo.map.served import WebBoundaries
from geo.units import table as units
from kpis.province import WHOLE
from pages.text import formats
from pages.text import words as words_of
from pages.text.language import Language
from pages.text.markup import plain, table

Sets = dict[tuple[str, str], WebBoundaries]
GROUPING = "Địa bàn"  # begins the type of a unit that is no level of government any more


def built_sets(words: Language) -> Sets:
    """Every set by vintage and level, the newest first; says so where nothing is built."""
    try:
        return {
            (vintage, level): served.web_boundaries(vintage, level)
            for vintage in reversed(units.VINTAGES)
            for level in reversed(units.LEVELS)
        }
    except GeoError:
        text = words.t("The boundaries are not built, or not by this version: {command}")
        st.error(plain(text.format(command="python -m geo build")), icon=":material/error:")
        return {}


def sets_table(sets: Sets, words: Language) -> str:
    """One table, a group of rows a vintage; HTML."""
    t = words.t
    titles = [t("Level"), t("Units"), t("Source"), t("File for the browser"), t("Size"), t("Built")]
    body: list[str | list[str]] = []
    for shown in dict.fromkeys(vintage for vintage, _ in sets):
        rows = {level: one for (vintage, level), one in sets.items() if vintage == shown}
        sources = {_source(one, words) for one in rows.values()}
        common = f"<span class='note'>{escape(min(sources))}</span>" if len(sources) == 1 else ""
        body.append(escape(_span(shown, words)) + common)
        body += [_row(shown, level, one, not common, words) for level, one in rows.items()]
    return table(titles, body, kinds={0: "name", 1: "num"}, after=":")


def set_name(vintage: str, level: str, words: Language) -> str:
    """A set in words: "Communes, units of 2025"."""
    return words.t(
        "{level}, units of {vintage}", level=words_of.level(level, vintage, words), vintage=vintage
    )


def _row(
    vintage: str, level: str, one: WebBoundaries, with_source: bool, words: Language
) -> list[str]:
    t = words.t
    raw, small = (formats.number(size / 1000, words) for size in (one.bytes, one.gzip_bytes))
    compressed = t("{size} kB compressed", size=small)
    grouping = ""
    if is_grouping(vintage, level):
        grouping = _badge(t("grouping of former units"), "hollow")
    return [
        f"{escape(words_of.level(level, vintage, words))} {grouping}",
        formats.number(one.units, words),
        (escape(_source(one, words)) + " " if with_source else "") + _origin(one, words),
        f"<code>{escape(one.file)}</code>",
        f"{raw} kB <span class='note'>{escape(compressed)}</span>",
        escape(formats.iso_day(one.built, words)),
    ]


def _source(one: WebBoundaries, words: Language) -> str:
    return one.source_vi if words.code == "vi" else one.source_en


def _origin(one: WebBoundaries, words: Language) -> str:
    """Whether the land is official, and of which units it is joined; HTML."""
    t = words.t
    mark = _badge(t("not official"), "hollow")
    if one.basis == "official":
        mark = _badge(t("official file"), "on_track")
    if not one.joined_from:
        return mark
    vintage, level = one.joined_from.split("-")
    name = set_name(vintage, level, words).lower()
    joined = t("derived: joined of whole units ({name})", name=name)
    return f"{mark}<span class='note'>{escape(joined)}</span>"


def _badge(text: str, kind: str) -> str:
    return f"<span class='badge {kind}'>{escape(text)}</span>"


def is_grouping(vintage: str, level: str) -> bool:
    """Whether the units of a set are former ones, kept to group the communes of later."""
    return bool(units.of(vintage, level).type.str.startswith(GROUPING).all())


def _span(vintage: str, words: Language) -> str:
    """The vintage and how long it was in force."""
    first = units.of(vintage, WHOLE).iloc[0]
    t, begin, end = words.t, first.valid_from, first.valid_to
    if not begin:
        day = formats.iso_day(end, words)
        return t("Units of {vintage}, in force until {day}", vintage=vintage, day=day)
    if not end:
        day = formats.iso_day(begin, words)
        return t("Units of {vintage}, in force since {day}", vintage=vintage, day=day)
    return t(
        "Units of {vintage}, in force from {first} to {last}",
        vintage=vintage,
        first=formats.iso_day(begin, words),
        last=formats.iso_day(end, words),
    )

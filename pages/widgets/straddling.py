"""A commune that was made of parts of several former districts: which ones, and how much of it."""

from pages.widgets import formats
from pages.widgets.selection import Selection
from pages.widgets.served import Served


def parts_of(code: str, served: Served, selection: Selection) -> str:
    """The former districts in which a commune lies, each with its share of the residents."""
    words, t = selection.language, selection.language.t
    places = served.table("mart_area_map")
    parts = places[
        (places["source_level"] == "commune")
        & (places["source_vintage"] == selection.vintage)
        & (places["source_code"] == code)
        & (places["level"] == "district")
        & (places["vintage"] == selection.vintage)
    ].sort_values("weight", ascending=False)
    names = served.units("district", selection.vintage).set_index("code")["name"]
    if parts["weight"].isna().any():
        return t(
            "Lies in several former districts: {names}. How many residents each part has is not"
            " known, so that their figures since July 2025 cannot be compared.",
            names=", ".join(names[code] for code in parts["area_code"]),
        )
    listed = ", ".join(
        f"{names[row.area_code]} {formats.value(100 * row.weight, 'percent', words)}"
        for row in parts.itertuples()
    )
    return t(
        "Lies in several former districts, by residents: {parts}. Their figures count it by these"
        " shares.",
        parts=listed,
    )

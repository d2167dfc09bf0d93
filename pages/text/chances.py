"""The words, colours and counts of the five classes of probability, the same in every view."""

from html import escape

import pandas as pd

from kpis.catalogue.chance import EDGES, LIKELY, TOLD, class_of, percent
from pages.figures import palette
from pages.figures.choropleth import MapClass
from pages.text import formats
from pages.text.forecasts import CERTAIN, INSUFFICIENT
from pages.text.language import Language
from pages.text.markup import UNCONFIRMED

COLOURS = ("#b35806", "#fdb863", "#f4eec2", "#85b8dd", "#08306b")  # orange to blue, for everybody
INKS = ("#ffffff", palette.INK, palette.INK, palette.INK, "#ffffff")
# The hatches of missing readings, by the reason of which each is the nearest.
HATCHES = {
    "too_few_values": "not_reported",
    "no_recent_value": "not_due",
    "vintage_break": "no_boundary",
    "ended": "not_applicable",
}


def is_likely(probability: float) -> bool:
    """Whether it lies in one of the two upper classes; not where there is none."""
    return bool(pd.notna(probability)) and class_of(probability) >= LIKELY


def word(at: int, language: Language) -> str:
    """The words of a class."""
    t = language.t
    return (
        t("very unlikely"),
        t("unlikely"),
        t("as likely as not"),
        t("likely"),
        t("very likely"),
    )[at]


def edges(at: int, language: Language) -> str:
    """The edges of a class: "below 10%", "10 to below 33%", "90% or more"."""
    t = language.t
    low, high = (formats.number(edge, language) for edge in EDGES[at : at + 2])
    if at == 0:
        return t("below {high}%", high=high)
    if at == len(EDGES) - 2:
        return t("{low}% or more", low=low)
    return t("{low} to below {high}", low=low, high=f"{high}%")


def chance_text(probability: float, status: str, months_ahead: int, language: Language) -> str:
    """A probability as it may be told: "about 84%"; beyond two years the word of its class alone.

    0 and 100 only for what is certain.
    """
    t = language.t
    if pd.isna(probability):
        return formats.MISSING
    if status == CERTAIN:
        return t("certain: {n}%", n=percent(probability))
    if months_ahead > TOLD:
        return word(class_of(probability), language)
    if probability < 0.01:
        return t("below 1%")
    return t("above 99%") if probability > 0.99 else t("about {n}%", n=percent(probability))


def chance_badge(at: int, language: Language, target_status: object = "") -> str:
    """A class as a coloured word, HTML; hollow where the target is not confirmed."""
    text = escape(word(at, language))
    if target_status in UNCONFIRMED:
        return f"<span class='badge hollow'>{text}</span>"
    return f"<span class='badge' style='background:{COLOURS[at]};color:{INKS[at]}'>{text}</span>"


def counted(rows: pd.DataFrame, language: Language) -> str:
    """How many targets are in each class, HTML; apart, those that are no law."""
    t = language.t
    aimed = rows[rows["target"].notna() | rows["target_max"].notna()]
    is_law = ~aimed["target_status"].isin(UNCONFIRMED)
    law, others = (_counts(part, language) for part in (aimed[is_law], aimed[~is_law]))
    if not others:
        return law
    note = escape(t("target unconfirmed or proposed:"))
    return f"{law} <span class='apart'><span class='note'>{note}</span> {others}</span>"


def _counts(rows: pd.DataFrame, language: Language) -> str:
    known = rows.dropna(subset="probability")
    classes = known["probability"].map(class_of)
    mark = rows["target_status"].iloc[0] if len(rows) else ""
    cells = [
        (int((classes == at).sum()), chance_badge(at, language, mark)) for at in reversed(range(5))
    ]
    label = escape(language.t("Not enough data"))
    cells.append((len(rows) - len(known), f"<span class='badge insufficient'>{label}</span>"))
    return " ".join(
        f"<span class='count'><b>{count}</b>&nbsp;{text}</span>" for count, text in cells if count
    )


def graded(probability: float, status: str, months_ahead: int, language: Language) -> str:
    """A probability with the word of its class, said once: "about 84% (likely)", "likely"."""
    text, name = chance_text(probability, status, months_ahead, language), ""
    if pd.notna(probability):
        name = word(class_of(probability), language)
    return text if name in (text, "") else f"{text} ({name})"


def map_classes(rows: pd.DataFrame, language: Language, why) -> list[MapClass]:
    """The legend of the map: five classes, no target, and each reason for having no forecast.

    `why(reason)` gives the words of a reason.
    """
    t, known = language.t, rows.dropna(subset="probability")
    classes = known["probability"].map(class_of)
    is_told = bool((rows["ahead"] <= TOLD).all())
    entries = [
        MapClass(
            f"{word(at, language)}: {edges(at, language)}" if is_told else word(at, language),
            COLOURS[at],
            list(known.loc[classes == at, "area_code"]),
        )
        for at in range(5)
    ]
    lacking = rows[rows["status"] == INSUFFICIENT]
    aimless = rows[rows["probability"].isna() & (rows["status"] != INSUFFICIENT)]
    if len(aimless):
        codes = list(aimless["area_code"])
        entries.append(MapClass(t("No target"), palette.STATUS["no_target"], codes))
    for reason, part in lacking.groupby("reason"):
        kind = HATCHES[str(reason)]
        label = f"{palette.HATCH_SIGN[kind]} {why(reason)}"
        entries.append(MapClass(label, palette.NO_VALUE, list(part["area_code"]), kind))
    return entries

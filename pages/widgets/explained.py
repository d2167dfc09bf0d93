"""How a value comes about: the way to what it is made of, its formula and definition in words."""

from html import escape

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.dates import changed_on
from pages.shell.selection import Selection, link
from pages.text import formats
from pages.text.language import Language


def explain_link(selection: Selection, **changes: str) -> str:
    """A link to the explanation of the value of the selection with some changes; HTML."""
    return link("explain", selection.language.t("Explain this number"), selection, **changes)


def explained(text: str, selection: Selection, **changes: str) -> str:
    """A value that is itself the link, where there is no room for one beside it; HTML."""
    title = escape(selection.language.t("Explain this number"), quote=True)
    way = link("explain", text, selection, **changes)
    return f"<span class='why' title='{title}'>{way}</span>"


def formula(kpi: Kpi, language: Language) -> str:
    """The formula in words: "hồ sơ trực tuyến ÷ hồ sơ tiếp nhận × 100%"."""
    numerator, denominator = (
        language.pick(label) for label in (kpi.numerator_label, kpi.denominator_label)
    )
    return f"{numerator} ÷ {denominator}{times(kpi, language)}"


def times(kpi: Kpi, language: Language) -> str:
    """What the ratio is multiplied by, as a formula goes on; "" where by nothing."""
    thousand = " × 1.000" if language.code == "vi" else " × 1,000"
    return {"percent": " × 100%", "per_1000": thousand}.get(kpi.unit, "")


def over_time(kpi: Kpi, language: Language) -> str:
    """How each side goes from months to a period."""
    t = language.t
    names = {
        "flow": t("summed over the period"),
        "exposure": t("once for each month of the period"),
        "stock": t("last report of each unit, at most {n} months old", n=kpi.staleness_months),
    }
    first, second = names[kpi.time.numerator], names[kpi.time.denominator]
    text = (
        first
        if first == second
        else t("{first}; denominator: {second}", first=first, second=second)
    )
    return text + ("; " + t("once a year") if kpi.frequency == "year" else "")


def last_changed(kpi: Kpi, language: Language) -> str:
    """The day on which the definition last changed, or that it is not recorded."""
    day = changed_on(kpi)
    return language.t("not recorded") if day is None else formats.day(day, language)

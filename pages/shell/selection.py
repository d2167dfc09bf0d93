"""What the reader picked, all of it in the URL: opening a copied link shows the same view.

The URL is the truth. A page reads it through `resolve`, which replaces what it cannot use by the
default and says so; a picker writes it through `pages.shell.url`, which completes it at the foot.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from html import escape
from urllib.parse import urlencode

import streamlit as st

from geo.units import table as units
from kpis.periods import Period
from kpis.province import COMMUNE, PART, WHOLE
from pages.figures import palette
from pages.shell.link_check import default_kpi, known_kpi, known_period, known_topic, known_unit
from pages.shell.periods import vintages_for
from pages.shell.served import Served, catalogue
from pages.shell.url import MEMORY, is_whole, keep
from pages.text.language import DEFAULT, LANGUAGES, Language

LEVELS = (WHOLE, PART, COMMUNE)
PARTS_AND_COMMUNES = LEVELS[1:]  # those of which there are several units
CROWD = 1000  # communes: more, as a whole country has, are opened by its provinces
COMPARED = ("year", "previous")  # with the same period a year ago, or with the period before
# "2025", "2030": an edge locked at that target; "own": at `edges`, which somebody typed; "anew":
# from what the map shows, nothing else
CLASSES = ("quantiles", "equal", "jenks", "stdev", "pretty", "2025", "2030", "own", "anew")
CUTS = ("", "shown")  # classes of all periods in the whole province, or of what the map shows
COUNTS = ("", "3", "4", "5", "6", "7")  # of classes; "": as many as the page has
SCOPES = ("one", "all")  # one indicator in all its units, or all indicators of the province
YEARS = ("2025", "2030")
MEASURES = ("on_time", "missing", "failed", "set_aside")  # of the quality of the data
LONGEST = 120  # letters of a text that somebody typed
FEW = {
    "compare": COMPARED,
    "classes": CLASSES,
    "scope": SCOPES,
    "year": YEARS,
    "measure": MEASURES,
    "cut": CUTS,
    "k": COUNTS,
    "palette": palette.NAMES,
}


@dataclass(frozen=True)
class Selection:
    """One view of the data; an empty text is "not chosen"."""

    kpi: str
    level: str
    period: str
    vintage: str
    lang: str = DEFAULT
    topic: str = ""
    district: str = ""
    area: str = ""
    compare: str = "year"
    classes: str = "quantiles"
    scope: str = "one"
    year: str = "2025"
    measure: str = MEASURES[0]
    cut: str = ""  # of what values the classes of a map are cut
    k: str = ""  # how many there are
    edges: str = ""  # between classes, as somebody typed them
    palette: str = ""
    snapshot: str = ""

    @property
    def language(self) -> Language:
        """The language of the interface."""
        return Language(self.lang)

    def asked(self) -> dict[str, str]:
        """The fields that are chosen, as a link carries them."""
        return {name: text for name, text in asdict(self).items() if text}


def wanted() -> dict[str, str]:
    """What the URL asks for; one that is not whole completed by what this session chose before."""
    names = {field.name for field in fields(Selection)}
    asked = {name: text for name, text in st.query_params.items() if name in names}
    return asked if is_whole() else {**st.session_state.get(MEMORY, {}), **asked}


def language() -> Language:
    """The language that the URL or this session asks for."""
    return Language(wanted().get("lang", DEFAULT))


def usual_level(levels: Sequence[str]) -> str:
    """Of these levels, from the whole down, the one that is shown to who has asked for none.

    That is the smallest, or the one above where its units are too many to be looked at at once.
    """
    *above, smallest = map(str, levels)
    if smallest == COMMUNE and above and len(units.of(units.VINTAGES[-1], COMMUNE)) > CROWD:
        return above[-1]
    return smallest


def usual(served: Served, lang: str = DEFAULT) -> Selection:
    """What is shown to who has chosen nothing but a language."""
    kpi, month = default_kpi(), served.fact("last_month")[:7]
    level = usual_level(catalogue()[kpi].levels)
    vintage = vintages_for(Period.parse(month), served)[0]
    return Selection(kpi, level, month, vintage, lang, snapshot=served.name)


def resolve(served: Served, levels: Sequence[str] = ()) -> tuple[Selection, list[str]]:
    """The selection that can be shown, and a message for each wish that cannot.

    `levels` are those of the page; without them, those at which the KPI is measured.
    """
    asked, problems = wanted(), list[str]()
    t = Language(asked.get("lang", DEFAULT)).t
    kpi = known_kpi(asked.get("kpi", ""), t, problems)
    period = known_period(asked.get("period", ""), served, t, problems)
    choices = vintages_for(Period.parse(period), served)
    vintage = asked.get("vintage") or choices[0]
    if vintage not in choices:
        text = t("There are no units of {vintage}.", vintage=vintage)
        problems.append(text + " " + t("Shown on the units of {shown}.", shown=choices[0]))
        vintage = choices[0]
    levels = levels or [level for level in LEVELS if level in catalogue()[kpi].levels]
    first = levels[-1] if asked.get("district") else usual_level(levels)
    level = asked.get("level") or first
    if level not in levels:
        if level not in LEVELS:
            problems.append(t("There is no level “{level}”.", level=level))
        level = first
    selection = Selection(
        kpi=kpi,
        level=level,
        period=period,
        vintage=vintage,
        lang=asked["lang"] if asked.get("lang") in LANGUAGES else DEFAULT,
        topic=known_topic(asked.get("topic", ""), kpi, served, t, problems),
        district=known_unit(asked.get("district", ""), PART, vintage, served, t, problems),
        area=known_unit(asked.get("area", ""), level, vintage, served, t, problems),
        **{name: _one_of(asked.get(name, ""), known) for name, known in FEW.items()},
        edges=asked.get("edges", "")[:LONGEST],
        snapshot=served.name,
    )
    keep(asdict(selection))
    return selection, problems


def _one_of(wish: str, known: Sequence[str]) -> str:
    return wish if wish in known else known[0]


def link(page: str, text: str, selection: Selection, **changes: str) -> str:
    """A link to another page that carries the whole selection, with some of it changed."""
    chosen = {**selection.asked(), **changes}
    chosen = {name: value for name, value in chosen.items() if value}
    query = escape(urlencode(chosen), quote=True)
    return f"<a href='{page}?{query}' target='_self'>{escape(text)}</a>"

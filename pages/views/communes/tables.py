"""The tables of the page on a unit's history: what a search found, and the line by vintage."""

from collections.abc import Sequence
from html import escape

from geo.units.lineage import Line, step
from geo.units.unit import Unit
from kpis.periods import Period
from kpis.province import PART
from pages.shell.link_check import default_kpi
from pages.shell.periods import KINDS, name, offered
from pages.shell.periods import in_force as reported_on
from pages.shell.selection import Selection, link
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import table
from pages.views.communes.text import became, in_force

PAGE = "communes"
STYLE = "board line"


def matches_table(spans: Sequence[Sequence[Unit]], selection: Selection) -> str:
    """The units that a search found, each a link to its history."""
    words = selection.language
    t = words.t
    rows = []
    for span in spans:
        newest = span[-1]
        vintages = ", ".join(one.vintage for one in span)
        others = (newest.type, newest.district or formats.MISSING, vintages, in_force(span, words))
        name = link(PAGE, newest.name, selection, unit=newest.key)
        rows.append([name, *map(escape, others)])
    titles = [t("Unit"), t("Type"), t("District"), t("Units of"), t("In force")]
    return table(titles, rows, STYLE)


def line_table(line: Line, served: Served, selection: Selection) -> str:
    """The line of a unit: a heading a vintage, a row a unit, with the way to its data."""
    words = selection.language
    t = words.t
    districts = [t("District")] if line.unit.level != PART else []
    titles = [t("Unit"), *districts, t("What became of it"), t("Legal act"), t("Figures")]
    rows: list[str | list[str]] = []
    chosen = -1
    for vintage, members in line.members.items():
        rows.append(_vintage(vintage, members, words))
        for one in members:
            change = step(one)
            name = link(PAGE, one.name, selection, unit=one.key)
            if one == line.unit:
                chosen, name = len(rows), f"<b>{escape(one.name)}</b>"
            code = escape(t("code {code}", code=one.code))
            cells = [
                f"{name}<span class='note'>{code}</span>",
                *(escape(one.district or formats.MISSING) for _ in districts),
                escape(became(one, words)),
                escape((change and change.legal_act) or formats.MISSING),
                data_link(one, served, selection),
            ]
            rows.append(cells)
    return table(titles, rows, STYLE, chosen=chosen)


def data_link(one: Unit, served: Served, selection: Selection) -> str:
    """A link to the unit's card on the map, in a period that can be shown on units of then."""
    words, kpi = selection.language, catalogue().get(selection.kpi)
    period = _fitting(one.vintage, served, selection)
    if not period:
        return escape(words.t("No data of that time"))
    chosen = selection.kpi if kpi and one.level in kpi.levels else default_kpi()
    text = formats.title(name(period, served, words))
    changes = {"kpi": chosen, "level": one.level, "vintage": one.vintage, "period": period}
    return link("map", text, selection, **changes, area=one.code, district="")


def _fitting(vintage: str, served: Served, selection: Selection) -> str:
    """The selected period, if its data can be seen on these units without an estimate; else the
    newest of its kind that can, or of a shorter kind where the data hold none.

    An estimate of what a unit would be today is no figure of the unit that once was.
    """
    here = Period.parse(selection.period)
    kinds = KINDS[: KINDS.index(here.kind.value) + 1][::-1]
    codes = [here.code, *(code for kind in kinds for code in offered(kind, served))]
    exact = (code for code in codes if reported_on(Period.parse(code), served) <= vintage)
    return next(exact, "")


def _vintage(vintage: str, members: Sequence[Unit], words: Language) -> str:
    dates = escape(in_force(members[:1], words))
    text = escape(words.t("Units of {vintage}", vintage=vintage))
    return f"{text} <span class='dates'>{dates}</span>"

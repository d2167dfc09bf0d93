"""Pickers of what is shown, where and when; each shows the selection and writes it to the URL."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import streamlit as st

from geo.units.spelling import by_name
from kpis.periods import Period
from kpis.province import PART
from pages.figures import palette
from pages.shell.periods import KINDS, counted_on, in_force, offered, period_names, vintages_for
from pages.shell.selection import CLASSES, COMPARED, LEVELS, MEASURES, SCOPES, YEARS, Selection
from pages.shell.served import Served, catalogue
from pages.shell.url import Follows, dropdown, followed, segments, store
from pages.text import words as words_of
from pages.text.language import Language
from pages.text.markup import labels


def pick_kpi(selection: Selection) -> None:
    """Any KPI of the catalogue; typing searches."""
    names = kpi_names(selection.language)
    label = selection.language.t("Indicator")
    own = {"edges": "", "classes": ""} if selection.edges else {}  # typed for the one before
    dropdown("kpi", label, list(names), selection.kpi, names.__getitem__, width="stretch", **own)


def pick_period(served: Served, selection: Selection) -> None:
    """The kind of period, then the period; a change of kind keeps the moment in time.

    Who looks at the units in force at that time looks at those of the new period next.
    """
    t, current = selection.language.t, Period.parse(selection.period)
    as_reported = selection.vintage == vintages_for(current, served)[0]
    in_time = {"vintage": lambda code: in_force(Period.parse(code), served)}
    follows = in_time if as_reported else {}
    kinds = {
        "month": t("Month"),
        "quarter": t("Quarter"),
        "half": t("Half-year"),
        "year": t("Year"),
    }
    st.session_state["pick_kind"] = current.kind.value
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", width="content"):
        st.segmented_control(
            t("Period"),
            KINDS,
            format_func=labels(kinds),
            key="pick_kind",
            required=True,
            on_change=_kind_picked,
            args=(selection.period, {kind: offered(kind, served) for kind in KINDS}, follows),
        )
        dropdown(
            "period",
            t("Which"),
            offered(current.kind, served),
            selection.period,
            period_names(current.kind, served, selection.language).__getitem__,
            width=175,
            hidden=True,
            **follows,
        )


def pick_level(selection: Selection, levels: Sequence[str] = ()) -> None:
    """Province, district or commune: the levels of the page, or those of the KPI."""
    levels = levels or [level for level in LEVELS if level in catalogue()[selection.kpi].levels]
    words = selection.language
    names = {level: words_of.level(level, selection.vintage, words) for level in levels}
    segments("level", words.t("Level"), levels, selection.level, names, area="")


def pick_vintage(served: Served, selection: Selection, counting: bool = False) -> None:
    """The units on which the period is drawn: those of the reports, or any others.

    `counting`: only those on which lines and reports can be counted.
    """
    t, period = selection.language.t, Period.parse(selection.period)
    choices = (counted_on if counting else vintages_for)(period, served)
    base = choices[0]
    counts = {v: len(served.names("commune", v)) for v in choices}
    told = {v: t("{vintage}: {n} communes", vintage=v, n=counts[v]) for v in choices}
    told[base] = t("{units} (as reported)", units=told[base])
    dropdown(
        "vintage",
        t("Administrative units"),
        choices,
        selection.vintage,
        told.__getitem__,
        width=275,
        said=t(
            "Figures reported by other units are carried onto these; where a unit was divided they"
            " are estimates (≈)."
        ),
        district="",
        area="",
    )


def pick_district(served: Served, selection: Selection) -> None:
    """One district, or the whole province."""
    units = served.names(PART, selection.vintage)
    names = {"": selection.language.t("Whole province"), **by_name(units)}
    label = words_of.level(PART, selection.vintage, selection.language)
    dropdown(
        "district", label, list(names), selection.district, names.__getitem__, width=240, area=""
    )


def pick_topic(served: Served, selection: Selection) -> None:
    """One topic or form of the groups' work, where the KPI can be split by it."""
    if not catalogue()[selection.kpi].breakdown:
        return
    t, parts = selection.language.t, served.parts(selection.kpi, selection.lang)
    names = {"": t("All topics and forms"), **parts}
    label = t("Topic or form")
    dropdown("topic", label, list(names), selection.topic, names.__getitem__, width=250)


def told(served: Served, selection: Selection, *fields: str) -> list[str]:
    """What is chosen in these fields in words: level, district, vintage, classes, topic; or all."""
    words, t = selection.language, selection.language.t
    districts = served.names(PART, selection.vintage)
    said = {
        "level": words_of.level(selection.level, selection.vintage, words),
        "district": districts.get(selection.district, t("Whole province")),
        "vintage": selection.vintage,
        "topic": served.parts(selection.kpi, selection.lang).get(selection.topic, ""),
        "classes": class_names(selection).get(selection.classes, ""),
    }
    return [said[field] for field in fields or said if said[field]]


@lru_cache
def kpi_names(words: Language) -> dict[str, str]:
    """What each KPI is called in a list, by its code: its name and its group."""
    groups = {key: words.pick(group.name) for key, group in catalogue().groups.items()}
    return {kpi.id: f"{words.pick(kpi.name)} · {groups[kpi.group]}" for kpi in catalogue().values()}


def other_kpis(selection: Selection) -> list[str]:
    """The indicators that are measured at the same level."""
    every = catalogue().items()
    return [id for id, kpi in every if selection.level in kpi.levels and id != selection.kpi]


def other_kpi(wish: str, selection: Selection) -> str:
    """The one that is wished, else the first alike; "" where there is none.

    Alike: of the same group, and measured for the same levels and periods.
    """
    codes, kpi = other_kpis(selection), catalogue()[selection.kpi]
    alike = kpi.group, kpi.levels, kpi.frequency
    others = {code: catalogue()[code] for code in codes}
    near = [id for id, one in others.items() if (one.group, one.levels, one.frequency) == alike]
    return wish if wish in codes else next(iter([*near, *codes]), "")


def _kind_picked(
    current: str, choices: Mapping[str, tuple[str, ...]], follows: Mapping[str, Follows]
) -> None:
    kind, end = st.session_state["pick_kind"], Period.parse(current).last_month
    inside = [code for code in choices[kind] if Period.parse(code).first_month <= end]
    store(followed("period", (inside or choices[kind])[0], follows))


def pick_comparison(selection: Selection) -> None:
    """What a change is measured against."""
    t = selection.language.t
    names = {"year": t("A year earlier"), "previous": t("The period before")}
    dropdown(
        "compare", t("Change since"), COMPARED, selection.compare, names.__getitem__, width=240
    )


def pick_classes(selection: Selection, width: int = 240) -> None:
    """How the classes of the map are cut; a target of the KPI can be locked as an edge."""
    names, label = class_names(selection), selection.language.t("Classes")
    chosen = selection.classes if selection.classes in names else CLASSES[0]
    said = selection.language.t(
        "Cut from all periods in the whole province, so that a colour means the same on each map."
        " “Cut anew” shows more of the differences here, and no other map has its classes."
    )
    dropdown("classes", label, list(names), chosen, names.__getitem__, width=width, said=said)


def class_names(selection: Selection) -> dict[str, str]:
    """What the ways to cut classes are called that the indicator has."""
    t = selection.language.t
    names = {
        "quantiles": t("Equal numbers of units"),
        "equal": t("Equal steps"),
        "jenks": t("Natural breaks (Fisher–Jenks)"),
        "stdev": t("Standard deviations"),
        "pretty": t("Round steps (pretty)"),
    }
    for goal in catalogue()[selection.kpi].targets:
        if goal.value is not None:
            names[str(goal.year)] = t("Cut at the target for {year}", year=goal.year)
    if selection.edges:
        names["own"] = t("Own edges")
    return {**names, "anew": t("Cut anew for this area")}


def pick_palette(selection: Selection, width: int = 240) -> None:
    """The colours of the classes."""
    names, label = palette_names(selection.language), selection.language.t("Colours")
    dropdown("palette", label, palette.NAMES, selection.palette, names.__getitem__, width=width)


def palette_names(words: Language) -> dict[str, str]:
    """What the palettes are called, and what they are for."""
    t = words.t
    one, two = t("one direction"), t("two directions")
    names = {
        "": t("Yellow, green, blue"),
        "blues": t("Blues"),
        "greens": t("Greens"),
        "purples": t("Purples"),
        "oranges": t("Orange to red"),
        "viridis": "Viridis",
        "cividis": "Cividis",
        "puor": t("Orange and purple"),
        "brbg": t("Brown and green"),
        "rdbu": t("Red and blue"),
    }
    return {
        name: f"{text} ({two if name in palette.DIVERGING else one})"
        for name, text in names.items()
    }


def pick_scope(selection: Selection) -> None:
    """One indicator in all units of a level, or all indicators of the province."""
    t = selection.language.t
    names = {"one": t("One indicator"), "all": t("All indicators")}
    segments("scope", t("Show"), SCOPES, selection.scope, names)


def pick_measure(selection: Selection) -> None:
    """What the map of the data's quality shows."""
    t = selection.language.t
    names = {
        "on_time": t("Reports sent on time"),
        "missing": t("Reports not sent (overdue)"),
        "failed": t("Lines that fail a check"),
        "set_aside": t("Lines set aside"),
    }
    label = t("The map shows")
    dropdown("measure", label, MEASURES, selection.measure, names.__getitem__, width="stretch")


def pick_year(selection: Selection) -> None:
    """The target year."""
    segments(
        "year", selection.language.t("Target for"), YEARS, selection.year, {y: y for y in YEARS}
    )

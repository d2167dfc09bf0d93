"""The report of the province for a period, as a meeting of views is told: the same form for Word.

Its items: the indicators by group, the best and worst communes, groups and difficulties, decisions
that are not done, and an annex of the figures.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pandas as pd

from data.ledger.meetings.decisions import Decision, State, decisions
from data.store.snapshot import Snapshot
from geo.province import province
from kpis.catalogue.catalogue import Kpi
from kpis.measure.extent import Known, extent, known
from kpis.progress.progress import progress
from pages.briefs.frozen import Brief, Decided, FrozenTable, FrozenView, Item
from pages.briefs.meeting import decided, names_of
from pages.briefs.office.month import Month, month_of, now_and_before, of_province, of_units
from pages.briefs.units.asked import Connection
from pages.briefs.units.facts import fitting, is_main
from pages.briefs.units.sheet import aim, verdict
from pages.text import formats
from pages.text import words as words_of
from pages.text.comparability import reading
from pages.text.language import Language
from pages.text.meetings.sentences import Whole, of_target, of_whole
from pages.text.results import verdict_title

BEST = 3  # units that are named at each end
NO_BREAK = "\N{NO-BREAK SPACE}"


def monthly(snapshot: Snapshot, store: Path, period: str | None, language: Language) -> Brief:
    """The report as a brief, for `office.report`.

    KpiError for a period that the data do not hold, RefusedError where the ledger cannot be read.
    """
    with closing(snapshot.connect()) as con, known(Known(extent(con))):
        month = month_of(con, snapshot, store, period, language)
        items = [
            _summary(con, month),
            *_groups_of_indicators(con, month),
            _ends(month),
            _network(month),
            *_decided(store, month),
            _annex(month),
        ]
        day = str(dict(con.execute("select key, value from mart_data").fetchall())["as_of_date"])
    when = formats.inside(formats.period(month.period.code, language), language)
    of = language.pick(dict(province().formal))
    name = language.t("digital transformation in {province}, {period}", province=of, period=when)
    return Brief(name=name, date="", language=language.code, day=day[:10], items=tuple(items))


def _item(
    month: Month,
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    sentences: Sequence[str] = (),
    heading: str = "",
    note: str = "",
    is_last: bool = False,
) -> Item:
    view = FrozenView(
        page="overview",
        selection={},
        language=month.language.code,
        title=title,
        sentences=tuple(one for one in sentences if one),
        facts=month.told if is_last else (),
        table=FrozenTable(tuple(columns), tuple(tuple(row) for row in rows)),
        is_demonstration=month.is_demonstration,
    )
    return Item(title=title, heading=heading, note=note, view=view)


def _summary(con: Connection, month: Month) -> Item:
    """In a sentence each: where the province stands, and how many communes are at the target."""
    t, lines = month.language.t, []
    for kpi in month.province.kpis:
        if is_main(kpi) and kpi in month.communes.kpis:
            now, before, earlier = now_and_before(con, kpi, month)
            whole = Whole(t("Whole province"), now, before, earlier)
            told = [of_whole(whole, kpi, month.language)]
            year = of_units(kpi, month)["target_year"].dropna()
            if len(year):
                told.append(_at_target(con, kpi, int(year.mode()[0]), month))
            lines.append(f"{month.language.pick(kpi.name)}. {' '.join(told).strip()}")
    return _item(month, t("Summary"), (), (), note="\n".join(lines))


def _at_target(con: Connection, kpi: Kpi, year: int, month: Month) -> str:
    """How many communes are at their target of a year: of some that of an earlier one is due."""
    when, vintage = fitting(con, kpi, month.period), month.reach.base_vintage(month.period)
    rows = progress(con, kpi, "commune", when, vintage)
    return of_target(rows[rows["target_year"] == year], kpi, "commune", year, month.language)


def _groups_of_indicators(con: Connection, month: Month) -> Iterator[Item]:
    """A table for each group of indicators: value, change, target, verdict and status."""
    t, language = month.language.t, month.language
    columns = [t("Indicator"), t("Value"), t("Change"), t("Target"), verdict_title(language)]
    columns.append(t("Status"))
    heading = t("Indicators of the province")
    for id, group in month.catalogue.groups.items():
        rows = []
        for kpi in month.province.kpis:
            if kpi.group != id:
                continue
            now, before, _ = now_and_before(con, kpi, month)
            standing = of_province(month, kpi)
            change = None
            if before is not None and pd.notna(now["value"]) and pd.notna(before["value"]):
                change = now["value"] - before["value"]
            judged = month.province.verdicts.get((kpi.id, str(now["area_code"])))
            rows.append(
                [
                    language.pick(kpi.name),
                    _value(now, kpi, language),
                    formats.difference(change, kpi.unit, language).replace(" ", NO_BREAK),
                    aim(standing, kpi, language) or formats.MISSING,
                    verdict(judged, language) or formats.MISSING,
                    words_of.status(str(standing["status"]), language),
                ]
            )
        if rows:
            yield _item(month, language.pick(group.name), columns, rows, heading=heading)
            heading = ""


def _ends(month: Month) -> Item:
    """Which communes are best and worst by each main indicator."""
    t, rows = month.language.t, []
    for kpi in month.communes.kpis:
        if not is_main(kpi):
            continue
        ranked = of_units(kpi, month).dropna(subset="rank")
        if ranked["rank"].nunique() < 2:
            continue
        ends = (ranked.head(BEST), ranked.tail(BEST)[::-1])
        rows.append([month.language.pick(kpi.name), *(_named(end, kpi, month) for end in ends)])
    columns = (t("Indicator"), t("Best"), t("Worst"))
    return _item(month, t("Best and worst communes"), columns, rows, heading=t("Communes"))


def _named(rows: pd.DataFrame, kpi: Kpi, month: Month) -> str:
    told = [
        f"{row['area_name']} ({_value(row, kpi, month.language)})"
        for row in rows.to_dict("records")
    ]
    return "; ".join(told)


def _value(row: dict, kpi: Kpi, language: Language) -> str:
    return reading(row["value"], kpi.unit, row["comparability"], row["missing_reason"], language)


def _network(month: Month) -> Item:
    """The groups, and how many of them name each difficulty."""
    t, language = month.language.t, month.language
    sentences, rows = [], []
    for code, row in month.province.network.items():
        amounts = [formats.number(row[name], language) for name in ("groups", "members")]
        sentences.append(t("{n} groups with {m} members.", n=amounts[0], m=amounts[1]))
        active = month.province.standing.get(("active_group_share", code))
        if active is not None and pd.notna(active["value"]):
            kpi = month.catalogue["active_group_share"]
            sentences.append(f"{language.pick(kpi.name)}: {_value(dict(active), kpi, language)}.")
        named = month.province.named.get(code, {})
        known = {kind: named.get(kind) for kind in month.difficulties}
        order = sorted(known, key=lambda kind: -float(known[kind] or 0))
        of = formats.number(named.get("reporting"), language)
        rows = [
            [
                month.difficulties[kind],
                t("{n} of {all}", n=formats.number(known[kind], language), all=of),
            ]
            for kind in order
        ]
    columns = (t("Difficulty"), t("Groups that name it, of those that sent a report"))
    title = t("Groups and difficulties")
    return _item(month, title, columns, rows, sentences, heading=t("Digital groups"))


def _decided(store: Path, month: Month) -> list[Item]:
    """The decisions that should have been done, and those that are in hand."""
    t, today = month.language.t, date.today()
    every = decisions(store)
    late = [one for one in every if one.is_overdue(today)]
    open_ones = [one for one in every if one.state == State.OPEN and one not in late]
    names = names_of(store)

    def told(found: list[Decision]) -> tuple[Decided, ...]:
        return tuple(decided(one, month.catalogue, names, month.language) for one in found)

    parts = [(t("Overdue"), late), (t("To be done"), open_ones)]
    items = [Item(title=title, decisions=told(some)) for title, some in parts if some]
    if not items:
        return [Item(title=t("Decisions"), note=t("No decision is open."))]
    return items


def _annex(month: Month) -> Item:
    """All readings of the province with both sides."""
    t, language, rows = month.language.t, month.language, []
    for kpi in month.province.kpis:
        row = of_province(month, kpi)
        sides = [formats.number(row[side], language) for side in ("numerator", "denominator")]
        name = language.pick(kpi.name)
        rows.append(
            [name, formats.period(row["period"], language), *sides, _value(row, kpi, language)]
        )
    columns = (t("Indicator"), t("Period"), t("Numerator"), t("Denominator"), t("Value"))
    return _item(month, t("Figures of the province"), columns, rows, is_last=True)

"""What sheets tell, of all units of a level at once: a few questions an indicator, none a unit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from data.ledger.meetings.decisions import Decision, decisions
from kpis.catalogue.catalogue import Catalogue, Kpi
from kpis.catalogue.vocabulary import Frequency, Level
from kpis.errors import KpiError
from kpis.measure import published
from kpis.measure.extent import extent
from kpis.measure.other_units import reported, review
from kpis.network import difficulties, register
from kpis.periods import Period, months_later
from kpis.progress import verdict as kpi_verdict
from kpis.progress.due import counted, next_due, on_track
from kpis.progress.progress import progress
from kpis.progress.rank import ranks
from kpis.progress.results import is_over, with_today
from pages.briefs.units.asked import Asked, Connection
from pages.text.results import YEAR

MONTHS = 13  # of a trend: the last one, and the same a year before
Step = Callable[[], None]  # called when another part is known
Key = tuple[str, str]  # indicator and code of a unit
Row = dict[str, object]


@dataclass(frozen=True)
class Facts:
    """What is known of all units. Rows by indicator and unit; what has no row is not known."""

    kpis: Sequence[Kpi]  # of the level, in the order of the catalogue
    standing: Mapping[Key, Row]  # the reading with its `rank`, `ranked`, and the target due next
    verdicts: Mapping[Key, Row]  # of `with_today`
    chances: Mapping[tuple[str, str, int], Row]  # of mart_chance, by target year too
    trends: Mapping[Key, list[float | None]]  # the last `MONTHS` months
    kept: Mapping[str, Row]  # of `on_track` with its `rank` by the share and `ranked`, by unit
    network: Mapping[str, Row]  # of `register.counts` in the last month, by unit
    named: Mapping[str, Row]  # of `difficulties.by_unit`, by unit
    is_counted: bool  # whether groups can be counted on these units
    decided: Mapping[str, list[Decision]]  # by unit
    last_month: date  # of the period that has data


def facts(
    con: Connection,
    store: Path,
    catalogue: Catalogue,
    asked: Asked,
    step: Step = lambda: None,
) -> Facts:
    """All that the sheets of a level tell; `step` is called once for each indicator.

    RefusedError where the ledger cannot be read.
    """
    reach = extent(con)
    kpis = [kpi for kpi in catalogue.values() if asked.level in kpi.levels]
    frames, verdicts = [], []
    for kpi in kpis:
        rows = progress(con, kpi, asked.level, fitting(con, kpi, asked.period), asked.vintage)
        frames.append(_ranked(rows, kpi))
        verdicts.append(judged(con, kpi, asked, rows))
        step()
    every = pd.concat(frames, ignore_index=True)
    last = reach.last_reported(asked.period)
    aimed = every["target_year"].notna()
    shown = pd.concat([every[~aimed], next_due(every[aimed], last)])
    is_counted = asked.vintage >= reach.base_vintage(asked.period)
    return Facts(
        kpis=kpis,
        standing=_by(shown, "kpi", "area_code"),
        verdicts=_by(pd.concat(verdicts), "kpi", "area_code"),
        chances=_chances(con, asked, last == reach.last_month),
        trends=_trends(con, [kpi for kpi in kpis if is_main(kpi)], asked, last),
        kept=_by(_kept(counted(every, last)), "area_code"),
        network=_network(con, asked, last) if is_counted else {},
        named=_named(con, asked) if is_counted else {},
        is_counted=is_counted,
        decided=_decided(store, asked),
        last_month=last,
    )


def is_main(kpi: Kpi) -> bool:
    """Whether an indicator has a target and a value each month: its trend is drawn."""
    return bool(kpi.targets) and kpi.frequency is Frequency.MONTH


def fitting(con: Connection, kpi: Kpi, period: Period) -> Period:
    """The period itself; of a yearly indicator the last year that has ended by then."""
    if kpi.frequency is not Frequency.YEAR:
        return period
    reach = extent(con)
    years = Period.between("year", reach.first_month, reach.last_month)
    ended = [one for one in years if one.last_month <= reach.last_reported(period)]
    return ended[-1] if ended else years[0]


def judged(con: Connection, kpi: Kpi, asked: Asked, today: pd.DataFrame) -> pd.DataFrame:
    """The verdict of the year and what became of it by the period of `today`, rows of `progress`.

    No rows before the year is over, or where nobody has a target for it.
    """
    if not is_over(asked.period, YEAR, extent(con).last_month):
        return pd.DataFrame()
    try:
        rows = published.verdicts(con, YEAR)
    except KpiError:  # of a snapshot without such tables
        rows = pd.DataFrame(columns=["kpi", "level", "vintage"])
    of = {"kpi": kpi.id, "level": asked.level, "vintage": asked.vintage}
    mine = rows[(rows[list(of)] == list(of.values())).all(axis=1)]
    if mine.empty:
        if not today["target_year"].eq(YEAR).any():
            return pd.DataFrame()
        mine = kpi_verdict.verdict(con, kpi, asked.level, YEAR, asked.vintage)
    return with_today(mine, today, kpi, YEAR)


def _ranked(rows: pd.DataFrame, kpi: Kpi) -> pd.DataFrame:
    """Rows of `progress` with the place of each unit by its value, and among how many."""
    units = rows.drop_duplicates("area_code").set_index("area_code")["value"]
    places = ranks(units, kpi)
    return rows.assign(rank=rows["area_code"].map(places), ranked=int(places.notna().sum()))


def _kept(law: pd.DataFrame) -> pd.DataFrame:
    """How many confirmed targets each unit keeps to, with its place by their share.

    None has a place of whose targets fewer than half can be judged.
    """
    found = on_track(law)
    places = found["share"].rank(method="min", ascending=False)
    return found.assign(rank=places, ranked=int(places.notna().sum()))


def _chances(con: Connection, asked: Asked, is_last: bool) -> dict[tuple[str, str, int], Row]:
    """Probabilities begin where the data end, on the units in force then."""
    if not is_last or published.problem(con, "mart_chance"):
        return {}
    rows = published.chances(con, level=asked.level)
    return _by(rows[rows["vintage"] == asked.vintage], "kpi", "area_code", "year")


def _trends(
    con: Connection, kpis: list[Kpi], asked: Asked, last: date
) -> dict[Key, list[float | None]]:
    first = max(months_later(last, 1 - MONTHS), extent(con).first_month)
    months = Period.between("month", first, last)
    base = reported(con, kpis, months)
    rows = review(con, base, kpis, asked.level, months, asked.vintage)
    in_time = rows.sort_values("period", kind="stable").groupby(["kpi", "area_code"])["value"]
    return {key: values.tolist() for key, values in in_time}


def _network(con: Connection, asked: Asked, last: date) -> dict[str, Row]:
    rows = register.counts(con, asked.level, asked.vintage)
    return _by(rows[pd.to_datetime(rows["month"]).dt.date == last], "area_code")


def _named(con: Connection, asked: Asked) -> dict[str, Row]:
    kinds = con.execute("select code from mart_code where list = 'difficulty' order by sort, code")
    codes = [str(code) for (code,) in kinds.fetchall()]
    communes = difficulties.reporting(con, asked.period, asked.vintage)
    named = difficulties.lasting(con, asked.period, asked.vintage)
    if asked.level == Level.WHOLE:  # all of them in one
        of = "select code from mart_unit where parent_code is null and vintage = ?"
        ((whole,),) = con.execute(of, [asked.vintage]).fetchall() or [("",)]
        communes, named = (rows.assign(parent_code=whole) for rows in (communes, named))
    return _by(difficulties.by_unit(communes, named, codes, asked.level), "area_code")


def _decided(store: Path, asked: Asked) -> dict[str, list[Decision]]:
    """Decisions by the units that they name; a code means one unit in its vintage only."""
    found: dict[str, list[Decision]] = {}
    for one in decisions(store):
        if (one.level, one.vintage) == (asked.level, asked.vintage):
            for code in one.units:
                found.setdefault(code, []).append(one)
    return found


def _by(rows: pd.DataFrame, *columns: str) -> dict:
    """Rows by what stands in one column or several."""
    if rows.empty:
        return {}
    records = rows.to_dict("records")
    if len(columns) == 1:
        return {row[columns[0]]: row for row in records}
    return {tuple(row[column] for column in columns): row for row in records}

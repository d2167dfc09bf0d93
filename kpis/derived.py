"""What a publish computes from the marts by arithmetic that SQL cannot do.

Statuses, verdicts, alerts, forecasts, and what the work of the groups goes with.

    python -m kpis.derived MARTS OUT_DIR [--served MARTS]

reads a file of marts and writes <table>.parquet for each table of kpis/sql/derived, which the
publisher adds to the marts. Readers open them through `kpis.measure.published`. Of KPIs for which
nothing changed since the marts that are served, the rows are those that stand there.
"""

import argparse
import multiprocessing
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from kpis.alerts.evaluate import COLUMNS, of_kpi, rules_that_ship, worst_first
from kpis.alerts.groups import of_groups
from kpis.catalogue.catalogue import Catalogue, load
from kpis.catalogue.kpi import Kpi
from kpis.catalogue.taught import taught
from kpis.catalogue.vocabulary import Frequency
from kpis.effect import study as effects
from kpis.effect.deviance import deviance
from kpis.errors import KpiError
from kpis.fingerprints import fingerprints, of_effect
from kpis.forecast.forecast import backtest, forecast, probability, study
from kpis.forecast.report import reliability_rows, step_rows
from kpis.measure.extent import Known, extent, known
from kpis.measure.suppress.cells import hidden_cells, related
from kpis.measure.suppress.relation import MART as HIDDEN
from kpis.measure.suppress.threshold import threshold
from kpis.measure.whole import derived_of_whole
from kpis.periods import Period, months_later
from kpis.progress.due import latest
from kpis.progress.progress import progress, progress_over
from kpis.progress.results import with_today
from kpis.progress.verdict import verdicts as verdict_of_each

SQL = Path(__file__).parent / "sql" / "derived"
STATUS_MONTHS = 13  # so that a month can be compared with the same one a year earlier
STATUS_YEARS = 3
UNTIL = 2030
EFFECT = "effect"  # what stands for these tables, computed together, in mart_derived_from
OF_EFFECT = ("mart_effect", "mart_effect_check", "mart_deviance", "mart_deviance_habit")
LARGE = ("mart_status", "mart_forecast")  # millions of rows, of thousands of units
PARTS = "parts"  # where each KPI's rows of these wait, as no process can hold those of all
OUTLOOK = ("model", "mase", "coverage_80", "coverage_95", "status", "reason")

Frames = dict[str, list[pd.DataFrame]]  # table → its rows, in parts
Files = tuple[str, str]  # the marts, and the directory of what is derived of them


def derive(marts: Path, out: Path, served: Path | None = None) -> list[str]:
    """Write the derived tables of a file of marts; two processes share the KPIs to be computed.

    Returns these; the rows of the others are those of the `served` marts. KpiError when a KPI of
    the catalogue cannot be answered from the marts.
    """
    kpis, least = _kpis(), threshold()
    with duckdb.connect(str(marts), read_only=True) as con:
        prints = fingerprints(con, kpis.values(), rules_that_ship(), least)
        of_work = of_effect(con, taught(), least)
        about_groups = pd.DataFrame(
            of_groups(con, rules_that_ship(), extent(con)),
            columns=[name for name in COLUMNS if name != "place"],
        )
    with duckdb.connect() as con:
        before = _known(con, served)
        changed = [id for id in kpis if prints[id] != before.get(id)]
        is_kept = of_work == before.get(EFFECT)
        kept = [id for id in kpis if id not in changed]
        hidden = _hidden(marts, changed, least)
        _write(con, SQL / f"{HIDDEN}.sql", [hidden], "kpi", list(kpis), kept, out)
        found = computed((str(marts), str(out)), changed, with_effect=not is_kept)
        table = pd.DataFrame({"kpi": changed, "fingerprint": [prints[id] for id in changed]})
        found["mart_derived_from"] = [
            table,
            pd.DataFrame({"kpi": [EFFECT], "fingerprint": [of_work]}),
        ]
        parts = [*found.get("mart_alert", []), about_groups]
        found["mart_alert"] = [_alerts(con, parts, kept, list(kpis))]
        for file in sorted(SQL.glob("*.sql")):
            parts = found.get(file.stem, [])
            if file.stem == HIDDEN:
                continue  # written already, as all others are computed with it
            if file.stem in OF_EFFECT:
                topics = [one.topic for one in taught()]
                _write(con, file, parts, "topic", topics, topics if is_kept else [], out)
            elif file.stem in LARGE:
                _join(con, file, list(kpis), kept, out)
            else:
                of_served = [] if file.stem == "mart_alert" else kept
                _write(con, file, parts, "kpi", list(kpis), of_served, out)
    shutil.rmtree(out / PARTS, ignore_errors=True)
    return changed


@cache
def _kpis() -> Catalogue:
    """The catalogue, read once a process."""
    return load()


def _known(con: duckdb.DuckDBPyConnection, served: Path | None) -> dict[str, str]:
    """The fingerprints of the marts that are served, which stay attached; none where it has none.

    They hold those of the code: other tables than ours have other fingerprints.
    """
    if served is None:
        return {}
    path = str(served).replace("'", "''")
    try:
        con.execute(f"attach '{path}' as served (read_only)")
        return dict(con.execute("from served.mart_derived_from").fetchall())
    except duckdb.Error:
        return {}


def _hidden(marts: Path, ids: Sequence[str], least: int) -> pd.DataFrame:
    """The rows of mart_hidden of KPIs."""
    asked = [_kpis()[id] for id in ids]
    families = {kpi.id: kpi for one in asked for kpi in related(one, _kpis().values())}
    with duckdb.connect(str(marts), read_only=True) as con, known(Known(extent(con))):
        rows = hidden_cells(con, families.values(), least)
    return rows[rows["kpi"].isin(ids)]


@contextmanager
def _opened(files: Files) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to marts that has the hidden cells beside them."""
    marts, out = files
    with duckdb.connect(marts, read_only=True) as con:
        path = str(Path(out) / f"{HIDDEN}.parquet").replace("'", "''")
        con.execute(f"create temp view {HIDDEN} as from read_parquet('{path}')")
        yield con


def computed(files: Files, ids: Sequence[str], with_effect: bool) -> Frames:
    """The rows of KPIs by table, in the order of KPIs: how all stand before the forecasts of any.

    And between the two, where it is asked for, what the work of the groups goes with.
    """
    found: Frames = {}
    workers = min(2, os.cpu_count() or 1, len(ids) // 2)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context) if workers > 1 else nullcontext() as pool:
        for step, asked in (
            (_present, ids),
            (_effect, [EFFECT] if with_effect else []),
            (_future, ids),
        ):
            for part in (pool.map if pool else map)(step, [files] * len(asked), asked):
                for table, frames in part.items():
                    found.setdefault(table, []).extend(frames)
    return found


def _alerts(
    con: duckdb.DuckDBPyConnection, parts: list[pd.DataFrame], kept: list[str], order: list[str]
) -> pd.DataFrame:
    """The rows of mart_alert, the worst first: those found, and those of the KPIs that are kept.

    Those about groups are few questions, and found anew each time.
    """
    if kept:
        query = "from served.mart_alert where list_contains(?, kpi)"
        parts = [*parts, con.execute(query, [kept]).df()]
    return worst_first(pd.concat(parts, ignore_index=True), order, rules_that_ship())


def _write(
    con: duckdb.DuckDBPyConnection,
    file: Path,
    parts: list[pd.DataFrame],
    key: str,
    order: list[str],
    kept: list[str],
    out: Path,
) -> None:
    """Write a derived table in the order of its key: what was computed and what is kept."""
    con.execute(file.read_text(encoding="utf-8"))
    columns = ", ".join(con.table(file.stem).columns)
    of_served = f"select {columns}, rowid as place_of_row from served.{file.stem}"
    sources = [f"{of_served} where list_contains($kept, {key})"] if kept else []
    parts = [part for part in parts if len(part)]
    if parts:
        rows = pd.concat(parts, ignore_index=True)
        rows["place_of_row"] = range(len(rows))
        con.register("computed", rows)
        sources.append(f"select {columns}, place_of_row from computed")
    if sources:
        query = " union all by name ".join(sources)
        by_key = f"list_position($order, {key}), " if kept else ""
        con.execute(
            f"insert into {file.stem} by name select {columns} from ({query})"
            f" order by {by_key}place_of_row",
            {"kept": kept, "order": order} if kept else {},
        )
    path = str(out / f"{file.stem}.parquet").replace("'", "''")
    con.execute(f"copy {file.stem} to '{path}' (format parquet, compression zstd)")


def _join(
    con: duckdb.DuckDBPyConnection, file: Path, order: list[str], kept: list[str], out: Path
) -> None:
    """Write one of the tables that are LARGE, KPI by KPI, without holding its rows."""
    con.execute(file.read_text(encoding="utf-8"))
    columns = ", ".join(con.table(file.stem).columns)
    found = [f"select {columns} from {file.stem}"]  # empty: of what kinds the columns are
    for id in order:
        part = out / PARTS / id / f"{file.stem}.parquet"
        if id in kept:
            mine = f"from served.{file.stem} where kpi = '{id}' order by rowid"
            found.append(f"(select {columns} {mine})")
        elif part.exists():
            found.append(f"select {columns} from read_parquet({_quoted(part)})")
    path = _quoted(out / f"{file.stem}.parquet")
    con.execute(f"copy ({' union all '.join(found)}) to {path} (format parquet, compression zstd)")


def _set_aside(files: Files, id: str, frames: Frames) -> Frames:
    """The frames of a KPI without those of tables that are LARGE, which go to files."""
    directory = Path(files[1]) / PARTS / id
    directory.mkdir(parents=True, exist_ok=True)
    for table in LARGE:
        parts = [part for part in frames.get(table, []) if len(part)]
        if parts:
            with duckdb.connect() as con:
                _write(con, SQL / f"{table}.sql", parts, "kpi", [id], [], directory)
    return {table: parts for table, parts in frames.items() if table not in LARGE}


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _present(files: Files, id: str) -> Frames:
    kpi = _kpis()[id]
    with _opened(files) as con:
        known = statuses(con, kpi)
        judged = verdicts(con, kpi, known)
        found = of_kpi(con, kpi, rules_that_ship(), pd.concat(known))
        whole = derived_of_whole(con, kpi)
    made = {"mart_status": known, "mart_verdict": judged}
    return _set_aside(files, id, {**made, "mart_alert": [found], "mart_whole": [whole]})


def _future(files: Files, id: str) -> Frames:
    with _opened(files) as con:
        return _set_aside(files, id, outlook(con, _kpis()[id]))


def _effect(files: Files, _: str) -> Frames:
    with _opened(files) as con:
        on, cases = effects.cases(con)
        return {**effects.study(cases), **deviance(con, on, cases)}


def statuses(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> list[pd.DataFrame]:
    """The rows of mart_status of one KPI, a frame a level."""
    reach = extent(con)
    annual = kpi.frequency is Frequency.YEAR
    back = 12 * (STATUS_YEARS - 1) if annual else STATUS_MONTHS - 1
    first = max(months_later(reach.last_month, -back), reach.first_month)
    periods = Period.between("year" if annual else "month", first, reach.last_month)
    shown = reach.base_vintage(periods[-1])
    return [progress_over(con, kpi, level, periods, shown) for level in kpi.levels]


def verdicts(
    con: duckdb.DuckDBPyConnection, kpi: Kpi, known: Sequence[pd.DataFrame]
) -> list[pd.DataFrame]:
    """The rows of mart_verdict of one KPI, from its rows of mart_status, a frame a level and year.

    Today is the last period that has ended.
    """
    last = extent(con).last_month
    by_level = {str(rows["level"].iloc[0]): latest(rows, last) for rows in known}
    found = []
    for judged in verdict_of_each(con, kpi):
        level, shown = (str(judged[name].iloc[0]) for name in ("level", "vintage"))
        today = by_level[level]
        if shown != today["vintage"].iloc[0]:
            period = Period.parse(today["period"].iloc[0])
            today = progress(con, kpi, level, period, shown)
        found.append(with_today(judged, today, kpi, int(judged["year"].iloc[0])))
    return found


def outlook(con: duckdb.DuckDBPyConnection, kpi: Kpi) -> Frames:
    """The rows of the tables about the future of one KPI; none where the data reach beyond it."""
    if extent(con).last_month.year > UNTIL:
        return {}
    whole = study(con, kpi, until=UNTIL)
    found: Frames = {"mart_backtest": [backtest(con, [whole])]}
    years = range(int(whole.months[0][:4]), UNTIL + 1)
    for level, made in whole.levels.items():
        steps = step_rows(kpi.id, level, made)
        found.setdefault("mart_backtest_step", []).append(pd.DataFrame(steps))
        stated = reliability_rows(kpi.id, level, made)
        found.setdefault("mart_reliability", []).append(pd.DataFrame(stated))
        keys = {"kpi": kpi.id, "level": level, "vintage": whole.vintage}
        rows = forecast(con, whole, level).assign(**keys)
        areas = rows.drop_duplicates("area_code")[[*keys, "area_code", *OUTLOOK]]
        found.setdefault("mart_outlook", []).append(areas)
        found.setdefault("mart_forecast", []).append(rows[rows["value"].notna()])
        for year in years:
            chances = probability(con, whole, level, year).assign(**keys, year=year)
            chances = chances[chances["status"] != "no_target"]
            found.setdefault("mart_chance", []).append(chances)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command: 0; 2 with a message when the marts cannot answer, 3 when OUT_DIR is full."""
    parser = argparse.ArgumentParser(prog="python -m kpis.derived", description=__doc__)
    parser.add_argument("marts", metavar="MARTS", type=Path)
    parser.add_argument("out", metavar="OUT_DIR", type=Path)
    parser.add_argument(
        "--served", metavar="MARTS", type=Path, help="those to be brought up to date"
    )
    asked = parser.parse_args(arguments)
    try:
        changed = derive(asked.marts, asked.out, asked.served)
    except (duckdb.IOException, OSError) as error:
        print(error, file=sys.stderr)
        return 3
    except (KpiError, duckdb.Error) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 2
    print(f"{len(changed)} of {len(_kpis())} indicators computed")
    return 0


if __name__ == "__main__":
    sys.exit(main())

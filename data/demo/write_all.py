"""Makes all exports from one seed and writes them, one after the other."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from data.demo import blemishes, law, places, scope, writing
from data.demo.exports import (
    activity,
    area_targets,
    dossiers,
    economy,
    groups,
    management,
    members,
    outages,
    population,
    reports,
    services,
    trainings,
    villages,
)
from data.demo.facts import DemoError
from data.demo.randomness import SEED
from data.demo.tables import Table


def write_exports(
    out_dir: Path | str,
    seed: int = SEED,
    communes: Sequence[str] | None = None,
    last_month: date | str | None = None,
    units_csv: Path = places.UNITS_CSV,
    progress: Callable[[str], None] = lambda text: None,
) -> dict[str, int]:
    """Write the fourteen demonstration exports to `out_dir`, all or none; return rows by export.

    The same seed gives the same bytes. `communes` (codes of 2022) and `last_month` ("2025-12" or
    its first day) give a smaller set: only these communes, summed up to the units in force, and
    nothing later. An existing set in `out_dir` is replaced. DemoError (a sentence for people) for
    an unknown commune or month, a list of units that cannot be read, or an `out_dir` with other
    files; OSError when the disk refuses.
    """
    out_dir = Path(out_dir).absolute()
    written: dict[str, int] = {}
    with writing.whole_set(out_dir) as directory:
        for export, table, where in _tables(seed, communes, _month(last_month), units_csv):
            flawed = blemishes.flawed(export, table, where)
            spoilt = blemishes.unreadable(export, flawed, where)
            written[export] = writing.write_export(directory, export, flawed, spoilt)
            progress(f"{export}.csv: {written[export]:,} rows")
    return written


def _month(text: date | str | None) -> date | None:
    if text is None or isinstance(text, date):
        return text
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise DemoError(f"The last month is written like 2025-12, not {text!r}.") from error


def _tables(
    seed: int, communes: Sequence[str] | None, last_month: date | None, units_csv: Path
) -> Iterator[tuple[str, Table, places.Places]]:
    """Each export in turn: its name, its table and the places that it is about."""
    made = law.world(seed, units_csv)
    rng, where, like, people = made.rng, made.places, made.factors, made.population
    all_groups, rule = made.groups, made.law
    part = scope.of(where, None if communes is None else list(communes), last_month)
    silent = outages.make(rng["outages"], where)
    sent = reports.make(rng["bao_cao"], like, all_groups, silent, part)
    size = members.make(rng["thanh_vien"], where, all_groups)
    listed = members.shares(rng, like, all_groups)
    tables: dict[str, Callable[[], Table]] = {
        "to_cong_nghe_so": lambda: groups.table(where, all_groups, part),
        "thanh_vien": lambda: members.table(where, all_groups, size, listed, part),
        "to_quan_ly": lambda: management.table(rng["to_quan_ly"], where, part),
        "hoat_dong": lambda: activity.table(
            rng["hoat_dong"], where, like, all_groups, people, rule, sent, part
        ),
        "bao_cao": lambda: reports.table(rng["bao_cao"], where, like, all_groups, sent, part),
        "su_dung_dich_vu": lambda: services.table(
            rng["su_dung_dich_vu"], where, like, people, rule, silent, part
        ),
        "ho_so": lambda: dossiers.dossiers(rng["ho_so"], where, rule, silent, part),
        "ho_so_cong_viec": lambda: dossiers.work_files(
            rng["ho_so_cong_viec"], where, people, rule, part
        ),
        "dich_vu_cong": lambda: dossiers.services(part),
        "kinh_te_so": lambda: economy.table(rng["kinh_te_so"], where, like, people, rule, part),
        "dan_so": lambda: population.table(where, people, part),
        "chi_tieu": lambda: area_targets.table(rng["chi_tieu"], where, part),
        "tap_huan": lambda: trainings.table(
            rng["tap_huan"], where, all_groups, size, listed.trained, part
        ),
        "ho_thon": lambda: villages.table(where, all_groups, people, part),
    }
    for export, make in tables.items():
        yield export, make(), where

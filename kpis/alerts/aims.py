"""What each area is asked for: its targets, and the reading from which its path starts."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from kpis.alerts.rule import Condition, Rule
from kpis.alerts.series import Past
from kpis.catalogue.kpi import Target
from kpis.catalogue.vocabulary import Confirmation, Level
from kpis.periods import Period
from kpis.progress.area_targets import area_targets, merged
from kpis.progress.progress import progress
from kpis.progress.standing import Base

LAW = (Confirmation.CONFIRMED, Confirmation.RESTATED, Confirmation.DERIVED)
ABOUT_TARGETS = (Condition.OFF_TRACK, Condition.TARGET_LOST)

Area = tuple[str, Level, str]  # KPI, level, code


@dataclass(frozen=True)
class Aims:
    """What an area is asked for: all its targets, and the reading from which its paths start."""

    targets: Sequence[Target]
    base: Base | None

    def judged_by(self, rule: Rule) -> list[Target]:
        """The targets that count for a rule: those that are law, or all."""
        return [t for t in self.targets if rule.unconfirmed or t.status in LAW]


def all_aims(
    con: duckdb.DuckDBPyConnection,
    rules: Sequence[Rule],
    past: Past,
    statuses: pd.DataFrame | None,
) -> dict[Area, Aims]:
    """By KPI, level and area, the targets that rules about targets judge by, and the base."""
    wanted = dict.fromkeys(
        one for rule in rules if rule.condition in ABOUT_TARGETS for one in rule.subjects()
    )
    known = None if statuses is None else _bases(statuses)
    aims: dict[Area, Aims] = {}
    for kpi, level in wanted:
        every = past.get((kpi.id, level), [])
        own = area_targets(con, kpi, level, every[0].vintage) if every else {}
        if not (every and (kpi.targets or own)):
            continue
        last, vintage = every[0].points[-1].period, every[0].vintage
        found = _bases(progress(con, kpi, level, last, vintage)) if known is None else known
        for series in every:
            area = (kpi.id, level, series.area_code)
            aims[area] = Aims(merged(kpi.targets, own.get(series.area_code, [])), found.get(area))
    return aims


def _bases(statuses: pd.DataFrame) -> dict[Area, Base]:
    """By KPI, level and area, the reading from which progress lets the path start."""
    columns = ["kpi", "level", "area_code", "base_value", "base_period"]
    rows = statuses.loc[statuses["base_period"].notna(), columns].drop_duplicates(columns[:3])
    return {
        (kpi, Level(level), code): Base(float(value), Period.parse(period))
        for kpi, level, code, value, period in rows.itertuples(index=False, name=None)
    }

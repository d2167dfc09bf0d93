"""The published figures as data frames, for who computes with them: `kpis.open_store`."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import pandas as pd

from kpis.catalogue.catalogue import load
from kpis.measure.extent import extent
from kpis.measure.readings import measure
from kpis.periods import Period
from kpis.province import WHOLE
from kpis.store import connect, store_directory


class Store:
    """One published snapshot, read-only; it stays the one that was opened."""

    def __init__(self, path: str | Path | None = None) -> None:
        self._con = connect(Path(path) if path is not None else store_directory())
        self._kpis = load()

    def catalogue(self) -> pd.DataFrame:
        """A row an indicator: kpi, group, name_vi, name_en, unit, direction, frequency, levels."""
        return pd.DataFrame(
            {
                "kpi": kpi.id,
                "group": kpi.group,
                "name_vi": kpi.name.vi,
                "name_en": kpi.name.en,
                "unit": str(kpi.unit),
                "direction": str(kpi.direction),
                "frequency": str(kpi.frequency),
                "levels": " ".join(kpi.levels),
            }
            for kpi in self._kpis.values()
        )

    def periods(self, kind: str = "month") -> list[str]:
        """The codes of the periods that the data touch, oldest first: of "month", "quarter",
        "half" or "year". KpiError for another kind."""
        reach = extent(self._con)
        return [one.code for one in Period.between(kind, reach.first_month, reach.last_month)]

    def readings(
        self,
        kpi: str,
        level: str = WHOLE,
        period: str | Sequence[str] | None = None,
        vintage: str | None = None,
    ) -> pd.DataFrame:
        """Readings of an indicator, with the columns of `kpis.measure.readings.measure`.

        `period` is a code as 2026-10, 2026-Q3, 2026-H1 or 2026, or several (None: the last month);
        `vintage` that of the units (None: the one in force). KpiError, with the nearest word,
        where the question has no answer.
        """
        codes = [period] if isinstance(period, str) else list(period or self.periods()[-1:])
        asked = [Period.parse(code) for code in codes]
        return measure(self._con, self._kpis.find(kpi), level, asked, vintage)

    def close(self) -> None:
        """Lets the file go."""
        self._con.close()

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_store(path: str | Path | None = None) -> Store:
    """The snapshot that a store serves now; without a path of the store that DX_STORE names, else
    of the project's own. StoreError where none is published."""
    return Store(path)

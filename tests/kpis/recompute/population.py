"""Population by commune and year: the newest of the same vintage that is not later than the row."""

from pathlib import Path

from tests.kpis.recompute import units
from tests.kpis.recompute.exports import read


class Population:
    """What dan_so states; NaN where it states nothing."""

    def __init__(self, directory: Path) -> None:
        self.rows: dict[tuple[str, str], dict[int, dict]] = {}
        for row in read(directory, "dan_so").to_dict("records"):
            vintage = units.in_force(f"{row['year']}-12")
            self.rows.setdefault((vintage, row["commune"]), {})[row["year"]] = row

    def of(self, vintage: str, commune: str, month: str, column: str) -> float:
        """One figure of a commune for a month."""
        years = self.rows.get((vintage, commune), {})
        known = [year for year in years if year <= int(month[:4])]
        return years[max(known)][column] if known else float("nan")

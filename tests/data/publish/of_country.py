"""A program for a tiny country: its exports published, one indicator read at its three levels.

    DX_PROVINCE=FOLDER python -m tests.data.publish.of_country STORE EXPORTS

It prints by level the numerator and the denominator of each area of the last month, as JSON. A
process of its own, as `data` and `kpis` ask for the levels once.
"""

import json
import sys
from pathlib import Path

KPI, MONTH = "e_signature_share", "2025-12"


def main(store: Path, exports: Path) -> None:
    """Publishes and prints."""
    import duckdb

    from data.publish.directory import publish
    from data.store.snapshot import current
    from kpis.catalogue.catalogue import load
    from kpis.measure.readings import measure
    from kpis.periods import Period

    publish(exports, store)
    served = current(store)
    assert served is not None
    told = {}
    kpi = load()[KPI]
    with duckdb.connect(str(served.marts()), read_only=True) as con:
        for level in kpi.levels:
            rows = measure(con, kpi, level, [Period.parse(MONTH)])
            cells = rows[["area_code", "numerator", "denominator"]].to_numpy().tolist()
            told[level] = {code: [above, below] for code, above, below in cells}
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

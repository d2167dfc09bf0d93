"""Which part of a unit of one vintage belongs to which unit of another, later or earlier.

Areal interpolation by a weight (Goodchild and Lam 1980, "Areal interpolation: a variant of the
traditional spatial problem", Geo-Processing 1): what is counted is taken to lie in a unit as the
weight (area, population) does. For a unit X of a vintage and a unit A of the next one:

    forward   f(X→A) = 1 if A is the only successor of X; else the share that units.csv states;
                       else weight(A) / Σ weight of the successors of X
    piece(X, A)      = weight(X) · f(X→A)
    backward  b(A→X) = 1 if A comes from X only; else piece(X, A) / Σ piece(X', A) over all X'

Across several changes the weights are multiplied along each path, and the paths between two units
added up: a product of matrices. A unit of the same vintage is wholly itself.
"""

from collections.abc import Collection, Iterable

import numpy as np
import pandas as pd

from geo.crosswalk import step as change
from geo.errors import GeoError
from geo.units import table as units_of_file
from geo.units.links import TOLERANCE, links, listed, vintages

COLUMNS = ["source_code", "target_code", "weight", "is_whole"]


def crosswalk(
    source: str,
    target: str,
    level: str,
    weights: "pd.Series[float] | None" = None,
    units: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """From the units of vintage `source` to those of `target`, at one level.

    Columns: source_code, target_code, weight (the part of the source that belongs to the target,
    0 to 1; the weights of a source add up to 1), is_whole (the weight is exactly 1, so that what is
    carried is exact; otherwise it is an estimate). Rows in the order of the units.

    `weights`, indexed by (vintage, code) and named after what it is ("population", "area"), is
    needed only where something has to be apportioned. `units` is a table such as units.csv, the
    configured one by default; its columns vintage, level, code and successor_code are used.
    GeoError for an unknown vintage or level, and, with their names, for units whose weight is
    needed and missing, negative or, all together, zero.
    """
    table = units_of_file.load() if units is None else units
    known = vintages(table)
    for what, word, words in (
        ("vintage", source, known),
        ("vintage", target, known),
        ("level", level, tuple(table.level.unique())),
    ):
        if word not in words:
            raise GeoError(f"Unknown {what} {word!r}: it is one of {', '.join(words)}.")
    of_level = table[table.level == level]
    changes, weighed = links(of_level), change.weighed(weights)
    codes = {vintage: of_level.code[of_level.vintage == vintage].tolist() for vintage in known}
    walked = known[min(known.index(source), known.index(target)) :]
    walked = walked[: 1 + abs(known.index(source) - known.index(target))]
    result = _identity(codes[source])
    steps = [
        change.step(changes[changes.vintage == v], weighed, source < target) for v in walked[:-1]
    ]
    for step in steps if source < target else reversed(steps):
        result = compose(result, step)
    return _in_order(result, codes[source], codes[target])


def compose(first: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """One crosswalk after another: weights multiplied along each path, paths added up.

    Rows in the order of source and target code.
    """
    paths = first.merge(
        then, left_on="target_code", right_on="source_code", suffixes=("", "_then"), how="left"
    )
    if paths.target_code_then.isna().any():
        lost = paths.target_code[paths.target_code_then.isna()]
        raise GeoError(f"The second crosswalk does not know {listed(lost)}.")
    paths["weight"] *= paths.weight_then
    ends = [paths.source_code, paths.target_code_then.rename("target_code")]
    return _flagged(paths.groupby(ends)["weight"].sum().reset_index())


def check(
    crosswalk: pd.DataFrame,
    sources: Collection[str] | None = None,
    targets: Collection[str] | None = None,
) -> None:
    """GeoError, with the units, for a crosswalk (made here or elsewhere) that loses or invents.

    The weights of every source add up to one (±1e-9), none is negative or missing, no pair comes
    twice. With `sources` and `targets`, the codes of the two vintages: all in the crosswalk are
    among them, every source and every target is in it.
    """
    weight = crosswalk.weight
    sums = weight.groupby(crosswalk.source_code).sum(skipna=False)
    pairs = crosswalk.source_code + " → " + crosswalk.target_code
    there, reached = crosswalk.source_code, crosswalk.target_code
    claims: list[tuple[str, Iterable[str]]] = [
        ("Weight negative or missing", pairs[~(weight >= 0)]),
        ("Named twice", pairs[crosswalk.duplicated(["source_code", "target_code"])]),
        ("Weights do not add up to 1", sums.index[~((sums - 1).abs() <= TOLERANCE)]),
    ]
    if sources is not None:
        claims += [("Unknown source", there[~there.isin(sources)])]
        claims += [("Source without target", [one for one in sources if one not in set(there)])]
    if targets is not None:
        claims += [("Unknown target", reached[~reached.isin(targets)])]
        claims += [("Target without source", [one for one in targets if one not in set(reached)])]
    for what, names in claims:
        if wrong := listed(names):
            raise GeoError(f"{what}: {wrong}.")


def _identity(codes: list[str]) -> pd.DataFrame:
    return _flagged(pd.DataFrame({"source_code": codes, "target_code": codes, "weight": 1.0}))


def _flagged(rows: pd.DataFrame) -> pd.DataFrame:
    """With is_whole; a sum that only its last bits keep from 1 is 1."""
    weight = rows.weight.mask((rows.weight - 1).abs() < TOLERANCE, 1.0)
    return rows.assign(weight=weight, is_whole=weight == 1)[COLUMNS]


def _in_order(rows: pd.DataFrame, sources: list[str], targets: list[str]) -> pd.DataFrame:
    source = pd.Index(sources).get_indexer(pd.Index(rows.source_code))
    target = pd.Index(targets).get_indexer(pd.Index(rows.target_code))
    return rows.iloc[np.lexsort((target, source))].reset_index(drop=True)

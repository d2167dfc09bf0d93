"""What a table of units holds: how many units there are, and what became of them."""

import pandas as pd

from geo.province import province
from geo.units.links import links, vintages

COUNTS = ["kept", "recoded", "renamed", "merged", "split", "changed", "reused"]


def changes(units: pd.DataFrame) -> pd.DataFrame:
    """One row per change of vintage and level that has units: level, vintage, next_vintage, counts.

    The counts: `kept`, one unit became one unit of the same code; `recoded`, of another code;
    `renamed`, of another name (also counted in one of these two); `merged`, units of the next
    vintage made of several; `split`, units divided between several. A table joined by code alone
    goes wrong at `changed`, codes of a unit that lives on with more or less territory, and at
    `reused`, codes that then name a unit which holds nothing of the one that had it before.
    """
    names = units[["level", "vintage", "code", "name"]]
    after = names.rename(columns={c: f"next_{c}" for c in ("vintage", "code", "name")})
    found = links(units).merge(names).merge(after)
    one, next_one = ["level", "vintage", "code"], ["level", "next_vintage", "next_code"]
    divided, joined = found.duplicated(one, keep=False), found.duplicated(next_one, keep=False)
    alone, same_code = ~divided & ~joined, found.code == found.next_code
    found["kept"] = alone & same_code
    found["recoded"] = alone & ~same_code
    found["renamed"] = alone & (found.name != found.next_name)
    found["merged"] = joined & ~found.duplicated(next_one)
    found["split"] = divided & ~found.duplicated(one)
    found["changed"] = ~alone & same_code
    there = set(after[next_one].itertuples(index=False, name=None))
    lives_on = same_code.groupby([found[column] for column in one]).transform("any")
    again = [
        key in there for key in found[["level", "next_vintage", "code"]].itertuples(False, None)
    ]
    found["reused"] = pd.Series(again, found.index) & ~lives_on & ~found.duplicated(one)
    counts = found.groupby(["level", "vintage", "next_vintage"])[COUNTS].sum().reset_index()
    return counts.sort_values(["level", "vintage"], key=_rank).reset_index(drop=True)


def described(units: pd.DataFrame) -> list[str]:
    """The table in words: a line per vintage, then one per level and change of vintage."""
    lines = []
    for vintage in vintages(units):
        rows = units[units.vintage == vintage]
        begin, end = rows.valid_from.iloc[0] or "the beginning", rows.valid_to.iloc[0] or "now"
        numbers = [f"{(rows.level == level).sum()} {level}" for level in province().levels]
        lines.append(f"Vintage {vintage}, from {begin} to {end}: {', '.join(numbers)}")
    for row in changes(units).to_dict("records"):
        lines.append(
            f"{row['level']} {row['vintage']} → {row['next_vintage']}: {row['kept']} kept, "
            f"{row['recoded']} with another code; {row['renamed']} renamed; "
            f"{row['merged']} made by merging, {row['split']} split; codes: {row['changed']} of a "
            f"unit with more or less territory, {row['reused']} used again for another one"
        )
    return lines


def _rank(column: "pd.Series[str]") -> "pd.Series[str]":
    """Levels from the top, vintages as they are."""
    return column.map({level: str(n) for n, level in enumerate(province().levels)}).fillna(column)

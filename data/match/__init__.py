"""From the cells of a sheet to the fields of a known export; nothing is guessed or lost.

table = find_table(first_rows, merged)                   which export, which column is which field
rows_without_data(con, relation, width, table)           blank rows, totals, repeated headers
styles = judge(con, relation, table.kind, file, columns) how each column is written; its SQL
Gazetteer.load(Aliases(store)).resolve(name, day, district)  the code of a unit of that day
"""

from data.ledger.aliases import Alias
from data.match.aliases import Aliases
from data.match.gazetteer import Gazetteer, Outcome, Unit
from data.match.headers import find_table
from data.match.rows_without_data import NoData, rows_without_data
from data.match.table import Candidate, Column, Table, fingerprint
from data.match.values import Style, judge

__all__ = [
    "Alias",
    "Aliases",
    "Candidate",
    "Column",
    "Gazetteer",
    "NoData",
    "Outcome",
    "Style",
    "Table",
    "Unit",
    "find_table",
    "fingerprint",
    "judge",
    "rows_without_data",
]

"""One question of an analyst in SQL, asked of a file that holds nothing but what they may see.

The settings of DuckDB are no sandbox: a function can write files past them, a cell of two gigabytes
passes its limit of memory, and some functions cannot be interrupted. So each question runs in a
process of its own with limits of the system, which is ended when its time is over; and the file
holds open tables only, because whatever is in it can be read.
"""

from data.query.parent import Limits, Result, ask

__all__ = ["Limits", "Result", "ask"]

"""One export file in, its lines as text out: nothing is typed here, and no line is lost.

`receive` refuses a file that cannot be read as a whole (missing, not UTF-8, wrong header) and sets
aside single lines that are torn (too many or too few cells, a quotation mark that never closes).
"""

from data.old_reader.receive import receive
from data.old_reader.source import Source, inspect
from data.stage.outcome import Received

__all__ = ["Received", "Source", "inspect", "receive"]

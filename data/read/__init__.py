"""Any file that an officer sends → sheets of text cells, or a clear refusal.

The file is read in a child process with limits on memory, time and what it may write, because a
crafted or merely odd workbook can take all memory or abort the process that reads it. Nothing is
guessed about meaning here: headers, numbers and names are the work of later stages.
"""

from data.read.model import Limits, Note, Reading, Sheet
from data.read.parent import read, read_all

__all__ = ["Limits", "Note", "Reading", "Sheet", "read", "read_all"]

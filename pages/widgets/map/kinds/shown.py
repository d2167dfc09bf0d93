"""What a kind of map hands to the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from pages.figures.choropleth import NO_MARKS, Hover, MapClass, Marks


@dataclass(frozen=True)
class Shown:
    """Classes, texts under the pointer and marks of a map; `said` are sentences under it.

    `warned` are those that a reader must not miss. `more` gives columns for the file, with the
    index of the readings.
    """

    classes: Sequence[MapClass]
    hover: Hover
    marks: Marks = NO_MARKS
    unsure: Sequence[str] = ()
    said: Sequence[str] = ()
    warned: Sequence[str] = ()
    more: Callable[[], pd.DataFrame] | None = None

"""Whether what people said once (closed months, columns, names) can be read from the store."""

from collections.abc import Callable
from pathlib import Path

from data.match.aliases import Aliases
from data.notes.layouts import remembered
from data.publish.imports import ALIASES
from data.refusal import RefusedError
from data.stage.closed_months import closed_months
from pages.widgets.language import Language
from pages.widgets.publishing import draw_refusal


def can_be_read(store: Path, words: Language) -> bool:
    """Draws a refusal for each file that is damaged; whether there was none."""
    readers: tuple[Callable[[], object], ...] = (
        lambda: closed_months(store),
        lambda: remembered(store),
        lambda: Aliases(store / ALIASES),
    )
    whole = True
    for read in readers:
        try:
            read()
        except RefusedError as refused:
            draw_refusal(refused, words)
            whole = False
    return whole

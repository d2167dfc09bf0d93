"""The decisions as a file."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data.ledger.meetings.decisions import Decision
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.language import Language
from pages.widgets.files.contents import as_written, known
from pages.widgets.files.download import buttons
from pages.widgets.meetings.outcomes import about, outcome, state_name


def download(
    served: Served, found: Sequence[Decision], name: str, selection: Selection, today: date
) -> None:
    """Draws the buttons for the decisions that are shown."""
    buttons(
        lambda: table(served, found, selection.language, today),
        selection.language.t("Download these decisions"),
        f"decisions-{name}",
        served,
        selection,
    )


def table(served: Served, found: Sequence[Decision], words: Language, today: date) -> pd.DataFrame:
    """One line a decision, its values as numbers."""
    t, lines = words.t, []
    for one in found:
        then, kpi = outcome(served, one), catalogue().get(one.kpi)
        values = pd.Series(
            [then.before, then.now, one.expected] if then else [None] * 3, dtype="float64"
        )
        before, now, expected = as_written(values, formats.DECIMALS[kpi.unit] + 1 if kpi else 1)
        lines.append(
            {
                t("Decision"): one.text,
                t("Office"): one.owner,
                t("By when"): one.due,
                t("State"): state_name(one, words, today),
                t("What was done"): one.report,
                t("About"): about(served, one, words),
                t("When decided"): before,
                t("Now"): now,
                t("Value that is expected"): expected,
                **known(served, words),
            }
        )
    return pd.DataFrame(lines)

"""A group as a file: month by month, and in the workbook its work by topic and form."""

import pandas as pd

from pages.shell.offered.few import sees_few
from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.text import formats
from pages.views.group.history import months_file, names_of, work
from pages.widgets.files.contents import known
from pages.widgets.files.download import buttons


def download(group: pd.Series, served: Served, selection: Selection) -> None:
    """Draws the buttons."""
    words, t = selection.language, selection.language.t
    code = group["group_code"]

    def months() -> pd.DataFrame:
        told = months_file(group, served, selection)
        told.insert(0, t("Code of the group"), code)
        return told.assign(**known(served, words))

    def by_topic() -> pd.DataFrame:
        rows = work(served, code)
        topics, forms = (names_of(served, kind, selection) for kind in ("topic", "form"))
        return pd.DataFrame(
            {
                t("Month"): [formats.month(month, words) for month in rows["month"]],
                t("Topic"): rows["topic"].map(topics),
                t("Form"): rows["form"].map(forms),
                t("Sessions"): rows["sessions"],
                **(of_people(rows) if sees_few() else {}),
            }
        )

    def of_people(rows: pd.DataFrame) -> dict[str, pd.Series]:
        return {
            t("People"): rows["people"],
            t("Assists"): rows["assists"],
            t("First uses"): rows["first_uses"],
            t("Households visited"): rows["households_visited"],
        }

    buttons(
        months,
        t("Download this group"),
        f"group-{code}",
        *(served, selection, ("period",)),
        of_few=sees_few(),
        more={t("Work by topic and form"): by_topic},
    )

"""Values that no column gives and that are the same in every row, as the month in a title."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from data.match.fields import FieldKind, Kind, field_kinds
from data.match.table import Table
from data.match.vocabulary import LEVEL, code_of
from pages.shell.url import bar
from pages.text.language import Language
from pages.text.markup import label, plain
from pages.views.load.columns import headers

COUNTED = (Kind.COUNT, Kind.AMOUNT, Kind.VALUE)
FORMS = {Kind.MONTH: "%m/%Y", Kind.DAY: "%d/%m/%Y", Kind.YEAR: "%Y"}
EXAMPLES = {Kind.MONTH: "10/2026", Kind.DAY: "15/10/2026", Kind.YEAR: "2026"}


def fixed_values(tables: Sequence[Table], digest: str, words: Language) -> dict[str, str] | None:
    """Draws an input for each required field without a column; field → text, None if unreadable.

    The inputs belong to the file of that digest: the next one begins with empty ones.
    """
    t, found, unread = words.t, dict[str, str](), list[str]()
    asked = _asked(tables)
    if not asked:
        return found
    st.caption(t("What is the same in every row, such as the month in a title, is written here:"))
    with bar():
        for field, (header, kind) in asked.items():
            text = st.text_input(
                label(t("{field}: the value for all rows", field=header)),
                key=f"fixed-{field}-{digest}",
                placeholder=EXAMPLES.get(kind.kind),
                width=330,
            ).strip()
            written = _written(text, kind)
            if written is None:
                unread.append(
                    t("{field}: write it as {example}.", field=header, example=EXAMPLES[kind.kind])
                )
            elif written:
                found[field] = written
    for problem in unread:
        st.error(plain(problem))
    return None if unread else found


def _asked(tables: Sequence[Table]) -> dict[str, tuple[str, FieldKind]]:
    """Field → its header and kind. A number of people or things is never that of all rows.

    A field that another sheet has a column for is not asked: the text would replace its cells.
    """
    held = {field for table in tables for field in table.mapping.values()}
    return {
        field: (headers(table)[field], kind)
        for table in tables
        if table.kind is not None
        for field, kind in field_kinds(table.kind).items()
        if field in table.missing_required and field not in held and kind.kind not in COUNTED
    }


def _written(text: str, kind: FieldKind) -> str | None:
    """The text as cells of an export have it; None where it is no such day, month or year."""
    if kind.list or kind.kind is Kind.LEVEL:
        return code_of(text, kind.list or LEVEL, kind.is_many)
    form = FORMS.get(kind.kind)
    if not text or form is None:
        return text
    try:
        return datetime.strptime(text, form).strftime(form)
    except ValueError:
        return None

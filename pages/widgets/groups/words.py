"""The words of a group: whether it is active, what it names as difficult; why none is told of."""

import pandas as pd
import streamlit as st

from kpis.measure.published import problem
from pages.shell.served import Served
from pages.text.language import Language
from pages.text.markup import plain


def can_show(served: Served, words: Language) -> bool:
    """Whether the snapshot holds what the pages about the groups show; else says why not."""
    why = served.ask(problem, "mart_group_place")
    if why:
        text = words.t("This page needs data that an older version did not publish.")
        st.info(plain(text + " " + words.t("Publish the exports again.")))
    return why is None


def active(known: float | None, words: Language) -> str:
    """Whether a group did anything, in a word: it is not known where it sent nothing."""
    if known is None or pd.isna(known):
        return words.t("not known")
    return words.t("yes") if known else words.t("no")


def difficulties(served: Served, lang: str) -> dict[str, str]:
    """The names of the difficulties by their codes, in their order."""
    return served.once(_difficulties, lang)


def _difficulties(served: Served, lang: str) -> dict[str, str]:
    codes = served.table("mart_code")
    rows = codes[codes["list"] == "difficulty"].sort_values("sort")
    return dict(zip(rows["code"], rows[f"name_{lang}"], strict=True))


def named(codes: pd.Series, served: Served, lang: str) -> list[str]:
    """Difficulties by their names, of codes with blanks between."""
    names = difficulties(served, lang)
    return [", ".join(names.get(one, one) for one in text.split()) for text in codes]

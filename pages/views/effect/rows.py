"""The published rows as the page reads them: with names, texts and their order."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from kpis.province import PART
from pages.shell.served import Served, catalogue
from pages.text.language import Language
from pages.text.markup import hover_text
from pages.views.effect import words as effect_words
from pages.views.effect.words import amount, span

AFTER = 3  # months: what is told
ORDER = ("lead", "placebo", "level", "plain")
COLUMN = {"lead": "leads", "placebo": "placebo", "level": "level"}  # that says whether it held


def headline(served: Served, topic: str = "") -> pd.DataFrame:
    """What is told of each topic, or of one: all forms, after three months."""
    rows = served.published("effects")
    rows = rows[(rows["form"] == "all") & (rows["lag"] == AFTER)]
    return rows[rows["topic"] == topic] if topic else rows


def of_forms(served: Served, topic: str) -> pd.DataFrame:
    """The rows of the forms of a topic, the largest first."""
    rows = _of(served, "effects", topic)
    return rows[rows["form"] != "all"].sort_values("estimate", ascending=False)


def codes(served: Served, name: str, words: Language) -> Mapping[str, str]:
    """The names of a list of codes."""
    return served.once(_codes, name, words.code)


def _codes(served: Served, name: str, lang: str) -> dict[str, str]:
    rows = served.table("mart_code")
    rows = rows[rows["list"] == name]
    return dict(zip(rows["code"], rows[f"name_{lang}"], strict=True))


def monthly(served: Served, topic: str, words: Language) -> pd.DataFrame:
    """The rows of the figure by month."""
    return served.once(_monthly, topic, words.code)


def _when(month: int, words: Language) -> str:
    """How far the work lies before the growth; below 0 it comes later."""
    t = words.t
    if abs(month) == 1:
        return t("one month before") if month > 0 else t("one month later")
    return t("{n} months before", n=month) if month >= 0 else t("{n} months later", n=-month)


def _monthly(served: Served, topic: str, lang: str) -> pd.DataFrame:
    words = Language(lang)
    rows = _of(served, "effect_checks", topic)
    rows = rows[rows["kind"] == "month"]
    rows = rows.assign(month=rows["item"].astype("int64")).sort_values("month")
    texts = []
    for row in rows.itertuples():
        said = _when(row.month, words)
        figures = f"{amount(row.estimate, words)} ({span(row.low_95, row.high_95, words)})"
        texts.append(hover_text(said, figures))
    return rows.assign(text=texts)


def ways(served: Served, topic: str, words: Language) -> pd.DataFrame:
    """The rows of the figure of the same effect seen in other ways: what is told stands first."""
    return served.once(_ways, topic, words.code)


def _ways(served: Served, topic: str, lang: str) -> pd.DataFrame:
    words = Language(lang)
    t = words.t
    main = headline(served, topic).iloc[0]
    rows = _checks(served, topic)
    beside = [row for kind in (*ORDER, "without") for row in rows.get(kind, [])]
    columns = ["estimate", "low_95", "high_95"]
    frame = pd.DataFrame([main[columns], *(row[columns] for row in beside)]).astype("float64")
    told = t("What is told")
    names = [told, *(_named(served, row, words) for row in beside)]
    labels = [told, *(_short(served, row, words) for row in beside)]
    texts = [
        hover_text(name, f"{amount(value, words)} ({span(low, high, words)})")
        for name, (value, low, high) in zip(names, frame.itertuples(index=False), strict=True)
    ]
    labels = [escape(label) for label in labels]
    return frame.assign(label=labels, text=texts).reset_index(drop=True)


def checked(served: Served, topic: str, words: Language) -> dict[str, list[str | None]]:
    """The checks as a table: what each says, and whether it held; the districts in one row."""
    return served.once(_checked, topic, words.code)


def _checked(served: Served, topic: str, lang: str) -> dict[str, list[str | None]]:
    words = Language(lang)
    t = words.t
    main, rows = headline(served, topic).iloc[0], _checks(served, topic)
    titles = (t("Check"), t("Points"), "95%", t("Result"))
    lines: list[tuple[str | None, ...]] = []
    for kind in ORDER:
        for row in rows.get(kind, []):
            held = effect_words.outcome(main[COLUMN[kind]], words) if kind in COLUMN else None
            figures = span(row["low_95"], row["high_95"], words)
            lines.append(
                (_named(served, row, words), amount(row["estimate"], words), figures, held)
            )
    if districts := rows.get("without", []):
        values = sorted(float(row["estimate"]) for row in districts)
        said = t("Leaving out one former district at a time: least and most")
        lines.append((said, span(values[0], values[-1], words), None, None))
    for row in _later(served, topic):
        said = t("After so many months of 10 more assists: {n}", n=int(row["lag"]))
        figures = span(row["low_95"], row["high_95"], words)
        lines.append((said, amount(row["estimate"], words), figures, None))
    return {title: [line[at] for line in lines] for at, title in enumerate(titles)}


def habits_of(served: Served, topic: str, code: str, most: int) -> list[dict[str, object]]:
    """What a commune does most unlike the province, by the ratio of the two."""
    return served.once(_habits_of, topic, code, most)


def _habits_of(served: Served, topic: str, code: str, most: int) -> list[dict[str, object]]:
    rows = _of(served, "deviance_habits", topic)
    rows = rows[(rows["area_code"] == code) & (rows["usual"] > 0)]
    unlike = ((rows["value"] - rows["usual"]).abs() / rows["usual"]).sort_values(ascending=False)
    return rows.loc[unlike.index[:most]].to_dict("records")


def _of(served: Served, question: str, topic: str) -> pd.DataFrame:
    """The published rows of a topic, from those of all: they were asked for once a snapshot."""
    rows = served.published(question)
    return rows[rows["topic"] == topic]


def _later(served: Served, topic: str) -> list[pd.Series]:
    rows = _of(served, "effects", topic)
    rows = rows[(rows["form"] == "all") & (rows["lag"] != AFTER)]
    return [row for _, row in rows.iterrows()]


def _checks(served: Served, topic: str) -> dict[str, list[pd.Series]]:
    """The rows of a topic by the kind of check."""
    found: dict[str, list[pd.Series]] = {}
    for _, row in _of(served, "effect_checks", topic).iterrows():
        found.setdefault(str(row["kind"]), []).append(row)
    return found


def _named(served: Served, row: pd.Series, words: Language) -> str:
    """A check in words."""
    kind, item = str(row["kind"]), str(row["item"])
    if kind == "placebo":
        item = words.pick(catalogue()[item].name)
    return effect_words.check(kind, _district(served, item), words)


def _short(served: Served, row: pd.Series, words: Language) -> str:
    """A check in few words; one without a district by the name of that."""
    item = effect_words.check("without", _district(served, str(row["item"])), words)
    return effect_words.short(str(row["kind"]), item, words)


def _district(served: Served, code: str) -> str:
    """The name of a district by its code; any other text as it is."""
    return served.names(PART, list(served.extent().vintages)[-1]).get(code, code)

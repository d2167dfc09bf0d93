"""The figures of the page as files."""

import pandas as pd

from pages.shell.served import Served, catalogue
from pages.text.language import Language
from pages.views.effect import words as effect_words
from pages.views.effect.rows import codes
from pages.widgets.files.contents import as_written, known


def effect_document(served: Served, words: Language) -> pd.DataFrame:
    """All rows of effects: topics by months of work, and forms."""
    t, rows = words.t, served.published("effects")
    forms = {"all": t("All forms"), **codes(served, "form", words)}
    columns = {
        **_named(served, rows, words),
        t("Form"): [forms.get(form, form) for form in rows["form"]],
        t("Months"): rows["lag"],
        t("Points"): as_written(rows["estimate"], 4),
        t("Low end (95%)"): as_written(rows["low_95"], 4),
        t("High end (95%)"): as_written(rows["high_95"], 4),
        t("Work to come"): [effect_words.outcome(one, words) for one in rows["leads"]],
        t("Service that nobody teaches"): [
            effect_words.outcome(one, words) for one in rows["placebo"]
        ],
        t("Level before"): [effect_words.outcome(one, words) for one in rows["level"]],
        t("Could have been seen from"): as_written(rows["detectable"], 4),
        t("Difference from the other forms"): as_written(rows["difference"], 4),
        t("Corrected chance of that"): as_written(rows["corrected"], 4),
        t("Communes"): rows["communes"],
        t("Commune-months"): rows["cells"],
        t("Result"): [effect_words.verdict(one, words) for one in rows["verdict"]],
        **known(served, words),
    }
    return pd.DataFrame(columns, index=rows.index)


def check_document(served: Served, words: Language) -> pd.DataFrame:
    """All rows of checks."""
    t, rows = words.t, served.published("effect_checks")
    columns = {
        **_named(served, rows, words),
        t("Check"): rows["kind"],
        t("Made with"): rows["item"],
        t("Points"): as_written(rows["estimate"], 4),
        t("Low end (95%)"): as_written(rows["low_95"], 4),
        t("High end (95%)"): as_written(rows["high_95"], 4),
        **known(served, words),
    }
    return pd.DataFrame(columns, index=rows.index)


def deviance_document(served: Served, words: Language) -> pd.DataFrame:
    """Communes worth a visit, with all that they do beside the province, a row a habit."""
    t = words.t
    rows = served.published("deviances").merge(
        served.published("deviance_habits"), on=["topic", "area_code"], how="left"
    )
    names = {"topic": served.topics(words.code), "form": codes(served, "form", words)}
    habits = [
        effect_words.habit(kind, names.get(kind, {}).get(code, code), words)
        for kind, code in zip(rows["habit"], rows["code"], strict=True)
    ]
    columns = {
        **_named(served, rows, words),
        t("Code"): rows["area_code"],
        t("Commune"): rows["area_name"],
        t("Grew in 12 months"): as_written(rows["growth"], 3),
        t("Expected"): as_written(rows["expected"], 3),
        t("Beyond it"): as_written(rows["excess"], 3),
        t("What it does"): habits,
        t("Commune's figure"): as_written(rows["value"], 3),
        t("Province"): as_written(rows["usual"], 3),
        **known(served, words),
    }
    return pd.DataFrame(columns, index=rows.index)


def _named(served: Served, rows: pd.DataFrame, words: Language) -> dict[str, list[str]]:
    topics = served.topics(words.code)
    return {
        words.t("Topic"): [topics.get(code, code) for code in rows["topic"]],
        words.t("Service"): [words.pick(catalogue()[kpi].name) for kpi in rows["service"]],
    }

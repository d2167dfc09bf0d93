"""What an effect of the work of the groups is, in words: sentences, verdicts, checks, habits."""

import pandas as pd

from pages.text import formats
from pages.text.language import Language

SIGN = {"seen": "✔", "not_seen": "–", "not_credible": "◆", "too_few": "?"}


def amount(value: float, language: Language) -> str:
    """Points with their sign: "+0,29"."""
    return formats.signed(value, language, 2)


def span(low: float, high: float, language: Language) -> str:
    """The ends of an interval: "+0,22 đến +0,37"."""
    low_text, high_text = amount(low, language), amount(high, language)
    return language.t("{low} to {high}", low=low_text, high=high_text)


def sentence(row: pd.Series, language: Language) -> str:
    """What is told of a topic: a row of mart_effect, of the form `all` and three months."""
    t = language.t
    if row["verdict"] == "too_few":
        return why_too_few(str(row["reason"]), language)
    told = t(
        "10 more assists per 1,000 adults a month go with {amount} points after three months"
        " (95%: {span}).",
        amount=amount(row["estimate"], language),
        span=span(row["low_95"], row["high_95"], language),
    )
    if row["verdict"] == "seen":
        return told
    if row["verdict"] == "not_credible":
        failed = t("Not to be believed: {what}.", what=what_failed(row, language))
        return f"{told} {failed}"
    return t(
        "No effect seen (95%: {span}); one smaller than {least} points could hardly have been"
        " seen.",
        span=span(row["low_95"], row["high_95"], language),
        least=formats.number(row["detectable"], language, 2),
    )


def verdict(code: str, language: Language) -> str:
    """The verdict of a topic or a form in a word or two."""
    t = language.t
    return {
        "seen": t("Seen, checks held"),
        "not_seen": t("No effect seen"),
        "not_credible": t("Not credible"),
        "too_few": t("Too few data"),
        "more": t("more than the other forms"),
        "less": t("less than the other forms"),
        "alike": t("no difference seen"),
    }[code]


def why_too_few(reason: str, language: Language) -> str:
    """Why nothing can be told of a topic."""
    t = language.t
    return {
        "no_work": t("Too few data: no work on this topic, or hardly any, is known."),
        "yearly": t(
            "Too few data: the service is counted once a year, so hardly any growth is known."
        ),
        "few_communes": t("Too few data: fewer than 20 communes can be compared."),
        "few_months": t("Too few data: fewer than 12 months can be compared."),
        "no_variation": t("Too few data: the communes worked alike, so nothing can be told apart."),
    }[reason]


def what_failed(row: pd.Series, language: Language) -> str:
    """The checks of a topic that failed."""
    t = language.t
    texts = {
        "leads": t("work of the months to come “explains” the growth as well"),
        "placebo": t("a service that nobody teaches grew with the work as well"),
        "level": t("it is gone when the level before is taken into account"),
    }
    return "; ".join(text for name, text in texts.items() if row[name] == "failed")


def check(kind: str, name: str, language: Language) -> str:
    """A check by its kind; `name` is the service or the district that it is made with."""
    t = language.t
    return {
        "lead": t("Work of the three months to come (should be about 0)"),
        "placebo": t("On a service that nobody teaches: {name} (should be about 0)", name=name),
        "level": t("With the level before taken into account"),
        "plain": t("With one effect a commune and one a month only"),
        "without": t("Without {name}", name=name),
    }[kind]


def short(kind: str, name: str, language: Language) -> str:
    """The same in the few letters that stand beside a figure."""
    t = language.t
    return {
        "lead": t("Work to come"),
        "placebo": t("Service that nobody teaches"),
        "level": t("Level before"),
        "plain": t("Commune and month only"),
    }.get(kind, name)


def outcome(code: object, language: Language) -> str:
    """Whether a check held."""
    t = language.t
    return {"held": t("held"), "failed": t("failed")}.get(str(code), "")


def habit(kind: str, name: str, language: Language) -> str:
    """What is compared of a commune worth visiting: `name` is that of a topic or a form."""
    t = language.t
    return {
        "topic": t("Assists on: {name}", name=name),
        "form": t("Form: {name}", name=name),
        "assists": t("Assists per 1,000 adults a month"),
        "sessions": t("Sessions of a group a month"),
        "trained": t("Members trained"),
        "on_time": t("Reports on time"),
    }[kind]

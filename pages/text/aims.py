"""The words of the years to come: what is aimed at, and why a question has no answer."""

from collections.abc import Iterable

from geo.map.edges import written
from kpis.catalogue.catalogue import Kpi
from kpis.whatif.aims import Aim, UnanswerableError, Why
from pages.text import formats
from pages.text import words as words_of
from pages.text.language import Language


def why(refused: UnanswerableError, language: Language) -> str:
    """Why there is no answer, and what to choose instead."""
    t = language.t
    return {
        Why.RANGE: t("This indicator should lie in a range: there is no gap that could be shared."),
        Why.LEVEL: t("This indicator is not measured at this level: choose another level."),
        Why.NO_TARGET: t("This indicator has no target for a year to come."),
        Why.NO_VALUE: t("No unit has a value of this indicator at the end of the data."),
        Why.YEARLY: t("This indicator is measured once a year: it has no pace a month."),
        Why.BEYOND: t("This target lies beyond 100% or below 0%: mend it at its source."),
        Why.REACHED: t("The units together are at this target already: nothing is left to share."),
    }[refused.why]


def aim_sentence(aim: Aim, kpi: Kpi, language: Language) -> str:
    """What the province is to reach, how far it is confirmed, and where that is said."""
    amount = formats.target_amount(written(aim.value, 1), kpi.unit, language)
    if aim.status is None:
        return language.t(
            "12/{year}: {amount} on the path to the next target. For that year itself none is set.",
            year=aim.year,
            amount=amount,
        )
    return language.t(
        "Target for {year}: {goal} ({source})",
        year=aim.year,
        goal=f"{amount} · {words_of.confirmation(aim.status, language)}",
        source=aim.source,
    )


def points(amount: float, kpi: Kpi, language: Language, decimals: int = 1) -> str:
    """A change with its sign: "+1,25 điểm %" for shares, "+4,0" for the rest."""
    text = formats.signed(amount, language, decimals)
    return f"{text} {language.t('pts')}" if kpi.unit == "percent" else text


def decimals_of(amounts: Iterable[float]) -> int:
    """How many decimals amounts a month need: none where there is one of 100 or more."""
    return 0 if any(abs(amount) >= 100 for amount in amounts) else 1


def counted(amount: float, kpi: Kpi, language: Language) -> str:
    """A number of what the numerator counts: "+1.234 người …"; below ten with one decimal."""
    decimals = 0 if abs(amount) >= 10 or amount == int(amount) else 1
    return f"{formats.signed(amount, language, decimals)} {language.pick(kpi.numerator_label)}"

"""What is named in one parse of a wish, the pages that it may be about, and what cannot be met."""

from dataclasses import dataclass

from pages.finder.dictionary import Named

HOME, MAP, COMPARE, OVERVIEW, WORK = "home", "map", "compare", "overview", "work"
COMMUNES, FORECAST, TARGETS, VERDICT, ALERTS = (
    *("communes", "forecast", "targets", "verdict", "alerts"),
)
OF_YEARS = (FORECAST, TARGETS, VERDICT)  # a year that is said there is that of the target
TARGET_YEARS = ("2025", "2030")


@dataclass(frozen=True)
class Fault:
    """Why a part of a wish is not met as it stands: a word, and what it is about."""

    kind: str
    about: str = ""


@dataclass(frozen=True)
class Wish:
    """What is named in one parse of a wish."""

    kpis: tuple[str, ...] = ()
    units: tuple[str, ...] = ()  # keys of Dictionary.places, perhaps with "@" and a type
    periods: tuple[str, ...] = ()
    page: str = ""
    ranking: str = ""
    level: str = ""
    topic: str = ""
    group: str = ""
    named: Named | None = None
    is_topical: bool = False  # whether one of the indicators is broken down by topics

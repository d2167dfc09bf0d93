"""The months of the demonstration data, the units in force in each, the rhythm of the year.

Months are counted from 0 (09/2022) to 49 (10/2026), days from 0 (01/09/2022); where the units are
younger, what is exported begins with the month FIRST. The law reaches on to
month 99 (12/2030).
"""

import csv
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from data import province

DAY_ZERO = date(2022, 9, 1)
NO_DISTRICTS = date(2025, 7, 1)  # from that day the law has none
YEARS = (2022, 2023, 2024, 2025, 2026)
LAW_YEARS = (*YEARS, 2027, 2028, 2029, 2030)
# First days of the Lunar New Year holiday's main day: work in the villages stops around it.
TET = (date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 29), date(2026, 2, 17))
TET_WINDOW, TET_ACTIVITY = range(-6, 10), 0.12
# Busy weeks in the fields: sowing in February, harvest in June, transplanting in July, the second
# harvest in October, which the national digital transformation day (10 October) more than evens.
FIELD_WORK = {2: 0.97, 6: 0.90, 7: 0.95, 10: 0.98}
CAMPAIGN = {10: 1.12, 12: 1.04}
DAY_OF_WEEK = (0.95, 1.0, 1.0, 1.0, 1.05, 1.25, 0.8)  # Monday first


def _vintages() -> dict[str, date]:
    """The vintages of the province's units, oldest first, with the first day of each."""
    with (province.FOLDER / "units.csv").open(encoding="utf-8-sig", newline="") as file:
        told = {row["vintage"]: row["valid_from"] for row in csv.DictReader(file)}
    days = {name: date.fromisoformat(told[name]) if told[name] else date.min for name in told}
    return dict(sorted(days.items()))


BEGINS = tuple(_vintages().values())
VINTAGES = tuple(_vintages())
ENDS = (*(day - timedelta(days=1) for day in BEGINS[1:]), None)
HAS_DISTRICTS = tuple(day < NO_DISTRICTS for day in BEGINS)
# How exports call the levels, from the whole down; whether a vintage has units of the one between.
_WORDS = {"country": "nuoc", "province": "tinh", "district": "huyen", "commune": "xa"}
WHOLE, PART, COMMUNE = (_WORDS[level] for level in province.levels())
HAS_PARTS = tuple(PART == "tinh" or has for has in HAS_DISTRICTS)
COUNT, HORIZON = 50, 100  # months that are exported, months of the law


def start_of(month: int) -> date:
    """The first day of a month, also of one before 09/2022 or after the exports."""
    return date(2022 + (8 + month) // 12, (8 + month) % 12 + 1, 1)


STARTS = [start_of(month) for month in range(COUNT + 1)]  # one past the end
FIRST_DAYS = np.array([(start - DAY_ZERO).days for start in STARTS], dtype=np.int64)
DAYS = int(FIRST_DAYS[-1])
# The first month that is exported: that in which the units begin, where it is a later one.
FIRST = max(0, 12 * (BEGINS[0].year - 2022) + BEGINS[0].month - 9)


def index_of(start: date) -> int:
    """The number of the month that begins on `start`; ValueError for a day outside the period."""
    return STARTS[:-1].index(start)


def label(month: int) -> str:
    """A month as the exports write it: mm/yyyy."""
    return start_of(month).strftime("%m/%Y")


def numbered(text: str) -> int:
    """The number of the month that `label` writes so."""
    return 12 * (int(text[3:]) - 2022) + int(text[:2]) - 9


def day_label(day: date) -> str:
    """A day as the exports write it: dd/mm/yyyy."""
    return day.strftime("%d/%m/%Y")


def day_labels(beyond: int = 120) -> list[str]:
    """All days from day 0 to `beyond` days after the period, as the exports write them."""
    return [day_label(DAY_ZERO + timedelta(days=i)) for i in range(DAYS + beyond)]


def day_number(day: date) -> int:
    """Days since the first day of the period."""
    return (day - DAY_ZERO).days


def vintage_of(day: date) -> int:
    """Which of VINTAGES is in force on a day."""
    return sum(day >= first for first in BEGINS[1:])


VINTAGE = np.array([vintage_of(start) for start in STARTS[:-1]])


def population_year(month: int) -> int:
    """Position in LAW_YEARS of the population that a month is measured against.

    The newest one that is not later than the month and counts the units of the month's vintage;
    a year's population counts the units in force on 31 December.
    """
    start = start_of(month)
    fits = [
        k
        for k, year in enumerate(LAW_YEARS)
        if year <= start.year and vintage_of(date(year, 12, 31)) == vintage_of(start)
    ]
    return max(fits)


POPULATION_YEAR = np.array([population_year(month) for month in range(HORIZON)])


def day_weights() -> NDArray[np.float64]:
    """How much of the groups' work falls on each day of the period (an ordinary day is about 1)."""
    weights = np.array([DAY_OF_WEEK[(DAY_ZERO + timedelta(days=i)).weekday()] for i in range(DAYS)])
    for tet in TET:
        for shift in TET_WINDOW:
            weights[day_number(tet) + shift] *= TET_ACTIVITY
    return weights


def season(in_fields: bool) -> NDArray[np.float64]:
    """The work of each month against an average one; farming villages also stop for the fields."""
    sums = np.add.reduceat(day_weights(), FIRST_DAYS[:-1])
    factor = np.array([CAMPAIGN.get(start.month, 1.0) for start in STARTS[:-1]])
    if in_fields:
        factor *= np.array([FIELD_WORK.get(start.month, 1.0) for start in STARTS[:-1]])
    return np.asarray(sums * factor / np.median(sums))

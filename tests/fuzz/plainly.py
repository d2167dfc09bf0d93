"""Numbers, days and months read cell by cell in plain Python, with no pattern of the project.

None where the cell is none. A style of numbers is its sign between thousands and its decimal one.
"""

from datetime import date
from decimal import Decimal


def digits(text: str, least: int, most: int) -> bool:
    """Is it that many ASCII digits?"""
    return least <= len(text) <= most and text.isascii() and text.isdigit()


def whole(cell: str, thousands: str, most: int) -> str | None:
    """The digits of a number of at most so many, or of 1 to 3 and groups of 3 that keep to it."""
    head, *groups = cell.split(thousands)
    if not groups:
        return cell if digits(cell, 1, most) else None
    fits = digits(head, 1, 3) and head[0] != "0" and len(groups) <= (most - 3) // 3
    return head + "".join(groups) if fits and all(digits(g, 3, 3) for g in groups) else None


def count(cell: str, thousands: str) -> int | None:
    """A number of people or things."""
    found = whole(cell, thousands, 15)
    return None if found is None else int(found)


def amount(cell: str, thousands: str, point: str) -> Decimal | None:
    """A number with at most four decimals."""
    sign, bare = ("-", cell[1:]) if cell.startswith("-") else ("", cell)
    head, _, tail = bare.partition(point)
    found = whole(head, thousands, 13)
    if found is None or (point in bare and not digits(tail, 1, 4)):
        return None
    return Decimal(f"{sign}{found}.{tail or 0}")


def calendar(year: str, month: str, day: str, least: int = 1) -> date | None:
    """The day of 1900 to 2099 that these digits are."""
    if not (digits(year, 4, 4) and digits(month, least, 2) and digits(day, least, 2)):
        return None
    try:
        return date(int(year), int(month), int(day)) if year[:2] in ("19", "20") else None
    except ValueError:
        return None


def day(cell: str) -> date | None:
    """dd/mm/yyyy"""
    if cell.count("/") != 2:
        return None
    first, second, third = cell.split("/")
    return calendar(third, second, first, least=2)


def month(cell: str) -> date | None:
    """mm/yyyy"""
    return day(f"01/{cell}")


def year(cell: str) -> int | None:
    """yyyy"""
    return int(cell) if calendar(cell, "1", "1") else None


def any_day(cell: str) -> date | None:
    """d/m/yyyy, d-m-yyyy or yyyy-m-d, perhaps with a time of the day after it."""
    for mark in (" ", "T"):
        text, found, time = cell.partition(mark)
        if found and is_time(time):
            cell = text
            break
    sign = "/" if "/" in cell else "-"
    if cell.count(sign) != 2:
        return None
    first, second, third = cell.split(sign)
    year_last = calendar(third, second, first)
    return year_last or (calendar(first, second, third) if sign == "-" else None)


def is_time(text: str) -> bool:
    """h:mm or h:mm:ss, whose seconds may have decimals of zero."""
    head, point, zeros = text.partition(".")
    hour, *rest = head.split(":")
    fits = digits(hour, 1, 2) and (len(hour) == 1 or hour[0] in "012") and len(rest) in (1, 2)
    return (
        fits
        and all(digits(part, 2, 2) and part < "60" for part in rest)
        and (not point or (bool(zeros) and not zeros.strip("0")))
    )

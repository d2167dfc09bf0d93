"""Months as texts such as "2024-07", which sort by time."""


def back(month: str, count: int) -> str:
    """The month so many months before another."""
    return _month(_ordinal(month) - count)


def between(first: str, last: str) -> list[str]:
    """All months from one to another."""
    return [_month(n) for n in range(_ordinal(first), _ordinal(last) + 1)]


def _ordinal(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _month(ordinal: int) -> str:
    return f"{ordinal // 12}-{ordinal % 12 + 1:02d}"

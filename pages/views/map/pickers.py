"""How the ranked table is sorted: a field of the link that the map alone has."""

from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Direction
from pages.finder.destination import ORDERS
from pages.finder.telling import ranking
from pages.shell import url
from pages.shell.selection import Selection
from pages.shell.url import chosen_fields, dropdown
from pages.text import formats

FIELD = "ranking"
BEST, WORST, HIGHEST, LOWEST = ORDERS
MEANT = {  # where more, or less, is better, the highest and the lowest are an end of the ranks
    Direction.UP: {HIGHEST: BEST, LOWEST: WORST},
    Direction.DOWN: {HIGHEST: WORST, LOWEST: BEST},
}


def remember_link() -> None:
    """Keeps the order of the link before the selection, which does not know it, rewrites that."""
    url.remember_link(FIELD)


def order_of(asked: str, kpi: Kpi) -> str:
    """The order that is meant for an indicator: one of `orders`."""
    order = MEANT.get(kpi.direction, {}).get(asked, asked)
    return order if order in orders(kpi) else BEST


def orders(kpi: Kpi) -> tuple[str, ...]:
    """Both ends of the ranks; of what is best within a range also both ends of the values."""
    return ORDERS if kpi.direction is Direction.RANGE else (BEST, WORST)


def chosen_order(kpi: Kpi) -> str:
    """The order that this session has chosen."""
    return order_of(chosen_fields().get(FIELD, ""), kpi)


def pick_order(kpi: Kpi, selection: Selection) -> None:
    """Which end of the table is on top."""
    words = selection.language
    names = {order: formats.title(ranking(order, words)) for order in orders(kpi)}
    current = chosen_order(kpi)
    dropdown(FIELD, words.t("Ranking"), list(names), current, names.__getitem__, width=240)

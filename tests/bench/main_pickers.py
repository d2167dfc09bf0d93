"""What a reader of each page changes most: its address, where it is opened, and the picker.

Who has none of its own has the switch of the language.
"""

from dataclasses import dataclass

from tests.bench.session import TEXT


@dataclass(frozen=True)
class Main:
    """The main picker of a page; `texts` are what is typed where it is a text box."""

    query: str
    picker: str
    texts: tuple[str, ...] = ()


# In August 2024 the units in force were those of 2022: 226 communes.
MAIN_PICKERS = {
    "home": Main("lang=vi", "lang"),
    "overview": Main("lang=vi", "period"),
    "alerts": Main("lang=vi", "alert_rule"),
    "map": Main("lang=vi&kpi=online_dossier_share&level=commune&period=2024-08", "period"),
    "compare": Main("lang=vi&kpi=online_dossier_share&level=commune&period=2024-08", "period"),
    "analysis": Main("lang=vi&kpi=online_dossier_share&level=commune&period=2024-08", "period"),
    "communes": Main("lang=vi", TEXT, ("Mỹ Lộc", "Trực Hưng", "Hạ Long", "Giao Thủy")),
    "network": Main("lang=vi&level=commune&period=2024-08&figure=size", "period"),
    "difficulties": Main("lang=vi&level=commune&period=2024-08&difficulty=thiet_bi", "period"),
    "group": Main("lang=vi&group=T-13759-01&period=2024-08", "period"),
    "effect": Main("lang=vi", "taught"),
    "targets": Main("lang=vi", "period"),
    "verdict": Main("lang=vi&result=one&kpi=payment_account_share&level=commune", "kpi"),
    "forecast": Main("lang=vi&kpi=payment_account_share&level=commune", "kpi"),
    "assign": Main("lang=vi&kpi=payment_account_share&level=commune", "kpi"),
    "reach": Main("lang=vi&kpi=payment_account_share&level=commune", "kpi"),
    "backtest": Main("lang=vi", "level"),
    "meetings": Main("lang=vi", "lang"),
    "decisions": Main("lang=vi", "lang"),
    "documents": Main("lang=vi", "period"),
    "present": Main("lang=vi", "lang"),
    "load": Main("lang=vi", "lang"),
    "work": Main("lang=vi&level=commune&period=2024-08", "period"),
    "fair": Main("lang=vi&kpi=online_dossier_share&level=commune&period=2024-08", "period"),
    "quality": Main("lang=vi&level=commune&period=2024-08", "period"),
    "catalogue": Main("lang=vi", TEXT, ("hộ", "dịch vụ", "hồ sơ", "tổ")),
    "explain": Main("lang=vi&kpi=online_dossier_share&level=commune&area=13669", "period"),
    "sources": Main("lang=vi", "lang"),
    "accounts": Main("lang=vi", "lang"),
    "sql": Main("lang=vi", "sql_table"),
    "audit": Main("lang=vi", "lang"),
    "guide": Main("lang=vi", "lang"),
}


def address(page: str) -> str:
    """Where a page is: home is the address without a name."""
    return "" if page == "home" else page

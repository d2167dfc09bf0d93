"""The constants of the law: for each indicator its curve, its loadings, its effect of group work.

Published: almost 80 % of people of 15 and over with a payment account (2022), 85.5 % of adults with
a smartphone (end of 2024), 80 % of the communes' work files online (2023). All else is invented.
docs/demonstration-law.md has the same in one page.
"""

from dataclasses import dataclass

FACTORS = ("devices", "network", "youth", "nearness", "groups")
TOPICS = (
    "dvctt", "cong_dan_so", "bhxh_dt", "thanh_toan", "tmdt", "san_xuat", "attt", "nen_tang_vn",
)  # fmt: skip


@dataclass(frozen=True)
class Indicator:
    """A share of the commune's denominator `of` (Population, or `received`: dossiers).

    It runs from `low` to `high` (town, delta, coast); `speed` is the growth of the exponent in a
    month; the province's share is `anchor` in the month `when` (mm/yyyy). `loadings` are those of
    FACTORS, `own` is that of the commune's own term, all in units of the exponent. A month in which
    a commune's groups work twice as much as is usual on `topic` adds `effect` for good. `line`: a
    straight line that stops at its ends, instead of an S-curve.
    """

    kpi: str
    of: str
    low: float
    high: tuple[float, float, float]
    speed: float
    when: str
    anchor: float
    loadings: tuple[float, float, float, float, float]
    own: float
    topic: str | None = None
    effect: float = 0.0
    line: bool = False


# Column of su_dung_dich_vu → its law.
STOCKS = {
    "online_service_users": Indicator(
        "online_service_users", "adults", 0.03, (0.86, 0.80, 0.76), 0.055, "12/2025", 0.432,
        (0.14, 0.10, 0.13, 0.16, 0.10), 0.26, "dvctt", 0.020,
    ),
    "eid_level2_accounts": Indicator(
        "eid_level2_share", "adults", 0.05, (0.96, 0.95, 0.93), 0.085, "12/2023", 0.60,
        (0.12, 0.08, 0.15, 0.24, 0.14), 0.26, "cong_dan_so", 0.016,
    ),
    "payment_account_people": Indicator(
        "payment_account_share", "people_15plus", 0.60, (0.97, 0.94, 0.92), 0.045, "12/2022", 0.796,
        (0.20, 0.12, 0.16, 0.20, 0.10), 0.26, "thanh_toan", 0.004,
    ),
    "epayment_people": Indicator(
        "epayment_account_share", "residents", 0.12, (0.90, 0.86, 0.82), 0.05, "12/2025", 0.53,
        (0.22, 0.15, 0.22, 0.06, 0.10), 0.24, "thanh_toan", 0.014,
    ),
    "e_signature_adults": Indicator(
        "e_signature_share", "adults", 0.02, (0.78, 0.66, 0.60), 0.06, "12/2025", 0.29,
        (0.14, 0.12, 0.15, 0.14, 0.16), 0.30, "dvctt", 0.010,
    ),
    "telehealth_adults": Indicator(
        "telehealth_share", "adults", 0.02, (0.62, 0.56, 0.54), 0.048, "12/2025", 0.24,
        (0.15, 0.22, 0.16, 0.04, 0.16), 0.26,
    ),
    "vssid_accounts": Indicator(
        "vssid_share", "insured", 0.25, (0.97, 0.95, 0.92), 0.055, "12/2023", 0.68,
        (0.14, 0.06, 0.24, 0.14, 0.14), 0.26, "bhxh_dt", 0.018,
    ),
    "smartphone_adults": Indicator(
        "smartphone_adult_share", "adults", 0.55, (0.985, 0.98, 0.975), 0.05, "12/2024", 0.855,
        (0.28, 0.14, 0.24, 0.10, 0.08), 0.26,
    ),
    "health_record_people": Indicator(
        "health_record_share", "residents", 0.30, (0.985, 0.98, 0.975), 0.05, "12/2025", 0.872,
        (0.12, 0.10, 0.10, 0.22, 0.18), 0.26,
    ),
    "skilled_people": Indicator(
        "basic_digital_skill_share", "working_age", 0.18, (0.94, 0.88, 0.84), 0.05, "12/2025",
        0.672,
        (0.16, 0.10, 0.26, 0.08, 0.14), 0.30, "attt", 0.008,
    ),
    "fibre_households": Indicator(
        "fibre_household_share", "households", 0.40, (0.99, 0.985, 0.98), 0.045, "12/2025", 0.845,
        (0.16, 0.32, 0.12, 0.18, 0.06), 0.26, line=True,
    ),
}  # fmt: skip
# Column of ho_so and ho_so_cong_viec → its law. Offices decide most here: smaller loadings.
FLOWS = {
    "online": Indicator(
        "online_dossier_share", "adults", 0.12, (0.97, 0.95, 0.93), 0.082, "12/2025", 0.80,
        (0.12, 0.12, 0.10, 0.16, 0.12), 0.22, "dvctt", 0.012,
    ),
    "digitised": Indicator(
        "digitised_dossier_share", "received", 0.25, (0.995, 0.99, 0.985), 0.055, "12/2025", 0.945,
        (0.04, 0.16, 0.06, 0.14, 0.10), 0.30, line=True,
    ),
    "fee_online": Indicator(
        "online_fee_share", "received", 0.04, (0.90, 0.86, 0.80), 0.075, "12/2025", 0.64,
        (0.18, 0.12, 0.18, 0.08, 0.10), 0.26, "thanh_toan", 0.010,
    ),
    "on_time": Indicator(
        "on_time_dossier_share", "received", 0.88, (0.985, 0.985, 0.985), 0.04, "12/2024", 0.965,
        (0.00, 0.10, 0.00, 0.20, 0.05), 0.40,
    ),
    "satisfied": Indicator(
        "satisfaction_share", "received", 0.78, (0.99, 0.985, 0.98), 0.03, "12/2025", 0.938,
        (0.00, 0.10, -0.10, 0.25, 0.15), 0.35,
    ),
    "work_files_online": Indicator(
        "e_work_files_commune", "adults", 0.35, (0.99, 0.985, 0.98), 0.055, "07/2023", 0.807,
        (0.10, 0.20, 0.15, 0.12, 0.05), 0.35,
    ),
}  # fmt: skip
INDICATORS = STOCKS | FLOWS

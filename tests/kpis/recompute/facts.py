"""The two sides of every KPI, row by row, from the exports and not from the marts."""

from pathlib import Path

from tests.kpis.recompute import units
from tests.kpis.recompute.engine import Facts, Rule
from tests.kpis.recompute.exports import read
from tests.kpis.recompute.network import Network
from tests.kpis.recompute.population import Population

STOCK, FLOW = ("stock", "stock"), ("flow", "flow")
SERVICE = {
    "fibre_household_share": ("fibre_households", "households"),
    "mobile_broadband_villages": ("covered_villages", "villages"),
    "basic_digital_skill_share": ("skilled_people", "working_age"),
    "online_service_users": ("online_service_users", "adults"),
    "eid_level2_share": ("eid_level2_accounts", "adults"),
    "payment_account_share": ("payment_account_people", "people_15plus"),
    "epayment_account_share": ("epayment_people", "residents"),
    "e_signature_share": ("e_signature_adults", "adults"),
    "telehealth_share": ("telehealth_adults", "adults"),
    "vssid_share": ("vssid_accounts", "insured"),
    "smartphone_adult_share": ("smartphone_adults", "adults"),
    "health_record_share": ("health_record_people", "residents"),
}
DOSSIERS = {
    "online_dossier_share": ("online", "received"),
    "digitised_dossier_share": ("digitised", "received"),
    "online_fee_share": ("fee_online", "with_fee"),
    "satisfaction_share": ("satisfied", "responses"),
}
WORK_FILES = {
    "e_work_files_province": ("tinh", "province"),
    "e_work_files_district": ("huyen", "district"),
    "e_work_files_commune": ("xa", "commune"),
}
ECONOMY = {
    "digital_economy_share": ("tinh", "digital_value_added", "grdp", FLOW),
    "ecommerce_retail_share": ("tinh", "ecommerce_revenue", "retail_revenue", FLOW),
    "sme_platform_share": ("xa", "smes_on_platform", "smes", STOCK),
    "online_shop_share": ("xa", "online_shops", "shop_units", STOCK),
}


def every_kpi(directory: Path, population: Population) -> dict[str, tuple[Facts, Rule]]:
    """Facts and rule of each KPI, by id."""
    network = Network(directory, population)
    return {
        **network.kpis(),
        **_services(directory, population),
        **_dossiers(directory),
        **_work_files(directory),
        **_procedures(directory),
        **_economy(directory),
    }


def _services(directory, population):
    rows = read(directory, "su_dung_dich_vu").to_dict("records")
    kpis = {}
    for kpi, (numerator, denominator) in SERVICE.items():
        facts = Facts("commune")
        for row in rows:
            vintage = units.in_force(row["month"])
            people = population.of(vintage, row["commune"], row["month"], denominator)
            facts.add(vintage, row["commune"], row["month"], row[numerator], people)
        kpis[kpi] = (facts, Rule(*STOCK, 100))
    return kpis


def _dossiers(directory):
    rows = read(directory, "ho_so").to_dict("records")
    kpis = {}
    for kpi, (numerator, denominator) in DOSSIERS.items():
        facts = Facts("commune")
        for row in rows:
            month = row["month"]
            facts.add(
                units.in_force(month), row["commune"], month, row[numerator], row[denominator]
            )
        kpis[kpi] = (facts, Rule(*FLOW, 100))
    return kpis


def _work_files(directory):
    rows = read(directory, "ho_so_cong_viec").to_dict("records")
    kpis = {}
    for kpi, (word, level) in WORK_FILES.items():
        facts = Facts(level)
        for row in rows:
            if row["level"] == word:
                month = row["month"]
                online, files = row["work_files_online"], row["work_files"]
                facts.add(units.in_force(month), row["unit"], month, online, files)
        valid_to = "2025-06" if word == "huyen" else "9999-12"
        kpis[kpi] = (facts, Rule(*FLOW, 100, valid_to=valid_to))
    return kpis


def _procedures(directory):
    facts = Facts("province")
    for row in read(directory, "dich_vu_cong").to_dict("records"):
        full, eligible = row["full_process_procedures"], row["eligible_procedures"]
        facts.add(units.in_force(row["month"]), "36", row["month"], full, eligible)
    return {"full_process_services": (facts, Rule(*STOCK, 100))}


def _economy(directory):
    rows = read(directory, "kinh_te_so").to_dict("records")
    kpis = {}
    for kpi, (word, numerator, denominator, time) in ECONOMY.items():
        facts = Facts("province" if word == "tinh" else "commune")
        for row in rows:
            if row["level"] == word:
                month = f"{row['year']}-12"
                vintage = units.in_force(month)
                facts.add(vintage, row["unit"], month, row[numerator], row[denominator])
        kpis[kpi] = (facts, Rule(*time, 100, annual=True))
    return kpis

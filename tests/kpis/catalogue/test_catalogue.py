"""The catalogue is complete and states each target with its confirmation."""

from collections import Counter

import pytest

from kpis.catalogue.catalogue import load
from kpis.errors import KpiError


@pytest.fixture(scope="module")
def catalogue():
    return load()


def test_the_catalogue_has_every_indicator_of_the_programme(catalogue):
    assert len(catalogue) == 37
    assert list(catalogue.groups) == [
        *("coverage", "activity", "capacity", "adoption"),
        *("digital_government", "digital_economy", "digital_society"),
    ]
    sizes = Counter(kpi.group for kpi in catalogue.values())
    assert [sizes[group] for group in catalogue.groups] == [6, 6, 4, 7, 8, 4, 2]
    order = list(catalogue.groups)
    assert [order.index(kpi.group) for kpi in catalogue.values()] == sorted(
        order.index(kpi.group) for kpi in catalogue.values()
    )


TARGETS = {  # as the documents give them: value and confirmation for 2025 and for 2030
    "village_group_coverage": ("100 proposed", "100 proposed"),
    "members_per_group": ("4–6 confirmed", "4–6 confirmed"),
    "fibre_household_share": ("80 confirmed", "100 unconfirmed"),
    "mobile_broadband_villages": ("100 proposed", "100 proposed"),
    "active_group_share": ("100 proposed", None),
    "on_time_report_share": ("100 proposed", "100 proposed"),
    "member_training_share": ("100 unconfirmed", "100 unconfirmed"),
    "basic_digital_skill_share": ("70 confirmed", "90 confirmed"),
    "online_service_users": ("40 restated", "80 restated"),
    "payment_account_share": ("80 confirmed", "95 unconfirmed"),
    "epayment_account_share": ("50 unconfirmed", "80 confirmed"),
    "e_signature_share": ("50 restated", "70 unconfirmed"),
    "telehealth_share": ("30 confirmed", "50 unconfirmed"),
    "full_process_services": ("80 confirmed", "100 confirmed"),
    "online_dossier_share": ("80 confirmed", None),
    "e_work_files_province": ("90 confirmed", "100 confirmed"),
    "e_work_files_district": ("80 confirmed", "90 confirmed"),
    "e_work_files_commune": ("60 confirmed", "70 confirmed"),
    "digitised_dossier_share": ("100 confirmed", "100 confirmed"),
    "satisfaction_share": ("90 unconfirmed", "95 unconfirmed"),
    "digital_economy_share": ("20 confirmed", "30 confirmed"),
    "ecommerce_retail_share": ("10 confirmed", "20 confirmed"),
    "sme_platform_share": ("50 confirmed", "70 confirmed"),
    "smartphone_adult_share": ("80 confirmed", "95 confirmed"),
    "health_record_share": ("90 confirmed", "95 unconfirmed"),
}


def test_the_targets_are_those_of_the_documents_with_their_confirmation(catalogue):
    stated = {}
    for kpi in catalogue.values():
        by_year = {
            t.year: (f"{t.min:g}–{t.max:g}" if t.value is None else f"{t.value:g}") + f" {t.status}"
            for t in kpi.targets
        }
        if by_year:
            stated[kpi.id] = (by_year.get(2025), by_year.get(2030))
    assert stated == TARGETS


LEVELS = {  # where the programme does not ask for province, district and commune
    "full_process_services": ["province"],
    "e_work_files_province": ["province"],
    "e_work_files_district": ["district"],
    "e_work_files_commune": ["commune"],
    "digital_economy_share": ["province"],
    "ecommerce_retail_share": ["province"],
    "sme_platform_share": ["province", "district"],
}


def test_the_levels_are_those_of_the_programme(catalogue):
    everywhere = ["province", "district", "commune"]
    assert {kpi.id: list(kpi.levels) for kpi in catalogue.values()} == {
        id: LEVELS.get(id, everywhere) for id in catalogue
    }


def test_an_unknown_id_is_answered_with_the_nearest(catalogue):
    with pytest.raises(KpiError, match="Did you mean “vssid_share”"):
        catalogue.find("vsid_share")
    assert catalogue.find("vssid_share").denominator == "sum(insured)"


def test_every_text_is_in_both_languages_and_none_stands_twice(catalogue):
    for language in ("vi", "en"):
        names = [getattr(kpi.name, language) for kpi in catalogue.values()]
        definitions = [getattr(kpi.definition, language) for kpi in catalogue.values()]
        assert len(set(names)) == len(set(definitions)) == 37

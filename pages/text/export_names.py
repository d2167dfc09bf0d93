"""The exports by the names that people know them by."""

from pages.text.language import Language


def export_name(code: str, language: Language) -> str:
    """What an export is about, in words."""
    t = language.t
    return {
        "to_cong_nghe_so": t("Registry of the digital technology groups"),
        "dan_so": t("Population"),
        "thanh_vien": t("Members of the groups"),
        "to_quan_ly": t("Management groups"),
        "hoat_dong": t("Activities of the groups"),
        "bao_cao": t("Monthly reports of the groups"),
        "su_dung_dich_vu": t("Use of services"),
        "ho_so": t("Dossiers"),
        "ho_so_cong_viec": t("Work files"),
        "dich_vu_cong": t("Public services of the province"),
        "kinh_te_so": t("Digital economy"),
        "tap_huan": t("Trainings of the members"),
        "ho_thon": t("Households of the villages"),
        "chi_tieu": t("Targets of districts and communes"),
    }.get(code, code)


def place_names(language: Language) -> dict[str, str]:
    """The columns that tell a unit by its name, in words."""
    t = language.t
    return {
        "district_name": t("Name of the district"),
        "commune_name": t("Name of the commune"),
        "unit_name": t("Name of the unit"),
    }

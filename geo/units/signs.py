"""Units that no record of the package of boundaries shows, islands far out: where signs stand."""

import pandas as pd

from geo.errors import GeoError
from geo.province import folder

FILE = "signs.csv"
COLUMNS = ("unit_code", "name", "lon", "lat", "km", "source")
USUAL_KM = 5.0


def rows() -> pd.DataFrame:
    """A row a sign: unit_code, name (of the island), lon, lat, km (its radius), source.

    None without the file. GeoError for a file that cannot be read.
    """
    path = folder() / FILE
    if not path.exists():
        return pd.DataFrame(columns=list(COLUMNS))
    try:
        told = pd.read_csv(path, dtype={"unit_code": str}, keep_default_na=False)
        return told[list(COLUMNS)].astype({"lon": float, "lat": float, "km": float})
    except (OSError, ValueError, KeyError) as error:
        raise GeoError(f"{path} cannot be read as {', '.join(COLUMNS)}: {error}") from error

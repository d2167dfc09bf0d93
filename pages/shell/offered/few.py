"""Who may see counts of few people: whoever may read the rows behind a figure anyway.

Asked outside of what sessions share: within a cached function it would be asked once for everybody.
"""

from data.access.check import EVERYWHERE, is_allowed
from kpis.catalogue.kpi import Kpi
from kpis.catalogue.vocabulary import Level
from pages.text.language import Language


def sees_few(level: str = "", area: str = "") -> bool:
    """Whether who is at work may see counts that no indicator publishes: of a group, of a form.

    Those of one commune whoever is in charge of it; of all else who is in charge of all.
    """
    units = (area,) if area and level == Level.COMMUNE else EVERYWHERE
    return is_allowed("read_rows", units)


def parts_are_hidden(kpi: Kpi, level: str = "", area: str = "") -> bool:
    """Whether the units and topics that a figure is made of would tell who is at work too much."""
    return kpi.is_personal and not sees_few(level, area)


def why_no_parts(words: Language) -> str:
    """Why such parts are not there."""
    return words.t("The parts of a count of people are hidden. Data stewards see them.")


def why_not(words: Language) -> str:
    """Why such counts are not there."""
    return words.t(
        "Counts of people by form, by village and by group are hidden: few people stand behind"
        " them. Data stewards see them."
    )

"""An item that somebody puts on the agenda by its words, and the link of a view if there is one."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from data.ledger.meetings.agenda import Item
from kpis.periods import Period
from kpis.province import PART
from pages.shell.damage import asked_for
from pages.shell.link_check import known_kpi, known_period, known_topic, known_unit
from pages.shell.opened import find
from pages.shell.periods import vintages_for
from pages.shell.selection import LEVELS
from pages.shell.served import Served
from pages.text.language import Language

PAGES = {door.stem for door in Path(__file__).parents[2].glob("[a-z]*.py")}
HOME = "home"


def item_by_hand(title: str, address: str, question: str, words: Language) -> Item:
    """The item; what its link cannot show is said in its `refused`, and so is that it is a link."""
    parts = urlsplit(address.strip())
    page = parts.path.rstrip("/").rpartition("/")[2] or HOME
    if not address.strip():
        return Item(title, question=question)
    asked = dict(parse_qsl(parts.query))
    told = problems(page, asked, words) or [
        words.t(
            "Only its link is on the agenda: open the view and take it to the meeting, to keep its"
            " figures."
        )
    ]
    known = page if page in PAGES | {HOME} else ""
    return Item(title, known, asked, refused=" ".join(told), question=question)


def problems(page: str, asked: Mapping[str, str], words: Language) -> list[str]:
    """Why the view of a link cannot be shown as it was: a sentence each; none where it can."""
    t = words.t
    if page not in PAGES | {HOME}:
        return [t("There is no page “{page}”.", page=page)]
    name = asked.get("snapshot", "")
    kept, _ = asked_for(name, find(), words)
    if kept is None or name not in ("", kept.name):
        return [t("The data of this link are no longer kept.")]
    served, found = Served(kept.name), list[str]()
    kpi = known_kpi(asked.get("kpi", ""), t, found)
    period = known_period(asked.get("period", ""), served, t, found)
    choices = vintages_for(Period.parse(period), served)
    vintage, level = asked.get("vintage") or choices[0], asked.get("level") or LEVELS[-1]
    known_topic(asked.get("topic", ""), kpi, served, t, found)
    if vintage not in choices:
        found.append(t("There are no units of {vintage}.", vintage=vintage))
    elif level not in LEVELS:
        found.append(t("There is no level “{level}”.", level=level))
    else:
        known_unit(asked.get("district", ""), PART, vintage, served, t, found)
        known_unit(asked.get("area", ""), level, vintage, served, t, found)
    return [one.strip() for one in found]

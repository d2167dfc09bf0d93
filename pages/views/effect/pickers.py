"""The topic that the page looks into, a field of the link of its own."""

from pages.shell.selection import Selection
from pages.shell.served import Served
from pages.shell.url import dropdown, keep, remember_link

TAUGHT = "taught"


def own_topic(served: Served) -> str:
    """The topic that the link or the session says, else the first one that can be told of."""
    rows = served.published("effects")
    asked = remember_link(TAUGHT)[TAUGHT]
    if asked in set(rows["topic"]):
        return asked
    told = rows[rows["verdict"] != "too_few"]
    topic = str((told if len(told) else rows)["topic"].iloc[0])
    keep({TAUGHT: topic})
    return topic


def pick_taught(served: Served, topic: str, selection: Selection) -> None:
    """One of the topics whose service is known."""
    names = served.topics(selection.lang)
    topics = list(dict.fromkeys(served.published("effects")["topic"]))
    label = selection.language.t("Topic")
    dropdown(TAUGHT, label, topics, topic, lambda code: names.get(code, code), width="stretch")

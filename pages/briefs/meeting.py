"""A meeting of the ledger as a document takes it: agenda, views as they were shown, decisions."""

import os
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

from data.ledger.meetings import agenda, decisions, shown
from data.refusal import Bilingual, RefusedError
from data.store.snapshot import SnapshotError, current
from kpis.catalogue.catalogue import Catalogue
from kpis.catalogue.catalogue import load as load_catalogue
from pages.briefs.frozen import Brief, Decided, FrozenView, Item, UnreadableError, read
from pages.briefs.settings import DASHBOARD
from pages.text import formats
from pages.text.language import Language

Names = Mapping[tuple[str, str, str], str]  # level, vintage and code of a unit → its name


def brief_of(store: Path, meeting: int, words: Language) -> Brief:
    """A meeting with its items in their order; its words are in the language they were written in.

    RefusedError where there is no such meeting, or the ledger cannot be read.
    """
    found = next((one for one in agenda.meetings(store) if one.id == meeting), None)
    if found is None:
        raise RefusedError(
            f"meeting {meeting}",
            Bilingual("không có cuộc họp mang số này.", "there is no meeting of that number."),
            Bilingual(
                "Số của mỗi cuộc họp đứng trong liên kết của nó.",
                "The number of a meeting stands in its link.",
            ),
        )
    catalogue, names = load_catalogue(), names_of(store)
    told: dict[int, list[Decided]] = {}
    for one in decisions.decisions(store, meeting):
        told.setdefault(one.item, []).append(decided(one, catalogue, names, words))
    return Brief(
        name=found.name,
        date=formats.iso_day(found.held_on, words),
        language=words.code,
        day=found.held_on,
        place=found.place,
        body=found.body,
        items=tuple(
            _item(store, item, tuple(told.get(item.id, ())), words)
            for item in agenda.items(store, meeting)
        ),
    )


def brief_of_view(view: FrozenView) -> Brief:
    """One view as a meeting of one item, in its own language and under its own title."""
    item = Item(title=view.title, view=view, link=link_of(view))
    return Brief(name=view.title, date="", language=view.language, items=(item,))


def _item(store: Path, item: agenda.Item, decided: tuple[Decided, ...], words: Language) -> Item:
    view, refused = None, item.refused
    if item.frozen:
        try:
            view = read(shown.shown(store, item.meeting, item.frozen, ".json"), item.frozen)
        except (shown.LostError, UnreadableError):
            refused = words.t("What was shown cannot be read any more.")
    return Item(
        title=item.title,
        heading=item.heading,
        question=item.question,
        note=item.note,
        minutes=item.minutes,
        view=view,
        refused=refused,
        decisions=decided,
        link=link_of(view or item) if view or item.page else "",
    )


def link_of(view: FrozenView | agenda.Item) -> str:
    """The address of a view, pinned to its snapshot; "" where that of the dashboard is not set."""
    base = os.environ.get(DASHBOARD, "").rstrip("/")
    page = "" if view.page == "home" else view.page
    return f"{base}/{page}?{urlencode(view.selection or {})}" if base else ""


def agenda_link(base: str, meeting: int, lang: str) -> str:
    """The address of an agenda; `base` is that of the dashboard, "" where it is not known."""
    return f"{base}/meetings?{urlencode({'lang': lang, 'meeting': meeting})}" if base else ""


def decided(
    one: decisions.Decision, catalogue: Catalogue, names: Names, words: Language
) -> Decided:
    """A decision in the words of a language; `names` are those of `names_of`."""
    kpi = catalogue.get(one.kpi)
    units = [names.get((one.level, one.vintage, code), code) for code in one.units]
    where = ", ".join(units) or words.t("the whole province")
    return Decided(
        text=one.text,
        owner=one.owner,
        due=formats.iso_day(one.due, words) if one.due else "",
        about=f"{words.pick(kpi.name)}: {where}" if kpi else one.kpi,
        expected=formats.value(one.expected, kpi.unit, words)
        if kpi and one.expected is not None
        else "",
    )


def names_of(store: Path) -> Names:
    """The names of units in the newest snapshot; none where it cannot be read."""
    try:
        snapshot = current(store)
        if snapshot is None:
            return {}
        with closing(snapshot.connect()) as con:
            rows = con.execute("select level, vintage, code, name from mart_unit").fetchall()
    except SnapshotError:
        return {}
    return {(level, vintage, code): name for level, vintage, code, name in rows}

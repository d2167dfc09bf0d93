"""A map slide that the room moves: other periods with the same legend, a district's communes.

Drawn from the snapshot that was frozen, as long as it is kept: nothing newer comes in unasked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from kpis.catalogue.catalogue import Kpi
from kpis.periods import Period
from kpis.province import PART
from pages.briefs.frozen import FrozenView
from pages.figures.choropleth import Marks
from pages.filters.chosen import GROUP, ONLY, WHERE
from pages.shell.damage import asked_for
from pages.shell.opened import find
from pages.shell.periods import offered
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text.comparability import estimated
from pages.text.language import Language
from pages.widgets.files.contents import about, table
from pages.widgets.map.drawing import FRAME, source_line
from pages.widgets.map.ground import layers_of
from pages.widgets.map.kinds.asked import own_of
from pages.widgets.map.kinds.every import drawn_as
from pages.widgets.meetings.freezing import Drawn, frozen

LIVE = "live"  # what the room asked of an item, in the session
Change = dict[str, str]
CHOSEN = ("period", "level", "vintage", "district", "topic")


@dataclass(frozen=True)
class Moves:
    """What can be asked of a slide; nothing, where its data are no longer kept."""

    served: Served | None = None
    selection: Selection | None = None
    kpi: Kpi | None = None
    change: Mapping[str, str] | None = None

    def buttons(self) -> dict[str, Change]:
        """By the name of each button what it changes of the selection that was frozen."""
        if self.served is None or self.selection is None or self.kpi is None:
            return {}
        shown, change = replace(self.selection, **self.change or {}), dict(self.change or {})
        codes = offered(Period.parse(shown.period).kind, self.served)  # newest first
        at = codes.index(shown.period)
        found: dict[str, Change] = {}
        if at > 0:
            found["later"] = {**change, "period": codes[at - 1]}
        if at + 1 < len(codes):
            found["earlier"] = {**change, "period": codes[at + 1]}
        if change:
            found["back"] = (
                {k: v for k, v in change.items() if k == "period"} if ("district" in change) else {}
            )
        if shown.level == PART and "commune" in self.kpi.levels:
            for code in self.served.names(PART, shown.vintage):
                found[f"unit-{code}"] = {**change, "level": "commune", "district": code}
        return found

    def told(self, name: str, words: Language) -> str:
        """What a button of that name is called, for who reaches it by the keys."""
        t = words.t
        if self.served is not None and self.selection is not None and name.startswith("unit-"):
            vintage = replace(self.selection, **self.change or {}).vintage
            return self.served.names(PART, vintage)[name.removeprefix("unit-")]
        names = {"later": t("A later period"), "earlier": t("An earlier period")}
        return names.get(name, t("Out of the district"))


def moves_of(view: FrozenView, change: Mapping[str, str]) -> Moves:
    """What can be asked of the slide of a view, of which `change` was asked before."""
    words, known = Language(view.language), {field.name for field in fields(Selection)}
    chosen = {name: text for name, text in view.selection.items() if name in known}
    kpi = catalogue().get(chosen.get("kpi", ""))
    kept, _ = asked_for(chosen.get("snapshot", ""), find(), words)
    is_kept = kept is not None and kept.name == chosen.get("snapshot")
    is_played = _is_played(view)
    moves = is_played or view.page == "map"
    if not moves or kpi is None or kept is None or not is_kept:
        return Moves()
    if is_played and view.maps:  # which units are shown is said by the map: see _only
        chosen |= {"level": view.maps[0].level, "vintage": view.maps[0].vintage, "district": ""}
    return Moves(Served(kept.name), Selection(**chosen), kpi, change)


def moved(view: FrozenView, moves: Moves) -> FrozenView:
    """The view with what was asked of it; as it was frozen where nothing was."""
    served, selection, kpi = moves.served, moves.selection, moves.kpi
    if not moves.change or served is None or selection is None or kpi is None:
        return view
    shown = replace(selection, area="", **moves.change)
    rows = served.measure(kpi.id, shown.level, [shown.period], shown.vintage, shown.topic or None)
    if shown.district and shown.level == "commune":
        rows = rows[rows["parent_code"] == shown.district]
    only = set[str]() if "level" in moves.change else _only(view)
    if only:
        rows = rows[rows["area_code"].isin(only)]
    rows = rows.reset_index(drop=True)
    own = own_of({"draw": "classes"} if _is_played(view) else view.selection)
    found = drawn_as(served, shown, own, rows, kpi, cut_at=selection.period)
    layers = layers_of(found.classes, shown, FRAME, estimated(rows), unsure=found.unsure)
    layers = replace(layers, marks=_in_scale(found.marks, view, moves.change))
    source = source_line(shown)
    drawn = Drawn(found.classes, layers, shown.level, shown.vintage, "", source)
    title = shown.language.t("Filters")
    filters = [one for one in view.facts if one[0] == title and only]
    facts = [*filters, *about(served, shown, CHOSEN, ())]
    table_of = table(served, rows, shown)
    again = frozen(served, shown, table_of, facts, [drawn], [kpi.id], is_narrowed=bool(only))
    kept = {**view.selection, **moves.change}
    return replace(again, page=view.page, title=view.title, selection=kept)


def _is_played(view: FrozenView) -> bool:
    return view.page == "compare" and view.selection.get("comparison") == "play"


def _only(view: FrozenView) -> set[str]:
    """The units that filters left on the map that was frozen; none where they left all.

    What was played before there were filters shows the whole province, whatever its link says.
    """
    is_narrowed = any(view.selection.get(name) for name in (GROUP, ONLY, WHERE))
    if not view.maps or not (is_narrowed or (_is_played(view) and view.maps[0].surroundings)):
        return set()
    return {code for one in view.maps[0].classes for code in one.codes}


def _in_scale(marks: Marks, view: FrozenView, change: Mapping[str, str]) -> Marks:
    """The marks with circles of the size that they were frozen in, where the units are the same."""
    before = view.maps[0].marks.circles if view.maps else None
    if marks.circles is None or before is None or {"level", "district"} & {*change}:
        return marks
    return replace(marks, circles=marks.circles.like(before))

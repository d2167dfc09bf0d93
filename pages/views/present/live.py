"""A map slide that the room moves: other periods with the same legend, a district's communes.

Drawn from the snapshot that was frozen, as long as it is kept: nothing newer comes in unasked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from kpis.catalogue.catalogue import Kpi
from kpis.catalogue.vocabulary import Unit
from kpis.periods import Period
from pages.briefs.frozen import FrozenView
from pages.figures.choropleth import Marks
from pages.shell.damage import asked_for
from pages.shell.opened import find
from pages.shell.periods import offered
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text.comparability import estimated
from pages.text.language import Language
from pages.widgets.files.contents import about, table
from pages.widgets.legend import breaks_for, legend_title, value_classes
from pages.widgets.map.drawing import FRAME, source_line
from pages.widgets.map.ground import layers_of
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
        if shown.level == "district" and "commune" in self.kpi.levels:
            for code in self.served.names("district", shown.vintage):
                found[f"unit-{code}"] = {**change, "level": "commune", "district": code}
        return found

    def told(self, name: str, words: Language) -> str:
        """What a button of that name is called, for who reaches it by the keys."""
        t = words.t
        if self.served is not None and self.selection is not None and name.startswith("unit-"):
            vintage = replace(self.selection, **self.change or {}).vintage
            return self.served.names("district", vintage)[name.removeprefix("unit-")]
        names = {"later": t("A later period"), "earlier": t("An earlier period")}
        return names.get(name, t("Out of the district"))


def moves_of(view: FrozenView, change: Mapping[str, str]) -> Moves:
    """What can be asked of the slide of a view, of which `change` was asked before."""
    words, known = Language(view.language), {field.name for field in fields(Selection)}
    chosen = {name: text for name, text in view.selection.items() if name in known}
    kpi = catalogue().get(chosen.get("kpi", ""))
    kept, _ = asked_for(chosen.get("snapshot", ""), find(), words)
    is_kept = kept is not None and kept.name == chosen.get("snapshot")
    is_played = view.page == "compare" and view.selection.get("comparison") == "play"
    # Circles, two indicators, lines and clusters stay as they were frozen.
    is_classed = view.selection.get("draw", "") in (
        ("", "classes") if kpi and kpi.unit != Unit.COUNT else ("classes",)
    )
    moves = is_played or (view.page == "map" and is_classed)
    if not moves or kpi is None or kept is None or not is_kept:
        return Moves()
    if is_played and view.maps:  # of the whole province, whatever was chosen before
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
    breaks, below = breaks_for(rows, served, shown)
    classes = value_classes(rows, breaks, kpi.unit, shown.language, below, shown.palette)
    layers = layers_of(classes, shown, FRAME, estimated(rows))
    layers = replace(layers, marks=Marks(legend_title(shown, breaks)))
    drawn = Drawn(classes, layers, shown.level, shown.vintage, "", source_line(shown))
    facts = about(served, shown, CHOSEN, ())
    found = frozen(served, shown, table(served, rows, shown), facts, [drawn], [kpi.id])
    return replace(found, page=view.page, title=view.title)

"""One KPI of the catalogue, written from its stanza."""

from html import escape

from geo.units.spelling import letters
from kpis.catalogue.catalogue import Kpi
from pages.shell.selection import Selection, link, usual_level
from pages.shell.served import catalogue
from pages.text import formats
from pages.text import words as words_of
from pages.text.language import Language
from pages.text.markup import definitions, folded
from pages.text.path import course
from pages.widgets.explained import formula, last_changed, over_time


def catalogue_entry(kpi: Kpi, selection: Selection) -> str:
    """Definition, formula, source, levels, targets with their confirmation, legal basis; HTML."""
    words, t = selection.language, selection.language.t
    levels = ", ".join(words_of.level(level, "", words).lower() for level in kpi.levels)
    goals = "<br>".join(escape(formats.target_sentence(goal, kpi, words)) for goal in kpi.targets)
    code = f"<code>{escape(kpi.numerator)}</code> ÷ <code>{escape(kpi.denominator)}</code>"
    where = f" <code>{escape(kpi.where)}</code>" if kpi.where else ""
    computed = definitions(
        [
            (t("Computed from"), f"<code>{kpi.source}</code>: {code}{where}"),
            (t("Identifier"), f"<code>{kpi.id}</code>"),
        ]
    )
    pages = link(
        "map", t("Map"), selection, kpi=kpi.id, level=usual_level(kpi.levels), area="", topic=""
    )
    pages += " · " + link("targets", t("Targets"), selection, kpi=kpi.id, scope="one", area="")
    return definitions(
        [
            (t("Definition"), escape(words.pick(kpi.definition))),
            (t("Definition last changed"), escape(last_changed(kpi, words))),
            (t("Formula"), escape(formula(kpi, words))),
            (t("Over time"), escape(over_time(kpi, words))),
            (t("What is counted"), escape(words_of.counted(kpi.counts, words))),
            (t("Levels"), escape(levels)),
            (t("Which way is better"), escape(_direction(kpi, words))),
            (t("Targets"), goals or escape(t("No target"))),
            (t("Path"), escape(course(kpi, words))),
            (t("Legal basis"), "<br>".join(escape(act) for act in kpi.legal_basis)),
            (t("Confirmation"), escape(words_of.confirmation(kpi.value_status, words))),
            (t("Note"), escape(words.pick(kpi.notes)) if kpi.notes else ""),
            (t("Open"), pages),
            ("", folded(t("Technical details"), computed)),
        ]
    )


def searched(sought: str, language: Language) -> list[Kpi]:
    """The KPIs whose name, definition or identifier holds the sought words, accents aside.

    Those in which the words stand together where there are some, as in the pickers.
    """
    texts = {
        kpi: f" {letters(f'{language.pick(kpi.name)} {language.pick(kpi.definition)} {kpi.id}')}"
        for kpi in catalogue().values()
    }
    wanted = letters(sought).split()
    together = [kpi for kpi, text in texts.items() if f" {' '.join(wanted)}" in text]
    return together or [kpi for kpi, text in texts.items() if all(w in text for w in wanted)]


def _direction(kpi: Kpi, language: Language) -> str:
    t = language.t
    return {"up": t("higher"), "down": t("lower"), "range": t("within the range")}[kpi.direction]

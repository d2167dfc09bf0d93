"""Names of units that are not clear: a person picks once; the choice is kept, with who and when."""

from pathlib import Path

import streamlit as st

from data.access.check import is_allowed
from data.match.aliases import Aliases
from data.match.gazetteer import Gazetteer
from data.match.unit_codes import ENDED
from data.refusal import RefusedError
from data.stage.outcome import Outcome, Reject
from geo.units.spelling import by_name
from pages.shell.refused import draw_refusal
from pages.shell.url import bar
from pages.text.language import Language
from pages.text.markup import label, plain
from pages.text.words import located

RULES = ("unknown_name", "ambiguous_name", ENDED)
DOUBT = "doubt"  # the text and the code of a choice that has to be confirmed twice
MOST = 20  # pickers at once; the next ones come up as names are confirmed


def name_pickers(outcomes: list[Outcome], store: Path, by: str, words: Language) -> bool:
    """Draws a picker for each unclear name; whether one was confirmed just now."""
    t = words.t
    unclear = _unclear(outcomes)
    if not unclear:
        return False
    gazetteer = Gazetteer.load(Aliases(store))
    st.subheader(t("Names to confirm"), anchor=False)
    if len(unclear) > MOST:
        st.caption(
            plain(
                t("{n} names are not clear; here are the first {most}.", n=len(unclear), most=MOST)
            )
        )
    with bar():
        for number, reject in enumerate(unclear[:MOST]):
            with st.container(horizontal=True, vertical_alignment="bottom", width=540):
                code = _picked(number, reject, gazetteer, words)
                is_asked = st.button(t("Confirm"), key=f"confirm-{number}")
            if code and _is_sure(number, reject, code, is_asked, words):
                return _keep(gazetteer, reject, code, by, words)
    return False


def _is_sure(number: int, reject: Reject, code: str, is_asked: bool, words: Language) -> bool:
    """Whether a choice counts: at once, but for a unit that did not take in the one that ended."""
    t, choice = words.t, (reject.text, code)
    if reject.fate is None or code in (one["code"] for one in reject.candidates):
        return is_asked
    if is_asked:
        st.session_state[DOUBT] = choice
    if st.session_state.get(DOUBT) != choice:
        return False
    fate = f"“{reject.text}”: {words.pick(reject.fate.as_dict())}."
    st.warning(plain(f"{fate} {t('You chose another unit: is that right?')}"))
    return st.button(t("Confirm all the same"), key=f"sure-{number}")


def _picked(number: int, reject: Reject, gazetteer: Gazetteer, words: Language) -> str | None:
    """Draws the list of the communes of that day, the near ones first; the code of the chosen."""
    vintage = gazetteer.vintage(reject.month)
    units = by_name(
        {
            unit.code: f"{located(unit.name, unit.district)} ({unit.code})"
            for unit in gazetteer.units()
            if (unit.vintage, unit.level) == (vintage, "commune")
            and is_allowed("confirm_name", [unit.code])
        }
    )
    near = [c["code"] for c in reject.candidates if c["vintage"] == vintage and c["code"] in units]
    name, month = reject.text, f"{reject.month:%m/%Y}"
    return st.selectbox(
        label(words.t("“{name}” in {month} is", name=name, month=month)),
        [*near, *(code for code in units if code not in near)],
        index=0 if near else None,
        format_func=lambda code: units.get(code, code),
        placeholder=words.t("– choose –"),
        key=f"name-{number}-{reject.text}",
        width=430,
    )


def _unclear(outcomes: list[Outcome]) -> list[Reject]:
    """One line for each name and month that is not clear."""
    found: dict[tuple[str, str], Reject] = {}
    for outcome in outcomes:
        for reject in outcome.rejects:
            if reject.rule in RULES and reject.month is not None:
                found.setdefault((reject.text, f"{reject.month:%Y-%m}"), reject)
    return list(found.values())


def _keep(gazetteer: Gazetteer, reject: Reject, code: str, by: str, words: Language) -> bool:
    name, _, district = reject.text.partition(", ")
    try:
        gazetteer.confirm(name, reject.month, district, "commune", code, by)
    except RefusedError as refused:
        draw_refusal(refused, words)
        return False
    return True

"""What a page says of a change that was refused: why, and what to do."""

import streamlit as st

from data.refusal import RefusedError
from pages.text import formats
from pages.text.language import Language
from pages.text.markup import plain


def draw_refusal(refused: RefusedError, words: Language) -> None:
    """Says why something was refused and what to do."""
    reason = formats.title(words.pick(refused.reason.as_dict()))
    st.error(plain(reason), icon=":material/error:")
    st.caption(plain(words.pick(refused.remedy.as_dict())))

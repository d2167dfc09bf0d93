"""What Typst makes: pages and pictures, with the letters that come with the project.

The compiler is in a wheel of its own and asks no network; it is imported where it is used.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from data.refusal import Bilingual, RefusedError

if TYPE_CHECKING:
    from pages.briefs.map.drawn import Picture

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = Path(__file__).parent / "templates"
STANDARDS = ["a-2a", "ua-1"]  # of PDF: an archive, read aloud
TWICE = 144.0  # dots to 72 of a picture: two for each of its pixels
ALONE = """#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)"""


def typeset(source: Path | bytes, inputs: Mapping[str, str], name: str, **more: object) -> bytes:
    """The file that a template makes of its inputs; `more` as typst.compile takes it.

    RefusedError, naming the document, for a text with a letter that no font has.
    """
    import typst  # takes time, and few make a document

    try:
        made = typst.compile(
            source,
            sys_inputs=dict(inputs),
            font_paths=[FONTS],
            ignore_system_fonts=True,
            **more,
        )
    except typst.TypstError as error:
        raise RefusedError(
            name,
            Bilingual(
                "Không dàn trang được: có thể một ký tự trong văn bản không có trong phông chữ.",
                "It cannot be typeset: a text may hold a letter that the font does not have.",
            ),
            Bilingual(
                "Bỏ ký tự đặc biệt (biểu tượng cảm xúc, chữ nước khác) rồi làm lại.",
                "Take out special letters (emoji, letters of other scripts) and make it again.",
            ),
            detail=str(error),
        ) from error
    assert isinstance(made, bytes)
    return made


def png(picture: "Picture") -> bytes:
    """A picture as PNG, with two dots for each of its pixels."""
    inputs = {"svg": picture.svg, "width": str(picture.width)}
    return typeset(ALONE.encode(), inputs, "map.png", format="png", ppi=TWICE)

"""The QR code of a link, by which a page on paper opens on a phone."""

from io import BytesIO
from typing import Any

BORDER = 2  # modules of white around it, on white paper


def qr_svg(link: str) -> str:
    """The code as an SVG; "" for no link, and for one that no code can hold."""
    code = _code(link)
    return code.svg_inline(border=BORDER) if code else ""


def qr_png(link: str) -> bytes:
    """The code as a PNG; nothing for no link, and for one that no code can hold."""
    file = BytesIO()
    if code := _code(link):
        code.save(file, kind="png", scale=8, border=BORDER)
    return file.getvalue()


def _code(link: str) -> Any:
    if not link:
        return None
    import segno  # few make a document

    try:
        return segno.make(link, error="m", micro=False)
    except segno.DataOverflowError:  # more than two thousand letters
        return None

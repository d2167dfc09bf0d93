"""The QR code of a link, by which a page on paper opens on a phone."""

from io import BytesIO

LIGHT = 2  # modules of white around it, on white paper


def qr_svg(link: str) -> str:
    """The code as an SVG; "" for no link."""
    if not link:
        return ""
    import segno

    return segno.make(link, error="m", micro=False).svg_inline(border=LIGHT)


def qr_png(link: str) -> bytes:
    """The code as a PNG; nothing for no link."""
    if not link:
        return b""
    import segno

    file = BytesIO()
    segno.make(link, error="m", micro=False).save(file, kind="png", scale=8, border=LIGHT)
    return file.getvalue()

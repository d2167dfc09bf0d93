"""Office files as equal bytes for equal content: they are ZIP archives, which hold the time."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PROPERTIES, WORKBOOK = "docProps/core.xml", ".xlsx"
MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def undated(file: bytes) -> bytes:
    """The same file without the moments at which it and the workbooks inside it were made."""
    out = BytesIO()
    with ZipFile(BytesIO(file)) as whole, ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name in whole.namelist():
            content = whole.read(name)
            if name.endswith(WORKBOOK):  # the figures of a chart
                content = undated(content)
            if name == PROPERTIES:
                content = MOMENT.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            made.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return out.getvalue()

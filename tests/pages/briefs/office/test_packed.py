"""An Office file holds no moment at which it was made."""

from io import BytesIO
from zipfile import ZipFile, ZipInfo

from pages.briefs.office.packed import undated


def file(year: int, inside: bytes = b"") -> bytes:
    """An archive that was made in a year."""
    out = BytesIO()
    with ZipFile(out, "w") as whole:
        core = f"<a><dcterms:created xsi:type='x'>{year}-05-05T00:00:00Z</dcterms:created></a>"
        for name, content in (("docProps/core.xml", core), ("ppt/embeddings/a.xlsx", inside)):
            if content:
                whole.writestr(ZipInfo(name, (year, 5, 5, 0, 0, 0)), content)
    return out.getvalue()


def test_files_that_differ_in_time_only_become_equal():
    old, new = file(2020, file(2020)), file(2026, file(2026))
    assert old != new
    assert undated(old) == undated(new)
    with ZipFile(BytesIO(undated(new))) as whole:
        assert b">2000-01-01T00:00:00Z<" in whole.read("docProps/core.xml")

"""What leaves the dashboard for who may not see small counts: pages, files, documents, answers."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
import streamlit as st
from pypdf import PdfReader

from kpis.catalogue.catalogue import load
from kpis.measure.suppress.marts import shown
from pages.briefs.documents import Format, make, pictures
from pages.briefs.frozen import FrozenView
from pages.briefs.meeting import brief_of_view
from pages.open_data import analysis
from pages.widgets.files import download
from tests.pages.opened import asked

Made = dict[str, bytes]


def of_page(link: str, documents: Path | None = None) -> Made:
    """All that the browser gets of a page, each file that is offered, and where a folder is given
    the documents of each view that can be taken.
    """
    made, views = Made(), list[Callable[[], FrozenView]]()

    def written(label: str, content: object, **said: str) -> None:
        made[f"file {said['file_name']}"] = content() if callable(content) else bytes(content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "download_button", written)
        patch.setattr(download, "papers_of", lambda view, *_: views.append(view))
        app = asked(link)
        assert not app.exception, (link, app.exception)
        for at, one in enumerate(_blocks(app)):
            made[f"{at:03} {one.type}"] = one.proto.SerializeToString(deterministic=True)
        for at, view in enumerate(views):
            taken = view()
            made[f"view {at}"] = taken.written()
            if documents is not None:
                made |= _documents(taken, documents, at)
    return made


def _blocks(app) -> Iterator[object]:
    for block in (app.main, app.sidebar):
        yield from (one for one in block if getattr(one, "proto", None) is not None)


def _documents(view: FrozenView, folder: Path, at: int) -> Made:
    brief, made = brief_of_view(view), Made()
    for kind in Format:
        path = folder / f"{at}.{kind}"
        make(brief, kind, path)
        made[f"document {at} {kind}"] = text_of(path)
    for kind in ("svg", "png"):
        for path in pictures(brief, kind, folder, f"picture-{at}"):
            made[path.name] = path.read_bytes()
    return made


def text_of(path: Path) -> bytes:
    """What a document says: of a PDF its texts, of an archive all its parts."""
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages).encode()
    if path.suffix in (".pptx", ".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
            return b"\n".join(archive.read(name) for name in sorted(archive.namelist()))
    return path.read_bytes()


def in_folder(place: Path) -> Made:
    """A file, or all files of a folder."""
    paths = sorted(place.rglob("*.*")) if place.is_dir() else [place]
    return {path.name: text_of(path) for path in paths}


def of_marts(con: duckdb.DuckDBPyConnection) -> Made:
    """The rows of each mart that a question in SQL may ask: how many, and their hash."""
    kpis, made = list(load().values()), Made()
    for mart in analysis.marts(con):
        rows = f"select count(*), bit_xor(hash(one)) from ({shown(con, mart, kpis)}) one"
        made[mart] = repr(con.execute(rows).fetchone()).encode()
    return made

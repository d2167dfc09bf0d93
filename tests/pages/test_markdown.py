"""No text reaches what Streamlit reads as Markdown but through `Markdown`, which escapes it."""

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

ROOT = Path(__file__).parents[2]
EVERY = [ROOT / "streamlit_app.py", *sorted((ROOT / "pages").rglob("*.py"))]
PAGES = [file for file in EVERY if "streamlit" in file.read_text("utf-8")]
MADE = {"plain", "label", "labels", "bold", "code", "lines", "Markdown"}  # in pages/text/markup.py
# Neither a page's own words nor a call of Streamlit: what others of the house have by these names.
OTHERS = {"cookies", "served", "formats", "words_of", "markup", "download", "_LOG", "self"}
SILENT = {"unsafe_allow_html", "width", "wrap", "anchors", "bind", "page_icon", "cursor"}


def read_as_markdown(call) -> list[str]:
    """The parameters of a function of Streamlit of which its documentation says so."""
    _, _, rest = (inspect.getdoc(call) or "").partition("Parameters\n----------")
    rest = re.split(r"\n(?:Returns|Examples?|Raises|Yields|Notes)\n-+", rest)[0]
    pieces = re.split(r"^([\w*, ]+) :", rest, flags=re.MULTILINE)[1:]
    told = zip(pieces[::2], pieces[1::2], strict=True)
    return [name for name, text in told if "arkdown" in text and name not in SILENT]


READ = {
    name: (list(inspect.signature(getattr(st, name)).parameters), found)
    for name in dir(st)
    if callable(getattr(st, name)) and (found := read_as_markdown(getattr(st, name)))
}
READ["write"] = ([], ["*"])
READ["spinner"] = (["text"], ["text"])


def is_safe(node: ast.expr | None) -> bool:
    """Whether an expression is made by `Markdown`, or is a text of the interface and no more."""
    match node:
        case None | ast.Constant():
            return True
        case ast.IfExp(body=one, orelse=other):
            return is_safe(one) and is_safe(other)
        case ast.Lambda(body=body):
            return is_safe(body)
        case ast.Dict(keys=parts) | ast.List(elts=parts):
            return all(map(is_safe, parts))
        case ast.DictComp(key=key):
            return is_safe(key)
        case ast.Call(func=ast.Name(id="t") | ast.Attribute(attr="t"), args=[ast.Constant()]):
            return not node.keywords  # what fills a text may be of a user
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in MADE
    return False


def unsafe(tree: ast.AST) -> Iterator[ast.expr]:
    """The arguments that Streamlit reads as Markdown and that may hold a text of somebody."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        owner, name = node.func.value, node.func.attr
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        if isinstance(owner, ast.Attribute) and owner.attr == "column_config":
            yield from (one for one in [given.get("help")] if not is_safe(one))
        if name not in READ or (isinstance(owner, ast.Name) and owner.id in OTHERS):
            continue
        if name == "table":  # of Streamlit, all its cells are Markdown; `st.html` draws ours
            if isinstance(owner, ast.Name) and owner.id == "st":
                yield node
            continue
        parameters, found = READ[name]
        given |= dict(zip(parameters, node.args, strict=False))
        if "format_func" in given:
            given.pop("options", None)
        wanted = node.args if found == ["*"] else [given.get(one) for one in found]
        yield from (one for one in wanted if not is_safe(one))


@pytest.mark.parametrize("file", PAGES, ids=[str(one.relative_to(ROOT)) for one in PAGES])
def test_what_is_read_as_markdown_is_escaped(file):
    text = file.read_text(encoding="utf-8")
    found = [(one.lineno, ast.get_source_segment(text, one)) for one in unsafe(ast.parse(text))]
    assert not found, "wrap it in `plain`, or in `label` where it names a widget"
    assert not re.search("from streamlit import|unsafe_allow_html", text)


FAULTS = [
    "st.info(text)",
    "column.caption(t('{name}', name=name))",
    "st.button(f'**{plain(name)}**{rest}')",
    "st.segmented_control(t('Kind'), kinds, format_func=kinds.__getitem__)",
    "st.selectbox(t('Kind'), kinds, help=text if text else None)",
    "st.column_config.TextColumn(help=title)",
    "st.write(t('One'), text)",
    "st.table(rows)",
    "st.toast(text)",
    "st.navigation({title: []})",
    "with_.dialog(title=text)",
]


@pytest.mark.parametrize("call", FAULTS)
def test_a_call_that_does_not_escape_is_found(call):
    assert len(list(unsafe(ast.parse(call)))) == 1

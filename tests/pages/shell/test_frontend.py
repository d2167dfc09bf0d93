"""Streamlit's first HTML and its scripts: ours in every piece, and the rest as it was."""

import re
from pathlib import Path

import pytest
from streamlit import file_util

from pages.shell.frontend.middleware import Frontend, first_html
from pages.shell.frontend.scripts import ADDED, PIECES, script, version, words_of
from pages.text.language import Language

STATIC = Path(file_util.get_static_dir())
NAMES = {path.name.partition(".")[0]: path.name for path in (STATIC / "static/js").glob("*.js")}
NAMES["index"] = next(path.name for path in STATIC.glob("static/js/index.D*.js"))
TEXTS = [(stem, text) for stem, texts in words_of(Language("vi")).items() for text in texts]


def original(stem: str) -> str:
    return (STATIC / "static" / "js" / NAMES[stem]).read_text(encoding="utf-8")


@pytest.mark.parametrize(("stem", "text"), TEXTS)
def test_each_text_is_in_its_script_and_in_vietnamese(stem, text):
    assert f"`{text}`" in original(stem)
    served = script(NAMES[stem]).decode()
    ours = words_of(Language("vi"))[stem][text]
    assert f"`vi`?`{ours}`:" in served
    assert ours != text or text == "streamlit run yourscript.py"


@pytest.mark.parametrize("stem", PIECES)
def test_each_piece_of_code_is_in_its_script_once(stem):
    for piece, _ in PIECES[stem]:
        assert len(re.findall(piece, original(stem))) == 1
    served = script(NAMES[stem]).decode()
    made = {"DataFrame": ["let t=holding(e)", "printable(ee,", "localeCompare(t,`vi`)"]}
    made |= {
        "StreamlitMarkdown": ["Giải thích:"],
        "Checkbox": ["isDisabled:t,onChange:h,children:"],
        "FileUploader": ["role:`group`,"],
        "Multiselect": ["tabIndex:-1,role:`group`,", "e.target===e.currentTarget&&"],
        "PlotlyChart": ["A&&(g<We||v<0)?null:i(q,", "e.theme!==`streamlit`?t:Le("],
        "index": ["`div`,{target:`e1o1t1hb4`", "keyName:`esc`"],
    }
    assert all(one in served for one in made.get(stem, ["return found(e,t);"]))
    assert ("function folded(" in served) == (stem in ADDED)


@pytest.mark.parametrize("name", [NAMES["Slider"], "index.html", "../index.D.js", "nothing.1.js"])
def test_other_scripts_stay_as_they_are(name):
    assert script(name) is None


@pytest.mark.parametrize(
    ("code", "address", "title", "about"),
    [
        ("vi", "", "Chuyển đổi số Nam Định", "Các chỉ số chuyển đổi số"),
        ("vi", "targets", "Chỉ tiêu – Chuyển đổi số Nam Định", "Các chỉ số chuyển đổi số"),
        ("en", "map", "Map – Digital transformation in Nam Định", "Indicators of digital"),
    ],
)
def test_the_first_html_has_language_title_and_what_the_dashboard_is(code, address, title, about):
    html = first_html(code, address).decode()
    assert f'<html lang="{code}">' in html
    assert f"<title>{title}</title>" in html
    assert re.search(rf'<meta name="description" content="{about}[^"]+">', html)
    assert re.search(r"<noscript><p>[^<]+JavaScript[^<]+</p></noscript>", html)
    assert "Streamlit</title>" not in html and "_stcore/agent" not in html
    scripts = re.findall(r'(?:src|href)="\./static/(js[^/]*)/', html)
    assert set(scripts) == {f"js-{version()}"}


async def _streamlit(scope, receive, send):
    """What stands behind the middleware: an HTML for every path, and the files."""
    kind = b"text/html" if not scope["path"].endswith(".js") else b"text/javascript"
    assert not [name for name, _ in scope["headers"] if name == b"if-none-match"]
    headers = [(b"content-type", kind), (b"set-cookie", b"a=b"), (b"etag", b"1")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"old ", "more_body": True})
    await send({"type": "http.response.body", "body": scope["path"].encode()})


def asked(path, query="", method="GET", accept=b"text/html,*/*"):
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode()}
    headers = [(b"accept", accept)]
    headers += [(b"if-none-match", b"1")] if b"html" in accept else []
    said = []

    async def send(message):
        said.append(message)

    with pytest.raises(StopIteration):  # nothing here waits, so it needs no loop
        Frontend(_streamlit)({**scope, "headers": headers}, None, send).send(None)
    assert [one["type"] for one in said].count("http.response.start") == 1
    body = b"".join(one.get("body", b"") for one in said)
    return dict(said[0]["headers"]), body


def test_a_page_is_our_html_in_the_language_of_its_link():
    for path, query, code, address in (
        ("/", "", "vi", "home"),
        ("/map", "kpi=x&lang=en", "en", "map"),
        ("/chuyen-doi-so/map/", "", "vi", "map"),  # behind a proxy
        ("/no-such-page", "lang=q", "vi", ""),
    ):
        headers, body = asked(path, query)
        assert body == first_html(code, address)
        assert headers[b"content-length"] == str(len(body)).encode()
        assert headers[b"cache-control"] == b"no-cache" and headers[b"set-cookie"] == b"a=b"
        assert b"etag" not in headers
    headers, body = asked("/", method="HEAD")
    assert not body and headers[b"content-length"] == str(len(first_html("vi", "home"))).encode()


def test_scripts_come_from_a_folder_that_is_named_by_their_content():
    for folder in (f"js-{version()}", "js-00000000"):
        headers, body = asked(f"/static/{folder}/{NAMES['Selectbox']}", accept=b"*/*")
        assert body == script(NAMES["Selectbox"])
        assert b"immutable" in headers[b"cache-control"]
        _, body = asked(f"/static/{folder}/{NAMES['Slider']}", accept=b"*/*")
        assert body == f"old /static/js/{NAMES['Slider']}".encode()
    _, body = asked("/app/static/x.geojson", accept=b"*/*")
    assert body == b"old /app/static/x.geojson"


def test_a_page_leads_to_the_form_where_people_sign_in_and_nowhere_else():
    assert b"/sign-in?why=over" not in first_html("vi")
    assert b"/sign-in?why=over" in first_html("vi", is_signed_in=True)

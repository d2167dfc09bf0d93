"""Roles by a claim and by a file, and what Streamlit's cookie of a user becomes."""

import json
from datetime import UTC, datetime
from http.cookies import SimpleCookie

import pytest
from starlette.responses import PlainTextResponse, RedirectResponse
from streamlit import config
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from data.access.person import OPERATOR
from data.access.person import at_work as working
from data.ledger.accounts import sessions
from data.ledger.accounts.accounts import accounts, disable
from data.refusal import RefusedError
from pages.shell.server.sign_in import cookies, provider
from pages.shell.server.sign_in.living import living
from pages.shell.server.sign_in.roles_of_provider import granted, subject_of
from tests.serving import answered

SECRET = "k" * 40
SUB = "248289761001@example.vn"


@pytest.fixture
def roles(office, monkeypatch, tmp_path):
    """Writes the file of roles."""
    path = tmp_path / "roles.toml"
    monkeypatch.setenv("DX_SIGN_IN", "oidc")
    monkeypatch.setenv("DX_OIDC_ROLE_CLAIM", "realm_access.roles")
    monkeypatch.setenv("DX_OIDC_ROLES", str(path))
    before = config.get_option("server.cookieSecret")
    config.set_option("server.cookieSecret", SECRET)

    def write(text: str) -> None:
        path.write_text(text, "utf-8")
        living().forget()

    write("")
    yield write
    config.set_option("server.cookieSecret", before)


def claims(*named: str, **more: object) -> dict[str, object]:
    return {"sub": SUB, "realm_access": {"roles": list(named)}, **more}


def test_a_claim_gives_a_role_and_no_claim_gives_none(roles):
    assert granted(claims("viewer")) == "viewer"
    assert granted(claims("offline_access", "steward", "analyst")) == "steward"
    assert granted(claims("Admin", "root")) == granted(claims()) == granted({"sub": SUB}) == ""
    assert granted({"sub": SUB, "realm_access": "admin"}) == ""
    roles('[roles]\n"so-tttt" = "secretary"\n')
    assert granted(claims("so-tttt")) == "secretary"
    assert granted(claims("admin")) == ""  # the words of the file are the only ones then


def test_a_file_goes_before_the_claim(roles, monkeypatch):
    roles(f'[people."{SUB}"]\nrole = "viewer"\n')
    assert granted(claims("admin")) == "viewer"
    monkeypatch.delenv("DX_OIDC_ROLE_CLAIM")
    assert granted({**claims("admin"), "sub": "other"}) == ""


@pytest.mark.parametrize(
    "text", ["[roles", '[roles]\na = "owner"\n', '[people.a]\nunits = ["1"]\n']
)
def test_a_file_that_cannot_be_used_lets_nobody_in(roles, text):
    roles(text)
    with pytest.raises(RefusedError, match="DX_OIDC_ROLES"):
        granted(claims("admin"))


def came_back(said: dict[str, object] | None, wanted: str = "/map?a=1"):
    """The answer to a browser that comes back from the provider, which says this of it."""

    async def streamlit(scope, receive, send) -> None:
        response = RedirectResponse("/", 302)
        response.set_cookie("_streamlit_session", "x", httponly=True)
        if said is not None:
            signed = create_signed_value(SECRET, "_streamlit_user", json.dumps(said)).decode()
            response.set_cookie("_streamlit_user", signed, httponly=True)
            response.set_cookie("_streamlit_user_tokens", "secret", httponly=True)
        await response(scope, receive, send)

    _, cookie = cookies.header({"scheme": "http"}, provider.NEXT, wanted.replace("?", "%3F"))
    headers = [(b"host", b"a.vn"), (b"cookie", cookie.partition(b";")[0])]
    scope = {"type": "http", "method": "GET", "path": provider.CALLBACK, "headers": headers}
    sent: list[dict] = []

    async def send(message) -> None:
        sent.append(message)

    answered(provider.through(streamlit, {**scope, "query_string": b""}, None, send))
    start = next(one for one in sent if one["type"] == "http.response.start")
    given: SimpleCookie = SimpleCookie()
    for name, value in start["headers"]:
        if name == b"set-cookie":
            given.load(value.decode())
    return dict(start["headers"])[b"location"].decode(), given


def test_what_the_provider_says_becomes_a_session_of_ours(roles, office):
    exp = int(datetime.now(UTC).timestamp()) + 600
    place, given = came_back(claims("steward", exp=exp, email="an@example.vn", name="An"))
    assert place == "/map?a=1"
    assert "_streamlit_session" in given
    assert not [name for name in given if name.startswith("_streamlit_user")]
    token = cookies.read({"dx_session": given["dx_session"].value}, "dx_session")
    found = living().find(token)
    assert (found.way, found.role, found.folded) == (
        "oidc",
        "steward",
        f"oidc:{subject_of(claims())}",
    )
    assert datetime.fromisoformat(found.expires).timestamp() == exp
    kept = b"".join(path.read_bytes() for path in office.store.glob("ledger.sqlite*"))
    assert SUB.encode() not in kept and b"an@example.vn" not in kept


def test_who_has_no_role_is_disabled_or_was_let_in_by_nobody_gets_no_session(roles, office):
    assert came_back(claims("root"))[0] == "/sign-in?why=role"
    assert came_back(None)[0] == "/sign-in?why=provider"
    assert came_back({"role": "admin"})[0] == "/sign-in?why=provider"
    came_back(claims("admin"))
    (one,) = (one for one in accounts(office.store) if one.way == "oidc")
    with working(OPERATOR):
        disable(office.store, one, "")
    place, given = came_back(claims("admin"))
    assert place == "/sign-in?why=role" and "dx_session" not in given
    assert not sessions.sessions(office.store)


def test_a_provider_that_cannot_be_reached_is_said_in_words(roles):
    async def streamlit(scope, receive, send) -> None:
        await PlainTextResponse("Authentication error", 400)(scope, receive, send)

    scope = {"type": "http", "method": "GET", "path": provider.LOGIN, "headers": []}
    sent: list[dict] = []

    async def send(message) -> None:
        sent.append(message)

    answered(provider.through(streamlit, {**scope, "query_string": b""}, None, send))
    assert dict(sent[0]["headers"])[b"location"] == b"/sign-in?why=provider"


def test_the_file_counts_at_once_for_who_is_in(roles):
    _, given = came_back(claims("admin"))
    token = cookies.read({"dx_session": given["dx_session"].value}, "dx_session")
    assert living().find(token).role == "admin"
    roles(f'[people."{SUB}"]\nrole = "steward"\nunits = ["13633"]\n')
    assert living().find(token).person.units == {"13633"}
    roles("[people")
    assert living().find(token) is None


def test_an_office_that_a_claim_names_is_what_the_log_says(roles, office, monkeypatch):
    monkeypatch.setenv("DX_OIDC_NAME_CLAIM", "office")
    for said, kept in (
        ("Sở TT&TT", "Sở TT&TT"),
        ("an@example.vn", f"oidc {subject_of(claims())[:8]}"),
    ):
        came_back(claims("viewer", office=said))
        assert sessions.sessions(office.store)[0].name == kept

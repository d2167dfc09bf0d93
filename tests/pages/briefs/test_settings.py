"""The settings of the mail server: what is refused, in which words; no password is told."""

import pytest

from kpis.errors import CatalogueError
from pages.briefs.settings import NAMED_BY, MailError, Security, Tongue, load

WHOLE = {
    "host": '"mail.example.vn"',
    "port": "587",
    "security": '"starttls"',
    "sender": '"cds@example.vn"',
    "recipients": '["vanphong@example.vn"]',
    "base_url": '"https://dashboard.example.vn/"',
}
USER = {"user": '"cds"', "password_env": '"SECRET_OF_TESTS"'}


def given(directory, environment=(), **changes):
    """The settings of a file; a change of None leaves a line out."""
    lines = {**WHOLE, **changes}
    path = directory / "mail.toml"
    text = "".join(f"{key} = {value}\n" for key, value in lines.items() if value is not None)
    path.write_text("[mail]\n" + text, "utf-8")
    return load({NAMED_BY: str(path), **dict(environment)})


def test_what_is_not_said(tmp_path):
    found = given(tmp_path)
    assert (found.security, found.language, found.timeout) == (Security.STARTTLS, Tongue.VI, 30)
    assert (found.user, found.password, found.ca_file) == ("", "", None)
    assert found.base_url == "https://dashboard.example.vn"


def test_the_address_of_the_dashboard_may_be_that_of_all_documents(tmp_path):
    known = {"DX_BASE_URL": "http://bang.example.vn/"}
    assert given(tmp_path, known, base_url=None).base_url == "http://bang.example.vn"
    assert given(tmp_path, known).base_url == "https://dashboard.example.vn"


def test_the_password_comes_from_the_environment_and_is_not_shown(tmp_path):
    found = given(tmp_path, {"SECRET_OF_TESTS": "hush"}, **USER)
    assert found.password == "hush"
    assert "hush" not in repr(found)


WRONG = [
    ({"port": '"587"'}, "“port” must be a whole number 1–65535"),
    ({"security": '"startls"'}, "Did you mean “starttls”?"),
    ({"secuirty": '"tls"'}, "unknown key “secuirty”. Did you mean “security”?"),
    ({"host": None}, "the key “host” is missing."),
    ({"sender": '"Ban Chỉ đạo <cds@example.vn>"'}, "is no e-mail address"),
    ({"sender": '"cds@example.vn\\nBcc: a@b.vn"'}, "is no e-mail address"),
    ({"recipients": '"vanphong@example.vn"'}, "“recipients” must be a list of texts"),
    ({"recipients": "[]"}, "“recipients” names nobody."),
    ({"recipients": '["vanphong"]'}, "is no e-mail address"),
    ({"base_url": '"dashboard.example.vn"'}, "must begin with http:// or https://"),
    ({"base_url": '"javascript://x"'}, "must begin with http:// or https://"),
    ({"base_url": None}, "“base_url” is missing, and DX_BASE_URL is not set."),
    ({"language": '"fr"'}, "“language” cannot be 'fr'. Valid are: vi, en."),
    ({"timeout": "0"}, "“timeout” must be a whole number 1–120"),
    ({"user": '"cds"'}, "stand together or not at all"),
    ({**USER}, "the environment variable SECRET_OF_TESTS (“password_env”) is not set."),
]


@pytest.mark.parametrize(("changes", "said"), WRONG)
def test_a_wrong_line_is_refused_with_file_and_remedy(changes, said, tmp_path):
    with pytest.raises(CatalogueError) as refused:
        given(tmp_path, **changes)
    assert str(refused.value).startswith(f"{tmp_path / 'mail.toml'}, [mail]: ")
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("changes", "password"), [({"security": '"none"'}, "hush"), ({}, "mật khẩu")]
)
def test_a_password_that_cannot_travel_is_refused_and_not_told(changes, password, tmp_path):
    with pytest.raises(CatalogueError) as refused:
        given(tmp_path, {"SECRET_OF_TESTS": password}, **USER, **changes)
    assert password not in str(refused.value)


def test_a_file_that_is_none(tmp_path):
    with pytest.raises(MailError, match="DX_MAIL is not set"):
        load({})
    with pytest.raises(MailError, match="cannot be read"):
        load({NAMED_BY: str(tmp_path / "none.toml")})
    path = tmp_path / "mail.toml"
    path.write_text("[mail", "utf-8")
    with pytest.raises(MailError, match="is not TOML"):
        load({NAMED_BY: str(path)})
    path.write_text("[male]\n", "utf-8")
    with pytest.raises(CatalogueError, match="Did you mean “mail”"):
        load({NAMED_BY: str(path)})

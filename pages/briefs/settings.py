"""The settings of the mail server, from the TOML file that DX_MAIL names.

[mail]
host = "mail.example.vn"
port = 587
security = "starttls"        # none, starttls, tls
sender = "chuyendoiso@example.vn"
sender_name = "Ban Chỉ đạo chuyển đổi số"     # may be left out
recipients = ["vanphong@example.vn"]
base_url = "http://dashboard.example.vn"      # where readers open it; without it DX_BASE_URL
language = "vi"              # may be left out
timeout = 30                 # seconds; may be left out
user = "chuyendoiso"         # with password_env, where the server asks for a user
password_env = "DX_MAIL_PASSWORD"             # the environment variable that holds the password
ca_file = "ca.pem"           # where the server's certificate comes from an authority of one's own
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from kpis.catalogue.stanza import Stanza

NAMED_BY = "DX_MAIL"
DASHBOARD = "DX_BASE_URL"  # where readers open the dashboard, for letters and documents
REQUIRED = ("host", "port", "security", "sender", "recipients")
OPTIONAL = ("base_url", "sender_name", "language", "timeout", "user", "password_env", "ca_file")
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


class MailError(Exception):
    """Mail that cannot be sent as it is set up; the text says why and holds no password."""


class Security(StrEnum):
    """How the connection is kept from being read."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class Tongue(StrEnum):
    """The language of the letter."""

    VI = "vi"
    EN = "en"


@dataclass(frozen=True)
class Settings:
    """Where and how mail is sent; `password` is never shown."""

    host: str
    port: int
    security: Security
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    base_url: str
    language: Tongue
    timeout: int
    user: str
    password: str = field(repr=False)
    ca_file: Path | None


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that the environment names; MailError or KpiError says what is wrong in them."""
    named = environment.get(NAMED_BY)
    if not named:
        raise MailError(
            f"{NAMED_BY} is not set: it names the file with the mail server's settings."
        )
    path = Path(named)
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise MailError(f"{path} ({NAMED_BY}) cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MailError(f"{path} ({NAMED_BY}) is not TOML: {error}") from None
    Stanza(path, "the file", tables).allow(["mail"])
    return _settings(Stanza(path, "the file", tables).sub("mail"), environment)


def _settings(stanza: Stanza, environment: Mapping[str, str]) -> Settings:
    stanza = Stanza(stanza.file, "mail", stanza.table)
    stanza.allow(REQUIRED, OPTIONAL)
    has = stanza.table.__contains__
    security = stanza.choice("security", Security)
    user, password = _user(stanza, environment, security)
    recipients = stanza.texts("recipients")
    if not recipients:
        raise stanza.refuse("“recipients” names nobody.")
    return Settings(
        host=stanza.text("host"),
        port=stanza.integer("port", 1, 65535),
        security=security,
        sender=_address(stanza, stanza.text("sender")),
        sender_name=" ".join((stanza.text_or_none("sender_name") or "").split()),
        recipients=tuple(_address(stanza, one) for one in recipients),
        base_url=_base_url(stanza, environment),
        language=stanza.choice("language", Tongue) if has("language") else Tongue.VI,
        timeout=stanza.integer("timeout", 1, 120) if has("timeout") else 30,
        user=user,
        password=password,
        ca_file=stanza.file.parent / stanza.text("ca_file") if has("ca_file") else None,
    )


def _address(stanza: Stanza, text: str) -> str:
    if not ADDRESS.fullmatch(text):
        raise stanza.refuse(f"{text!r} is no e-mail address such as office@example.vn.")
    return text


def _base_url(stanza: Stanza, environment: Mapping[str, str]) -> str:
    text = (stanza.text_or_none("base_url") or environment.get(DASHBOARD, "")).rstrip("/")
    if not text:
        raise stanza.refuse(f"“base_url” is missing, and {DASHBOARD} is not set.")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or not text.isprintable():
        raise stanza.refuse(f"“base_url” must begin with http:// or https://, not {text!r}.")
    return text


def _user(stanza: Stanza, environment: Mapping[str, str], security: Security) -> tuple[str, str]:
    """User and password, both empty where the server asks for none."""
    user, variable = stanza.text_or_none("user"), stanza.text_or_none("password_env")
    if user is None and variable is None:
        return "", ""
    if user is None or variable is None:
        raise stanza.refuse("“user” and “password_env” stand together or not at all.")
    if security is Security.NONE:
        raise stanza.refuse(
            "a password is not sent over a connection that everybody can read:"
            " “security” must be starttls or tls."
        )
    password = environment.get(variable, "")
    if not (user + password).isascii():  # what smtplib can send
        raise stanza.refuse("user and password are written in letters without marks (ASCII).")
    if not password:
        raise stanza.refuse(f"the environment variable {variable} (“password_env”) is not set.")
    return user, password

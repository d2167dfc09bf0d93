"""A letter to the mail server: made of its plain and its HTML half, and sent by SMTP."""

import mimetypes
import smtplib
import ssl
from collections.abc import Mapping
from contextlib import suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid

from pages.briefs.letter import Letter
from pages.briefs.settings import MailError, Security, Settings

ENCODED = {"charset": "utf-8", "cte": "quoted-printable"}


def message(
    written: Letter, settings: Settings, attached: Mapping[str, bytes] | None = None
) -> EmailMessage:
    """The letter as it travels: multipart/alternative in UTF-8, lines that end with CR LF.

    `attached` are files by their names.
    """
    letter = EmailMessage(policy=SMTP)
    letter["Subject"] = written.subject
    letter["From"] = Address(settings.sender_name, addr_spec=settings.sender)
    letter["To"] = [Address(addr_spec=one) for one in settings.recipients]
    letter["Date"] = formatdate(usegmt=True)
    letter["Message-ID"] = make_msgid(domain=settings.sender.partition("@")[2])
    letter["Auto-Submitted"] = "auto-generated"
    letter["Content-Language"] = str(settings.language)
    letter.set_content(written.text, **ENCODED)
    letter.add_alternative(written.html, subtype="html", **ENCODED)
    for name, content in (attached or {}).items():
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        maintype, _, subtype = kind.partition("/")
        letter.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return letter


def send(letter: EmailMessage, settings: Settings) -> dict[str, str]:
    """Hand a letter to the server: the recipients that it refused, each with its words.

    MailError where the server took it for nobody: not there, no answer in time, no secure
    connection, user or letter refused.
    """
    server = f"{settings.host}:{settings.port}"
    try:
        refused = _sent(letter, settings)
    except smtplib.SMTPRecipientsRefused as error:
        told = "; ".join(f"{one} ({_words(*why)})" for one, why in error.recipients.items())
        raise MailError(f"{server} refused every recipient: {told}") from None
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(f"{server} refused the user or the password ({error.smtp_code}).") from None
    except smtplib.SMTPResponseException as error:
        raise MailError(f"{server} refused: {_words(error.smtp_code, error.smtp_error)}") from None
    except smtplib.SMTPException as error:
        raise MailError(f"{server}: {error}") from None
    except TimeoutError:
        raise MailError(f"{server} did not answer within {settings.timeout} s.") from None
    except ssl.SSLError as error:
        raise MailError(f"{server}: no secure connection ({error.reason}).") from None
    except OSError as error:
        raise MailError(f"{server} cannot be reached: {error.strerror or error}.") from None
    return {one: _words(*why) for one, why in refused.items()}


def _sent(letter: EmailMessage, settings: Settings) -> dict[str, tuple[int, bytes]]:
    smtp = _connected(settings)
    try:
        if settings.security is Security.STARTTLS:
            smtp.starttls(context=_context(settings))
        if settings.user:
            smtp.login(settings.user, settings.password)
        return smtp.send_message(letter, settings.sender, list(settings.recipients))
    finally:
        # The letter is taken or it is not: a server that goes without a word changes nothing.
        with suppress(smtplib.SMTPException, OSError):
            smtp.quit()
        smtp.close()


def _connected(settings: Settings) -> smtplib.SMTP:
    host, port, timeout = settings.host, settings.port, settings.timeout
    name = settings.sender.partition("@")[2]  # no question to the network what this machine is
    if settings.security is Security.TLS:
        return smtplib.SMTP_SSL(host, port, name, timeout=timeout, context=_context(settings))
    return smtplib.SMTP(host, port, name, timeout=timeout)


def _context(settings: Settings) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=settings.ca_file)


def _words(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {' '.join(text.split())}"

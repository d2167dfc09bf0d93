"""Letters to real mail servers on this machine: open, STARTTLS, TLS, refusing, absent, mute."""

import email
import email.policy
import socket
import ssl
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from pages.briefs.letter import Letter
from pages.briefs.mail import message, send
from pages.briefs.settings import MailError, Security, Settings, Tongue

PASSWORD = "a-password-of-tests"
TO = ("vanphong@example.vn", "sokhcn@example.vn")
LETTER = Letter(
    "Nam Định: 2 cảnh báo mới",
    "Xã Đồng Thịnh\n.\nQUIT\n" + "dài " * 400 + "\n",
    "<p>Xã Đồng Thịnh</p>",
)


class Box:
    """What a server was given; it refuses those named, or the letter."""

    def __init__(self, refused=(), answer="250 OK"):
        self.refused, self.answer, self.letters, self.receivers = refused, answer, [], []
        self.is_encrypted = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refused:
            return "550 không có hộp thư này".encode().decode("latin-1")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append(envelope.content)
        self.receivers.append(envelope.rcpt_tos)
        self.is_encrypted.append(session.ssl is not None)
        return self.answer


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A certificate authority of the tests' own, its file, and a server's side of TLS."""
    made = trustme.CA()
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    made.cert_pem.write_to_path(str(path))
    side = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    made.issue_cert("127.0.0.1", "localhost").configure_cert(side)
    return path, side


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(box, **how):
    """A server with a box, ended afterwards; its port."""
    port = free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port, **how)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@contextmanager
def answering(words):
    """A server that says some words to whoever comes, then nothing; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        done = threading.Event()

        def answer() -> None:
            peer, _ = listener.accept()
            with peer:
                peer.sendall(words)
                done.wait(20)

        thread = threading.Thread(target=answer)
        thread.start()
        yield listener.getsockname()[1]
        done.set()
        thread.join()


def settings(port, security=Security.NONE, ca_file=None, **changes) -> Settings:
    """Settings for a server of this machine."""
    made = Settings(
        host="127.0.0.1",
        port=port,
        security=security,
        sender="chuyendoiso@example.vn",
        sender_name="Ban Chỉ đạo chuyển đổi số",
        recipients=TO,
        base_url="http://dashboard.example.vn",
        language=Tongue.VI,
        timeout=5,
        user="",
        password="",
        ca_file=ca_file,
    )
    return replace(made, **changes)


def sent(chosen: Settings, letter: Letter = LETTER):
    """What comes back of a letter."""
    return send(message(letter, chosen), chosen)


def parsed(raw):
    """A letter as a reader's program takes it apart."""
    return email.message_from_bytes(raw, policy=email.policy.default)


def test_a_letter_arrives_whole():
    box = Box()
    with serving(box) as port:
        assert sent(settings(port)) == {}
    (raw,) = box.letters
    letter = parsed(raw)
    assert box.receivers == [list(TO)]
    assert letter["Subject"] == "Nam Định: 2 cảnh báo mới"
    assert letter["From"].addresses[0].display_name == "Ban Chỉ đạo chuyển đổi số"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Message-ID"].endswith("@example.vn>")
    assert letter.get_content_type() == "multipart/alternative"
    plain, html = letter.iter_parts()
    assert (plain.get_content_type(), plain.get_content_charset()) == ("text/plain", "utf-8")
    assert plain.get_content().replace("\r\n", "\n") == LETTER.text
    assert (html.get_content_type(), html.get_content().strip()) == ("text/html", LETTER.html)


def test_it_travels_in_short_ascii_lines_that_end_with_cr_lf():
    box = Box()
    with serving(box) as port:
        sent(settings(port))
    (raw,) = box.letters
    assert raw.isascii()
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_starttls_with_a_user(authority):
    ca_file, side = authority
    box, seen = Box(), []

    def knows(server, session, envelope, mechanism, data):
        seen.append((data.login, data.password))
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)

    how = {
        "tls_context": side,
        "require_starttls": True,
        "authenticator": knows,
        "auth_required": True,
    }
    with serving(box, **how) as port:
        chosen = settings(port, Security.STARTTLS, ca_file, user="cds", password=PASSWORD)
        assert sent(chosen) == {}
        assert box.is_encrypted == [True]
        with pytest.raises(MailError, match="refused the user or the password") as refused:
            sent(replace(chosen, password="another-one"))
        assert "another-one" not in str(refused.value)
        with pytest.raises(MailError, match="530"):
            sent(replace(chosen, user="", password=""))
    assert seen[0] == (b"cds", PASSWORD.encode())
    assert PASSWORD not in repr(chosen)


def test_tls_from_the_first_byte(authority):
    ca_file, side = authority
    box = Box()
    with serving(box, ssl_context=side) as port:
        assert sent(settings(port, Security.TLS, ca_file)) == {}
    assert len(box.letters) == 1


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_certificate_of_a_stranger_is_refused(security, authority):
    how = "ssl_context" if security is Security.TLS else "tls_context"
    box = Box()
    with (
        serving(box, **{how: authority[1]}) as port,
        pytest.raises(MailError, match=r"no secure connection \(CERTIFICATE_VERIFY_FAILED\)"),
    ):
        sent(settings(port, security))
    assert box.letters == []


def test_a_server_without_starttls_gets_no_letter():
    box = Box()
    with serving(box) as port, pytest.raises(MailError, match="STARTTLS"):
        sent(settings(port, Security.STARTTLS))
    assert box.letters == []


def test_of_two_recipients_one_is_refused():
    box = Box(refused=[TO[1]])
    with serving(box) as port:
        refused = sent(settings(port))
    assert [*refused] == [TO[1]]
    assert refused[TO[1]].startswith("550 ")
    assert box.receivers == [[TO[0]]]


@pytest.mark.parametrize(
    ("box", "said"),
    [
        (Box(refused=TO), "refused every recipient"),
        (Box(answer="554 thư rác".encode().decode("latin-1")), "refused: 554"),
    ],
)
def test_a_server_that_refuses(box, said):
    with serving(box) as port, pytest.raises(MailError, match=said):
        sent(settings(port))


def test_a_server_that_is_not_there():
    port = free_port()
    with pytest.raises(MailError, match=f"127.0.0.1:{port} cannot be reached"):
        sent(settings(port))


@pytest.mark.parametrize("words", [b"", b"220 hello\r\n"])
def test_a_server_that_hangs(words):
    with answering(words) as port, pytest.raises(MailError, match=r"timed out|did not answer"):
        sent(settings(port, timeout=1))


def test_a_server_that_speaks_of_something_else():
    with answering(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port, pytest.raises(MailError):
        sent(settings(port, timeout=1))


def test_no_name_can_become_a_header():
    with pytest.raises(ValueError, match=r"newline|linefeed|CR"):
        message(replace(LETTER, subject="a\r\nBcc: x@example.vn"), settings(1))


def test_the_address_of_a_ca_that_is_not_there_is_told(tmp_path):
    box = Box()
    with serving(box) as port, pytest.raises(MailError, match="No such file"):
        sent(settings(port, Security.TLS, Path(tmp_path / "none.pem")))

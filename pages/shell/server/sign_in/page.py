"""The page of signing in and out: one form, in Vietnamese unless English is asked for."""

from html import escape
from pathlib import Path
from urllib.parse import quote

from pages.text.language import LANGUAGES, Language
from pages.text.words import dashboard

STYLE = Path(__file__).with_name("sign_in.css")


def told(why: str, words: Language, wait: int = 0) -> str:
    """What the page says first, by the reason for which it is shown; "" for no reason."""
    t = words.t
    minutes = -(-wait // 60)
    return {
        "over": t("Your session is over. Sign in again to go on."),
        "out": t("You have signed out."),
        "wrong": t("Name or password is not right, or the account may not sign in."),
        "wait": t("Too many attempts. Try again in {minutes} min.", minutes=minutes),
        "form": t("This form was open for too long, or came from elsewhere. Try again."),
        "provider": t("The provider did not let you in. Try again."),
        "role": t("Your account has no role here, or was disabled. Ask the administrator."),
        "unavailable": t(
            "Nobody can be let in at the moment: sessions cannot be checked. Try again in a"
            " minute; where it lasts, tell who runs the server."
        ),
    }.get(why, "")


def sign_in_page(
    words: Language, wanted: str, nonce: str, said: str, by_password: bool, by_provider: bool
) -> str:
    """The form; `wanted` is the address to go on to, `said` what stands above it."""
    t, to = words.t, quote(wanted, safe="")
    parts = [f"<p class='said' role='alert'>{escape(said)}</p>" if said else ""]
    if by_password:
        parts.append(
            "<form method='post' action='/sign-in'>"
            f"{_hidden(lang=words.code, next=wanted, form=nonce)}"
            f"<label for='name'>{escape(t('Account'))}</label>"
            "<input id='name' name='name' autocomplete='username' maxlength='120' required"
            " autofocus autocapitalize='none' spellcheck='false'>"
            f"<label for='password'>{escape(t('Password'))}</label>"
            "<input id='password' name='password' type='password' maxlength='1000'"
            " autocomplete='current-password' required>"
            f"<button>{escape(t('Sign in'))}</button></form>"
        )
    if by_provider:
        text = escape(t("Sign in through the provider of identities"))
        parts.append(f"<a class='other' href='/sign-in/provider?next={to}'>{text}</a>")
    return _page(words, t("Sign in"), "".join(parts), f"/sign-in?next={to}&amp;")


def sign_out_page(words: Language, name: str) -> str:
    """The question whether to sign out; it is done by sending the form."""
    t = words.t
    text = escape(t("You are signed in as {name}.", name=name))
    form = f"<form method='post' action='/sign-out'>{_hidden(lang=words.code)}"
    button = f"<button>{escape(t('Sign out'))}</button></form>"
    back = f"<a class='other' href='/?lang={words.code}'>{escape(t('Back to the dashboard'))}</a>"
    return _page(words, t("Sign out"), f"<p>{text}</p>{form}{button}{back}", "/sign-out?")


def _hidden(**fields: str) -> str:
    return "".join(
        f"<input type='hidden' name='{name}' value='{escape(text, quote=True)}'>"
        for name, text in fields.items()
    )


def _page(words: Language, title: str, body: str, address: str) -> str:
    of = escape(dashboard(words))
    others = "".join(
        f"<a href='{address}lang={code}' lang='{code}'"
        f"{' aria-current=true' if code == words.code else ''}>{escape(name)}</a>"
        for code, name in LANGUAGES.items()
    )
    return (
        f"<!doctype html><html lang='{words.code}'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{escape(title)} – {of}</title>"
        f"<style>{STYLE.read_text(encoding='utf-8')}</style></head>"
        f"<body><main><nav aria-label='{escape(words.t('Language'))}'>{others}</nav>"
        f"<p class='of'>{of}</p><h1>{escape(title)}</h1>{body}</main></body></html>"
    )

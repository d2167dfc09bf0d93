"""Where somebody goes on to who has signed in: a page of this server, never elsewhere."""

import re
from urllib.parse import urlsplit

HOME = "/"
LONGEST = 4000  # letters; a link carries a whole selection
# What a browser would read as another server, or take out before it reads on.
ELSEWHERE = re.compile(r"^[/\\]{2}|^/[\\]|[\\\x00-\x20\x7f]")


def address_of(text: str) -> str:
    """The address where it is a path of this server with its query, else home."""
    if not text.startswith("/") or len(text) > LONGEST or ELSEWHERE.search(text):
        return HOME
    try:
        parts = urlsplit(text)
    except ValueError:
        return HOME
    if parts.scheme or parts.netloc or parts.path.startswith(("/sign-", "//")):
        return HOME
    return text

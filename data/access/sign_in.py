"""Whether people sign in to this server, and how: DX_SIGN_IN, which every part of it asks."""

import os

VARIABLE = "DX_SIGN_IN"
LOCAL, OIDC = "local", "oidc"
WAYS = (LOCAL, OIDC)


def ways() -> tuple[str, ...]:
    """The ways to sign in: accounts of this dashboard, a provider of OpenID Connect, or both.

    None: nobody signs in. ValueError for a word that is no way.
    """
    words = os.environ.get(VARIABLE, "").replace(",", " ").split()
    unknown = sorted({*words} - {*WAYS})
    if unknown:
        raise ValueError(f"{VARIABLE} is “local”, “oidc” or “local oidc”, not “{unknown[0]}”")
    return tuple(way for way in WAYS if way in words)


def is_on() -> bool:
    """Whether somebody has to sign in; also where the setting is misspelt, so that nobody may."""
    return bool(os.environ.get(VARIABLE, "").strip())

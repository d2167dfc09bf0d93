"""What a server offers only where who runs it has said so."""

import os


def is_on(what: str) -> bool:
    """Whether `DX_<what>=on` stands in the environment: API, SQL."""
    return os.environ.get(f"DX_{what}") == "on"

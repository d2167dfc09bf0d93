"""KPIs: the catalogue, what they measure, and how far they are from their targets.

`from kpis import open_store` gives the published figures as data frames: docs/analysis.md.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kpis.frames import open_store

__all__ = ["open_store"]


def __getattr__(name: str) -> Any:
    """`open_store`, loaded when somebody asks for it: most who import a room of kpis do not."""
    if name != "open_store":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kpis.frames import open_store

    return open_store

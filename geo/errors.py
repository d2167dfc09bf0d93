"""The one error that people see from this folder."""


class GeoError(Exception):
    """What happened, in which file and to which unit, and what to do. Shown without a traceback."""

"""What of the environment goes to processes that read what others sent, or compute from it."""

import os

# How a system finds programs, temporary folders and languages, and how many threads may be used.
# Names of databases, mail servers and their passwords are none of these.
PLAIN = (
    *("PATH", "HOME", "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP", "TMPDIR", "TZ", "LANG"),
    *("LANGUAGE", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "PYTHONUTF8", "PYTHONHASHSEED"),
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"),
    "DX_PROVINCE",
    "DX_PERSON",  # of a server it says that the process is nobody's: see data.access.person
)


def without_secrets(*more: str) -> dict[str, str]:
    """The environment of such a process: only what is known to be harmless, and `more` by name."""
    return {name: os.environ[name] for name in (*PLAIN, *more) if name in os.environ}

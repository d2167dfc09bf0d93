"""Fuzzes for some seconds, or runs the inputs named: `python tests/fuzz/run.py [FILE …]`.

The fuzzer is kept beside the environment, not in it, so that this holds what its lock says. All it
writes is under build/fuzz: what it learnt (corpus), what it found (found). SECONDS_OF_FUZZ says how
long; the exit code is not 0 when an input was found.
"""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

ROOT = Path(__file__).parents[2]
LOCK = ROOT / ".ci" / "fuzz.lock"
BUILD = ROOT / "build" / "fuzz"
LIBRARY, FOUND, CORPUS = BUILD / "library", BUILD / "found", BUILD / "corpus"
PYTHONS = ((3, 11), (3, 12), (3, 13))  # for which the version in the lock is built
LIMITS = ("-timeout=20", "-rss_limit_mb=2048", "-max_len=4096")


def unfit() -> str:
    """Why the fuzzer is not built for this machine; "" where it is."""
    here = f"{platform.python_implementation()} {platform.python_version()}"
    if here.split()[0] != "CPython" or sys.version_info[:2] not in PYTHONS:
        return f"it is built for CPython 3.11 to 3.13, this is {here}"
    machine = f"{sys.platform} {platform.machine()} {platform.libc_ver()[0]}"
    if machine != "linux x86_64 glibc":
        return f"it is built for linux x86_64 glibc, this is {machine}"
    return ""


def install() -> None:
    """Unpack the fuzzer, unless this very lock was."""
    stamp, wanted = LIBRARY / "lock.txt", LOCK.read_text(encoding="ascii") + sys.version
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    shutil.rmtree(LIBRARY, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    locked = ["--require-hashes", "--only-binary=:all:", "--no-deps", "--requirement", str(LOCK)]
    subprocess.run([*pip, *locked, "--target", str(LIBRARY)], check=True)
    stamp.write_text(wanted, encoding="ascii")


def fuzz(seconds: int) -> int:
    """Fuzz from the seeds and what earlier runs learnt; how many inputs were found."""
    from tests.fuzz.seeds import write

    inputs, words = write(BUILD)
    for folder in (FOUND, CORPUS):
        folder.mkdir(parents=True, exist_ok=True)
    before = set(FOUND.iterdir())
    log = BUILD / "log.txt"
    options = (f"-max_total_time={seconds}", f"-dict={words}", f"-artifact_prefix={FOUND}/")
    with log.open("wb") as said:
        code = _fuzzer(*LIMITS, *options, "-print_final_stats=1", CORPUS, inputs, said=said)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    found = sorted(set(FOUND.iterdir()) - before)
    if not code and not found:
        print("\n".join(line for line in lines if "DONE" in line or line.startswith("Done ")))
        return 0
    print("\n".join(line for line in lines if not line.startswith(("INFO:", "#"))))
    for path in found:
        print(f"found: {path}\nagain: {sys.executable} {__file__} {path}")
    return max(len(found), 1)


def _fuzzer(*arguments: object, said: BinaryIO | None = None) -> int:
    scratch = BUILD / "scratch"  # the fuzzer ends without tidying up
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    path = os.pathsep.join((str(ROOT), str(LIBRARY)))
    environment = os.environ | {"PYTHONPATH": path, "TMPDIR": str(scratch)}
    command = [sys.executable, Path(__file__).with_name("fuzz_reading.py"), *arguments]
    done = subprocess.run(
        [*map(str, command)], env=environment, cwd=ROOT, stdout=said, stderr=said, check=False
    )
    return done.returncode


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if reason := unfit():
        sys.exit(print(f"fuzzing skipped: {reason}"))
    install()
    if sys.argv[1:]:
        sys.exit(_fuzzer(*LIMITS, *map(os.path.abspath, sys.argv[1:])))
    sys.exit(min(fuzz(int(os.environ.get("SECONDS_OF_FUZZ", "60"))), 1))

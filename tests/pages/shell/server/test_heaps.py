"""What the C library keeps of memory, seen from outside the process."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
pytestmark = pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="glibc has such heaps"
)
THREADS = """
import ctypes, sys, threading
if sys.argv[1:]:
    from pages.shell.server import heaps
    heaps.share()
there = threading.Barrier(9)
def take():
    kept = ctypes.create_string_buffer(1000)
    there.wait(); there.wait()
for _ in range(8):
    threading.Thread(target=take, daemon=True).start()
there.wait()
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
libc.malloc_info(0, ctypes.c_void_p(libc.fdopen(1, b"w")))
libc.fflush(None)
"""


def test_the_threads_of_a_server_share_two_heaps():
    def heaps(*arguments: str) -> int:
        command = [sys.executable, "-c", THREADS, *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return done.stdout.count("<heap ")

    assert (heaps(), heaps("shared")) == (9, 2)


FREED = """
import os, sys
from pages.shell.server import heaps
def held():
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
pieces = [os.urandom(100_000) for _ in range(1_000)]
del pieces[::2]
full = held()
heaps.trim()
print(full - held())
"""


def test_what_is_free_within_a_heap_goes_back_to_the_machine():
    done = subprocess.run(
        [sys.executable, "-c", FREED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) > 40_000_000  # of the 50 MB that nobody holds any more

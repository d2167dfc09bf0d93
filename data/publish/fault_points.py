"""Points at which a test can kill a publish, to see that nothing is lost or done twice."""

import os
import signal

KILL_AT = "DX_TEST_KILL_AT"
POINTS = (
    *("locked", "cleaned", "inspected", "built", "raw_written", "marts_written"),
    *("derived", "sealed", "renamed", "pointer_written", "pointed", "pruned"),
)


def reach(point: str) -> None:
    """Pass a point; a process whose environment names it ends here at once, as by a power cut."""
    assert point in POINTS, point
    if os.environ.get(KILL_AT) == point:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

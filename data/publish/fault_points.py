"""Points at which a test can kill a publish or a restore, to see that nothing is lost."""

import os
import signal

KILL_AT = "DX_TEST_KILL_AT"
POINTS = (
    *("locked", "cleaned", "inspected", "built", "raw_written", "marts_written"),
    *("derived", "sealed", "renamed", "pointer_written", "pointed", "pruned"),
)
OF_A_RESTORE = ("extracted", "ledger_built", "moved_in", "moved_aside")


def reach(point: str) -> None:
    """Pass a point; a process whose environment names it ends here at once, as by a power cut."""
    assert point in (*POINTS, *OF_A_RESTORE), point
    if os.environ.get(KILL_AT) == point:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

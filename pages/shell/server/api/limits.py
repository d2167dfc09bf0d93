"""How often a client may ask: so many at once, and one more each second (a token bucket)."""

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

AT_ONCE, A_SECOND = 60, 1.0
MOST_CLIENTS = 10_000  # of whom is kept how often they asked; those seen longest ago go first


class Limits:
    """Counts what each client asks; `clock` tells seconds."""

    def __init__(
        self,
        at_once: int = AT_ONCE,
        a_second: float = A_SECOND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._rate, self._clock = at_once, a_second, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, client: str) -> int:
        """Whole seconds that a client has to wait; 0: it may ask, and has asked."""
        with self._lock:
            now = self._clock()
            left, seen = self._left.pop(client, (float(self._most), now))
            left = min(self._most, left + (now - seen) * self._rate)
            may = left >= 1
            self._left[client] = (left - 1 if may else left), now
            while len(self._left) > MOST_CLIENTS:
                self._left.popitem(last=False)
            return 0 if may else math.ceil((1 - left) / self._rate)


def client_of(address: str) -> str:
    """Whom an address counts for: itself, of IPv6 the network of 64 bits, which one house has."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)

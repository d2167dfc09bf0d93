"""A token bucket, with a clock that the test sets."""

import pytest

from pages.shell.server.api.limits import MOST_CLIENTS, Limits, client_of


def test_so_many_at_once_and_then_one_a_second():
    now = [0.0]
    limits = Limits(3, 0.5, lambda: now[0])  # three at once, one more each two seconds
    assert [limits.wait("a") for _ in range(4)] == [0, 0, 0, 2]
    assert limits.wait("b") == 0
    now[0] = 1.0
    assert limits.wait("a") == 1
    now[0] = 2.0
    assert [limits.wait("a"), limits.wait("a")] == [0, 2]
    now[0] = 1000.0  # never more than at once
    assert [limits.wait("a") for _ in range(4)] == [0, 0, 0, 2]


def test_clients_of_long_ago_are_forgotten():
    limits = Limits(1, 0.001, lambda: 0.0)
    assert limits.wait("first") == 0 and limits.wait("first") > 0
    for n in range(MOST_CLIENTS):
        limits.wait(str(n))
    assert limits.wait("first") == 0


@pytest.mark.parametrize(
    ("address", "whom"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_whom_an_address_counts_for(address, whom):
    assert client_of(address) == whom

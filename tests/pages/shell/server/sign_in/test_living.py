"""How old an answer about sessions may be, and how often the ledger is asked."""

import asyncio
import threading

from sqlalchemy import select, update

from data.ledger.accounts import sessions
from data.ledger.database import rows
from data.ledger.schema import session
from pages.shell.server.sign_in.living import AGE, SOON, Living
from tests.data.ledger.support import tampering
from tests.serving import answered


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


class Counted(Living):
    asked = 0

    def _ask(self):
        self.asked += 1
        return super()._ask()


def test_an_answer_counts_for_a_second_for_all_at_once(office):
    clock = Clock()
    ours = Counted(office.store, clock)
    tokens = [office.token("viewer") for _ in range(20)]
    threads = [threading.Thread(target=ours.find, args=[token]) for token in tokens]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert ours.asked == 1
    sessions.end(office.store, tokens[0], "viewer")
    clock.now += AGE - 0.01
    assert ours.find(tokens[0]) is not None and ours.asked == 1
    clock.now += 0.02
    assert ours.find(tokens[0]) is None and ours.asked == 2


def test_a_session_that_just_began_elsewhere_is_known_soon(office):
    clock = Clock()
    ours = Living(office.store, clock)
    ours.find("of nobody")
    token = office.token("viewer")
    assert ours.find(token) is None
    clock.now += SOON + 0.01
    assert ours.find(token).name == "viewer"


def test_who_comes_with_a_session_of_a_moment_ago_is_not_turned_away(office):
    ours = Living(office.store)
    ours.find("of nobody")  # the ledger was asked just now, before the session began
    token = office.token("viewer")
    assert answered(ours.look(token)).name == "viewer"


def test_one_is_seen_once_a_minute_at_most(office):
    token, clock = office.token("viewer"), Clock()
    ours = Living(office.store, clock)
    with_gate = ours.find(token)
    ours.saw(with_gate)  # it began less than a minute ago: nothing is written
    assert rows(office.store, select(session.c.seen)) == [(with_gate.created,)]


def test_who_comes_back_later_is_seen_anew(office):
    token = office.token("viewer")
    with tampering(office.store) as con:
        con.execute(update(session).values(seen="2026-01-01T00:00:00+00:00"))
    ours = Living(office.store, Clock())

    async def come() -> None:
        for _ in range(2):
            ours.saw(ours.find(token))
        assert len(ours._telling) == 1
        await asyncio.gather(*ours._telling)

    answered(come())
    ((seen,),) = rows(office.store, select(session.c.seen))
    assert seen > "2026-01-02"

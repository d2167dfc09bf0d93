"""What a commune does otherwise tells no count that is hidden elsewhere."""

from datetime import date

import pytest

from kpis.catalogue.catalogue import load
from kpis.effect.deviance import COUNTED, few, without_few
from kpis.measure.extent import Known, extent, known
from kpis.measure.readings import measure
from kpis.measure.suppress.threshold import NAMED_BY
from kpis.periods import Period


def habit(kind: str, code: str = "") -> dict[str, object]:
    return {"habit": kind, "code": code, "value": 50.0, "usual": 50.0}


HABITS = [
    *(
        habit("topic", "dvctt"),
        habit("topic", "tmdt"),
        habit("form", "den_nha"),
        habit("form", "x"),
    ),
    *(habit("assists"), habit("sessions")),
]


@pytest.mark.parametrize(
    ("hidden", "left"),
    [
        (set(), [0, 1, 2, 3, 4, 5]),
        ({("topic", "tmdt")}, [0, 2, 3, 4, 5]),
        ({("form", "")}, [0, 1, 4, 5]),
        ({("topic", ""), ("topic", "tmdt")}, [5]),
    ],
)
def test_what_is_left_of_what_a_commune_does(hidden, left):
    assert without_few(HABITS, hidden) == [HABITS[at] for at in left]


def test_a_topic_that_is_hidden_in_any_month_is_named(marts, monkeypatch):
    monkeypatch.setenv(NAMED_BY, "50")  # the sample has no fewer assists
    kpi, topics = load()[COUNTED], [""]
    topics += [
        code
        for (code,) in marts.execute("select code from mart_code where list = 'topic'").fetchall()
    ]
    with known(Known(extent(marts))):
        reach = extent(marts)
        since = reach.first_month
        months = Period.between("month", since, reach.last_month)
        told, wanted = few(marts, kpi, "2022", since), set()
        for topic in topics:
            rows = measure(marts, kpi, "commune", months, "2022", topic or None)
            hidden = rows[rows["missing_reason"] == "suppressed"]
            wanted |= {(area, "topic", topic) for area in hidden["area_code"]}
    found = {(area, *of) for area, every in told.items() for of in every}
    assert wanted and wanted <= found
    assert any(habit == "form" for _, habit, _ in found)


def test_where_nothing_is_hidden_all_is_told(marts):
    assert few(marts, load()[COUNTED], "2022", date(2024, 1, 1)) == {}

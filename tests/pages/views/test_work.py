"""The page of the activities: each of its numbers again, by other code than SQL."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.publish.directory import publish
from data.store.snapshot import current
from kpis.periods import Period
from kpis.work.done import COUNTS
from kpis.work.need import TAUGHT
from kpis.work.places import silent as question
from pages.shell.selection import Selection
from pages.shell.served import Served, catalogue
from pages.text import formats
from pages.text.language import Language
from pages.views.work import counts, households, need, silent, training, what
from pages.views.work.what import Asked
from tests.kpis.conftest import SAMPLE
from tests.kpis.recompute import months as months_of
from tests.kpis.recompute import units
from tests.kpis.recompute.exports import read
from tests.kpis.recompute.network import Network
from tests.kpis.recompute.population import Population
from tests.kpis.recompute.shares import Shares
from tests.pages.opened import asked, html_of, opened, text_of
from tests.sweep import some

EN = Language("en")
CASES = [  # period, level, units shown, topic, form
    ("2024-07", "commune", "2022", "", ""),
    ("2024-Q3", "commune", "2024", "dvctt", "den_nha"),
    ("2024-Q3", "commune", "2022", "", "den_nha"),
    ("2024-Q3", "commune", "2025", "thanh_toan", ""),
    ("2024-08", "district", "2025", "", "buoi_toi_cong_an"),
    ("2025", "district", "2025", "", ""),
    ("2024", "province", "2022", "attt", ""),
]
SPANS = {
    "2024-Q3": ("2024-07", "2024-09"),
    "2024": ("2024-01", "2024-12"),
    "2025": ("2025-01", "2025-12"),
}


def span(period: str, last: str) -> list[str]:
    first, end = SPANS.get(period, (period, period))
    return months_of.between(first, min(end, last))


@dataclass
class Data:
    """The same exports twice: served to pages, and read by pandas."""

    served: Served
    network: Network
    shares: Shares
    activities: pd.DataFrame
    trainings: pd.DataFrame
    villages: pd.DataFrame
    last: str

    def chosen(self, **fields: str) -> Selection:
        return Selection(kpi="assists_per_1000", lang="en", snapshot=self.served.name, **fields)


def data_of(store: Path, exports: Path, last: str) -> Data:
    population = Population(exports)
    done = read(exports, "hoat_dong")
    done["month"] = done["date"].str.slice(0, 7)
    done["households_visited"] = done["households_visited"].astype(float)
    return Data(
        Served(current(store).name),
        Network(exports, population),
        Shares(population),
        done,
        read(exports, "tap_huan"),
        read(exports, "ho_thon"),
        last,
    )


@pytest.fixture
def sample(sample_store, monkeypatch) -> Data:
    monkeypatch.setenv("DX_STORE", str(sample_store))
    return data_of(sample_store, SAMPLE, "2025-08")


@pytest.fixture(scope="module")
def demo_data(demo_store, demo_exports) -> Data:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DX_STORE", str(demo_store))
        return data_of(demo_store, demo_exports, "2026-10")


@pytest.fixture
def demo(demo_data, demo_store, monkeypatch) -> Data:
    monkeypatch.setenv("DX_STORE", str(demo_store))
    return demo_data


def again(data: Data, period: str, level: str, view: str, topic: str, form: str) -> dict:
    """Area → counts, adult-months, group-months, units reported: by loops over the lines."""
    months = span(period, data.last)
    base = units.in_force(months[-1])
    rows = data.activities[data.activities["month"].isin(months)]
    rows = counts.chosen(rows, topic, form)
    summed = rows.groupby(["commune", "month"])[list(COUNTS)].sum(min_count=1)
    found = defaultdict(lambda: defaultdict(float))
    reported = defaultdict(set)

    def carry(commune: str, month: str):
        vintage = units.in_force(month)
        for middle, part in data.shares.of("commune", vintage, commune, "commune", base).items():
            for area, more in data.shares.of("commune", base, middle, level, view).items():
                yield area, middle, None if part is None or more is None else part * more

    for (commune, month), sums in zip(summed.index, summed.to_dict("records"), strict=True):
        for area, _, part in carry(commune, month):
            for name, count in sums.items():
                if count == count:
                    found[area][name] += np.nan if part is None else count * part
                    found[area]["stated " + name] = 1
    for month in months:
        groups = data.network.by_commune(month)
        vintage = units.in_force(month)
        for commune in units.codes("commune", vintage):
            if (commune, month) not in data.network.heard_from:
                continue
            adults = data.network.population.of(vintage, commune, month, "adults")
            for area, middle, part in carry(commune, month):
                reported[area].add(middle)
                found[area]["adult_months"] += np.nan if part is None else adults * part
                some = len(groups.get(commune, []))
                found[area]["group_months"] += np.nan if part is None else some * part
    done_in = {area for c, m in summed.index for area, _, _ in carry(c, m)}
    for area, of in found.items():
        of["units_reported"] = len(reported[area])
        for name in COUNTS:
            if area in done_in and not of.pop("stated " + name, 0):
                of[name] = np.nan  # something was done, and no line states this
    return found


def compare(data: Data, case: tuple[str, ...]) -> pd.DataFrame:
    period, level, view, topic, form = case
    selection = data.chosen(period=period, level=level, vintage=view)
    rows = counts.by_unit(data.served, selection, topic, form)
    expected = again(data, *case)
    assert list(rows["area_code"]) == units.codes(level, view)
    for row in rows.to_dict("records"):
        of = expected.get(row["area_code"], {})
        if row["missing_reason"] == "no_boundary":
            assert of["adult_months"] != of["adult_months"]
            continue
        assert row["units_reported"] == of.get("units_reported", 0)
        if not row["units_reported"]:
            assert row["missing_reason"] in ("not_reported", "not_due")
            assert all(np.isnan(row[name]) for name in COUNTS)
            continue
        for name in (*COUNTS, "adult_months", "group_months"):
            assert row[name] == pytest.approx(of.get(name, 0.0), nan_ok=True), (row, name)
    return rows


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_the_counts_of_the_sample(sample, case):
    rows = compare(sample, case)
    assert rows["adult_months"].sum() > 0


@pytest.mark.sweep
@pytest.mark.parametrize("case", [CASES[n] for n in (1, 2, 4)], ids="-".join)
def test_the_counts_of_the_demonstration_data(demo, case):
    rows = compare(demo, case)
    assert (rows["assists"] > 0).sum() > 5


def test_counts_worked_out_by_hand(sample):
    """Nam Phong in 07/2024: one visit of two sessions; on the units of 2024 in the quarter."""
    rows = counts.by_unit(
        sample.served, sample.chosen(period="2024-07", level="commune", vintage="2022")
    ).set_index("area_code")
    phong = rows.loc["13696"]
    assert [phong[name] for name in COUNTS] == [2, 20, 30, 20, 10, 20]  # H04
    assert (phong["adult_months"], phong["group_months"]) == (700, 2)
    # Mỹ Tân never reported: no zero
    assert (rows.loc["13723", "missing_reason"], np.isnan(rows.loc["13723", "assists"])) == (
        "not_reported",
        True,
    )
    # Điền Xá reported no evening: 0
    selection = sample.chosen(period="2024-07", level="commune", vintage="2022")
    evening = counts.by_unit(sample.served, selection, "", "buoi_toi_cong_an")
    assert evening.set_index("area_code").loc["13972", "sessions"] == 0


def place_of(data: Data, selection: Selection):
    return counts.place_of(data.served, selection)


def test_the_cells_add_up_and_are_those_of_each_topic_and_form(sample):
    selection = sample.chosen(period="2024-Q3", level="commune", vintage="2024", area="13696")
    place = place_of(sample, selection)
    whole = counts.of_place(sample.served, selection, place)

    def table(rate):
        return what.cell_table(
            sample.served, selection, place, whole, Asked("", "", "assists", rate)
        )

    board = table("total")
    assert board.shape == (9, 6)
    # H04 30, H08 20 in the evening, H12 10; H09 24 on payment: all of Nam Phong
    assert board.loc["dvctt", "den_nha"] == 40
    assert board.loc["dvctt", "buoi_toi_cong_an"] == 20
    assert (board.loc["", "den_nha"], board.loc["dvctt", ""], board.loc["", ""]) == (64, 60, 84)
    assert board.loc["tmdt", "tru_so"] == 0
    assert table("per_1000").loc["", ""] == pytest.approx(1000 * 84 / (700 + 700 + 720))
    assert table("per_group").loc["", ""] == pytest.approx(84 / 6)


@pytest.mark.parametrize("case", CASES[:-1], ids="-".join)
def test_the_readings_of_topics_are_those_of_the_indicator(sample, case):
    period, level, view, *_ = case
    found = counts.by_topic(sample.served, ("dvctt", "thanh_toan"), period, level, view)
    for topic, rows in found.items():
        of = sample.served.measure("assists_per_1000", level, [period], view, topic)
        numbers = ["numerator", "denominator", "value"]
        assert rows[numbers].to_numpy() == pytest.approx(of[numbers].to_numpy(), nan_ok=True)
        told = ["area_code", "area_name", "missing_reason", "comparability", "units_reported"]
        assert rows[told].to_numpy().tolist() == of[told].to_numpy().tolist()


@pytest.mark.sweep
def test_the_months_of_a_place(demo):
    selection = demo.chosen(period="2026-10", level="district", vintage="2025", area="362")
    rows = counts.months(demo.served, "2025", place_of(demo, selection), "dvctt", "den_nha")
    assert len(rows) == 50
    for month in ("2022-11", "2024-08", "2024-09", "2025-07", "2026-10"):
        of = again(demo, month, "district", "2025", "dvctt", "den_nha")["362"]
        row = rows[rows["month"] == f"{month}-01"].iloc[0]
        for name in (*COUNTS, "adult_months", "group_months"):
            assert row[name] == pytest.approx(of[name]), (month, name)
        assert row["units_reported"] == of["units_reported"]


def villages_again(data: Data, month: str) -> dict[tuple[str, str], tuple]:
    """Commune, village → groups, households, households reached, by loops."""
    vintage, network = units.in_force(month), data.network
    known = {}
    for row in data.villages.sort_values("year").to_dict("records"):
        told = units.in_force(f"{row['year']}-12")
        if told == vintage and row["year"] <= int(month[:4]):
            known[row["commune"], row["village"]] = row["households"]
    found = {key: [0, count, np.nan] for key, count in known.items()}
    for commune, groups in network.by_commune(month).items():
        for group in groups:
            key = (commune, network.home[group]["village"])
            one = found.setdefault(key, [0, np.nan, np.nan])
            one[0] += 1
            if (commune, month) in network.heard_from:
                so_far = sum(
                    network.new[group, at][0]
                    for at in network.months
                    if at <= month and (group, at) in network.new
                )
                one[2] = so_far + (0 if np.isnan(one[2]) else one[2])
    return {key: tuple(of) for key, of in found.items()}


@pytest.mark.sweep
@pytest.mark.parametrize("month", ["2024-08", "2026-10"])
def test_the_villages_least_reached(demo, month):
    vintage = units.in_force(month)
    selection = demo.chosen(period=month, level="commune", vintage=vintage)
    rows = households.village_rows(demo.served, selection)
    expected = villages_again(demo, month)
    assert len(rows) == len(expected) > 2100
    for row in rows.to_dict("records"):
        groups, of, reached = expected[row["area_code"], row["village_code"]]
        assert row["groups"] == groups
        assert row["households"] == pytest.approx(of, nan_ok=True)
        assert row["households_reached"] == pytest.approx(reached, nan_ok=True)
    known = rows["share"].dropna()
    assert known.is_monotonic_increasing and known.max() <= 100
    file = households.villages_file(rows, demo.served, selection)
    assert list(file["Reached, %"][:5]) == pytest.approx(list(known[:5].round(1)))
    silent_rows = rows["households_reached"].isna() & (rows["groups"] > 0)
    assert set(file["Households reached"][silent_rows]) == {"Not sent (overdue)"}


@pytest.mark.sweep
def test_without_households_by_village_the_own_visits_order_the_list(tmp_path, monkeypatch):
    exports = tmp_path / "exports"
    exports.mkdir()
    for path in SAMPLE.glob("*.csv"):
        if path.stem != "ho_thon":
            (exports / path.name).write_bytes(path.read_bytes())
    publish(exports, tmp_path / "store")
    monkeypatch.setenv("DX_STORE", str(tmp_path / "store"))
    served = Served(current(tmp_path / "store").name)
    selection = Selection("assists_per_1000", "commune", "2024-08", "2022", "en")
    rows = households.village_rows(served, selection)
    told = rows[["village_code", "households_reached"]].dropna().values.tolist()
    # Mỹ Trung none, Nam Toàn none; Nam Phong's T02 8 and T01 22, Điền Xá's T05 none and T04 15
    assert told == [
        *(["13720-01", 0], ["13972-02", 0], ["13981-01", 0]),
        *(["13696-02", 8], ["13972-01", 15], ["13696-01", 22]),
    ]
    assert rows["share"].isna().all()
    app = opened("work", period="2024-08", part="households")
    assert not app.exception
    assert "not collected" in text_of(app)
    file = households.villages_file(rows, served, selection)
    assert set(file["Households"]) == {"Not collected"}


@pytest.mark.sweep
@pytest.mark.parametrize(("month", "count"), [("2025-12", 1), ("2026-10", 3)])
def test_the_silent_groups(demo, month, count):
    network = demo.network
    asked_months = months_of.between(months_of.back(month, count - 1), month)
    expected = {}
    for group, row in network.home.items():
        if row["set_up"][:7] > asked_months[0] or (row["closed"] and row["closed"][:7] < month):
            continue
        states = []
        for at in asked_months:
            commune = network.commune(group, at)
            if (group, at) in network.new:
                states.append("active")
            elif (group, at) in network.owed or (commune, at) not in network.heard_from:
                states.append("unknown")
            else:
                states.append("idle")
        idle = "active" not in states
        expected[group] = (idle and "unknown" not in states, idle and "unknown" in states)
    rows = demo.served.ask(question, Period.parse(month), count, "2025")
    found = {
        row["group_code"]: (row["is_silent"], row["is_unknown"]) for row in rows.to_dict("records")
    }
    assert found == expected and len(found) > 2000
    selection = demo.chosen(period=month, level="district", vintage="2025")
    by_unit = silent.silent_by_unit(demo.served, rows, selection)
    assert by_unit["silent"].sum() == sum(one for one, _ in expected.values())
    assert by_unit["unknown"].sum() == sum(other for _, other in expected.values())
    assert by_unit["groups"].sum() == len(expected)
    if count == 1:
        assert by_unit["silent"].sum() > 0


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("period", "level", "area"),
    [("2024-Q3", "district", "362"), ("2024-Q3", "commune", "13972"), ("2024", "province", "36")],
)
def test_the_trainings_of_a_place(demo, period, level, area):
    months = span(period, demo.last)
    view = units.in_force(months[-1])
    expected = []
    names = {"tinh": "province", "huyen": "district", "xa": "commune"}
    order = ("commune", "district", "province")
    for row in demo.trainings.to_dict("records"):
        held, month = names[row["level"]], row["date"][:7]
        if month not in months or order.index(held) > order.index(level):
            continue
        if units.area(held, units.in_force(month), row["unit"], level, view) == area:
            expected.append((row["training"], row["attending"]))
    selection = demo.chosen(
        period=period, level="commune" if level == "province" else level, vintage=view,
        area="" if level == "province" else area,
    )  # fmt: skip
    rows = training.held_in(demo.served, place_of(demo, selection), selection)
    assert sorted(zip(rows["training_code"], rows["attending"], strict=True)) == sorted(expected)
    assert expected
    if level != "province":
        by_unit = training.training_by_unit(demo.served, selection).set_index("area_code")
        assert by_unit.loc[area, "sessions"] == len(expected)
        assert by_unit.loc[area, "attending"] == sum(came for _, came in expected)


def test_a_training_without_attendance_is_told(sample):
    selection = sample.chosen(period="2024-08", level="commune", vintage="2022", area="13981")
    rows = training.held_in(sample.served, place_of(sample, selection), selection)
    assert len(rows) == 1 and rows["attending"].isna().all()
    app = opened("work", period="2024-08", part="training", area="13981", vintage="2022")
    assert "1 state none" in text_of(app)


@pytest.mark.parametrize(("period", "reason"), [("2022-12", "not collected"), ("2025-08", "")])
def test_a_period_without_a_list_of_trainings_says_why(sample, period, reason):
    text = text_of(opened("work", period=period, part="training"))
    assert f"Trainings of this period: {reason}" in text
    assert "Trainings of this period: no" in text  # not collected, not due yet


@pytest.mark.sweep
def test_the_work_by_fifths(demo, demo_exports):
    """Of online services in 10/2026: users of 09/2026, assists of 10/2026, 57 communes."""
    selection = demo.chosen(period="2026-10", level="commune", vintage="2025")
    rows = need.of_topics(demo.served, selection)["dvctt"]
    work = again(demo, "2026-10", "commune", "2025", "dvctt", "")
    services = pd.read_csv(
        demo_exports / "su_dung_dich_vu.csv", sep=";", dtype=str, encoding="utf-8-sig"
    )
    column, people = "Người dùng DVCTT trong 12 tháng", demo.network.population
    known = []
    for commune in units.codes("commune", "2025"):
        mine = services[(services["Mã xã"] == commune) & services[column].notna()]
        stated = {f"{m[3:]}-{m[:2]}": n for m, n in zip(mine["Tháng"], mine[column], strict=True)}
        fresh = [m for m in ("2026-09", "2026-08", "2026-07") if m in stated]
        done = work.get(commune, {})
        if fresh and done.get("units_reported"):
            adults = people.of("2025", commune, fresh[0], "adults")
            users = float(stated[fresh[0]])
            known.append((users / adults, commune, users, adults, done["assists"],
                          done["adult_months"]))  # fmt: skip
    known.sort()
    for at, row in enumerate(rows.to_dict("records")):
        part = [one for n, one in enumerate(known) if n * 5 // len(known) == at]
        assert row["units"] == len(part)
        told = (row["users"], row["of"], row["assists"], row["adult_months"])
        assert told == pytest.approx(tuple(sum(one[n] for one in part) for n in (2, 3, 4, 5)))
    assert len(rows) == 5
    of_work, of_adults = need.shares(rows)
    text = text_of(opened("work", part="need", period="2026-10", vintage="2025"))
    assert f"had {of_work:.1f}% of the work and {of_adults:.1f}% of the adults" in text


@pytest.mark.sweep
def test_before_the_data_no_use_is_known(demo):
    selection = demo.chosen(period="2022-09", level="commune", vintage="2022")
    assert need.of_topics(demo.served, selection)["dvctt"] is None
    assert "known before this period" in text_of(opened("work", part="need", period="2022-09"))


def test_of_fewer_than_five_communes_there_are_no_fifths(sample):
    selection = sample.chosen(period="2024-09", level="commune", vintage="2024")
    rows = need.of_topics(sample.served, selection)["dvctt"]
    assert rows is not None and len(rows) == 0


@pytest.mark.sweep
def test_the_figures_of_the_province_stand_on_the_page(demo):
    expected = again(demo, "2026-10", "province", "2025", "", "")["36"]
    evening = again(demo, "2026-10", "province", "2025", "", "buoi_toi_cong_an")["36"]
    text = text_of(opened("work", period="2026-10"))
    for name in COUNTS:
        assert f" {formats.number(expected[name], EN)} " in text, name
        rate = 1000 * expected[name] / expected["adult_months"]
        assert f"{formats.number(rate, EN, 1)} per 1,000 adults a month" in text, name
    assert f" {formats.number(evening['sessions'], EN)} " in text
    assert f"From {expected['units_reported']} of 57 communes." in text


def test_a_link_chooses_a_cell(served_demo):
    app = opened("work", work_topic="attt", form="buoi_toi_cong_an", count="sessions")
    assert not app.exception
    text = text_of(app)
    assert "Sessions · In all: Online safety · Evening with the police" in text
    unknown = opened("work", work_topic="nothing", form="5", count="x", rate="y", part="z")
    assert not unknown.exception
    assert "Assists · In all: All topics · All forms" in text_of(unknown)


def test_a_silence_longer_than_the_data_is_not_told(served_demo):
    text = text_of(opened("work", part="silent", silence="3", period="2022-10"))
    assert "do not reach back that many months" in text
    assert "Silent groups, one by one" not in text
    told = text_of(opened("work", part="silent", silence="2", period="2022-10"))
    assert "do not reach back" not in told


@pytest.mark.sweep
def test_every_topic_that_teaches_a_service_has_an_indicator(demo):
    assert set(TAUGHT.values()) <= set(catalogue())
    assert set(TAUGHT) <= set(demo.served.topics("vi"))


@pytest.mark.parametrize("part", ["what", "maps", "households", "silent", "need", "training"])
@pytest.mark.parametrize("where", some(["level=district&area=362&vintage=2022&period=2024-Q3",
                                        "level=commune&district=362&period=2023&vintage=2025",
                                        "period=2022-09"], 3))  # fmt: skip
def test_every_part_opens_everywhere(served_demo, part, where):
    app = asked(f"work?{where}&part={part}")
    assert not app.exception
    assert "Traceback" not in text_of(app) and html_of(app)

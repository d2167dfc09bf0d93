"""The page for leaders: what it says of a matter, the classes of its map, its counts from marts."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.store.snapshot import current
from kpis.catalogue.catalogue import load
from kpis.periods import Period, months_later
from kpis.progress.matters import Matter
from kpis.store import connect
from pages.shell.menu import DRAWN
from pages.shell.selection import Selection
from pages.text.language import Language
from pages.views.leader.map import share_classes
from pages.views.leader.matters import unreported
from pages.views.leader.number import Shown, item, moved, part
from pages.views.leader.sentences import FAR, behind, extra, lost_text, reached

EN = Language("en")
KPI = load()["e_signature_share"]
PAGE = str(Path(__file__).parents[3] / "pages" / "leader.py")
OCTOBER = Period.parse("2026-10")
LAW = "('confirmed', 'restated', 'derived')"


def matter(**changes):
    """42 % of 1,000 adults where 50 % were due in 2025: 8 points, 80 people, 16 % of the target."""
    row = {
        **{"kpi": KPI.id, "period": "2026-10", "value": 42.0, "denominator": 1000.0},
        **{"target_year": 2025, "target": 50.0, "target_max": None, "path": 50.0, "gap": -8.0},
        **{"target_status": "confirmed", "status": "missed"},
    }
    return Matter(16.0, KPI.id, {**row, **changes})


def test_a_matter_says_how_much_is_lacking_also_in_people():
    assert behind(matter(), KPI, EN) == (
        "42.0% in Oct 2026 against 50% (confirmed) for 2025: 8.0 pts short,"
        " equal to 80 of 1,000 adults."
    )
    due = matter(target_year=2030, target=70.0, path=48.0, gap=-6.0, status="behind")
    assert behind(due, KPI, EN) == (
        "42.0% in Oct 2026; the path to 70% (confirmed) in 2030 asks for 48.0% then:"
        " 6.0 pts short, equal to 60 of 1,000 adults."
    )


def test_a_target_that_was_met_once_is_called_lost():
    row = pd.Series({"kept": "lost", "first_met": "2025-11", "lost": "2026-02"})
    assert lost_text(row, EN) == "It was met in Nov 2025 and lost in Feb 2026."
    assert lost_text(row.replace("lost", "regained"), EN) == ""


def months(*values):
    """The forecast of the months from 11/2026 on."""
    codes = [Period.containing("month", months_later(OCTOBER.last_month, n + 1)).code
             for n in range(len(values))]  # fmt: skip
    return pd.DataFrame({"period": codes, "value": values})


def test_a_missed_target_says_when_it_is_reached_straight_and_by_the_forecast():
    # 8 points at 1.5 a month: six months, rounded up; the forecast needs two more.
    slower = months(43, 44, 45, 46, 47, 48, 49, 50, 51)
    assert reached(matter(), KPI, OCTOBER, 1.5, slower, EN) == (
        "50% at the pace of the last 12 months (+1.50 pts a month): Apr 2027; growth slows,"
        " by the forecast: Jun 2027."
    )
    never = reached(matter(), KPI, OCTOBER, 1.5, months(*[43.0] * 50), EN)
    assert never.endswith("growth slows, by the forecast not before the end of Dec 2030.")
    assert reached(matter(), KPI, OCTOBER, 1.5, months(), EN).endswith(
        "(+1.50 pts a month): Apr 2027."
    )


def test_a_pace_that_leads_nowhere_reaches_not_at_all():
    for pace in (0.0, -0.5, 8 / (FAR + 1)):
        assert ": not at all;" in reached(matter(), KPI, OCTOBER, pace, months(*[43.0] * 50), EN)
    assert reached(matter(), KPI, OCTOBER, None, months(), EN) == ""


def test_what_it_takes_is_told_in_people_beyond_the_pace_of_now():
    row = pd.Series({"target_year": 2030, "people_needed": 500, "people_observed": 300})
    what = EN.pick(KPI.numerator_label)
    assert extra(row, KPI, EN) == f"It takes 200 more {what} each month than now, until 12/2030"
    assert extra(row.replace(300, 600), KPI, EN) == (
        f"500 {what} each month are enough to 12/2030, but only if the pace does not slow"
    )
    assert extra(-row, KPI, EN).startswith("It takes 200 fewer ")
    assert extra(row.replace(300, None), KPI, EN) == "What it takes to 12/2030"


def test_a_commune_is_in_the_class_of_its_share_and_the_half_is_blue():
    shares = {"a": 0.0, "b": 0.2499, "c": 0.25, "d": 0.4999, "e": 0.5, "f": 0.75, "g": 0.999}
    shares |= {"h": 1.0, "i": float("nan")}
    rows = pd.DataFrame({"code": list(shares), "share": list(shares.values())})
    classes = share_classes(rows, EN)
    assert [entry.codes for entry in classes] == [
        *(["a", "b"], ["c", "d"], ["e"], ["f", "g"], ["h"], ["i"])
    ]
    assert [entry.reason for entry in classes] == ["", "", "", "", "", "not_reported"]
    below, above = ({entry.colour for entry in part} for part in (classes[:2], classes[2:5]))
    assert not below & above
    known = rows.dropna()
    assert len(share_classes(known, EN)) == 5  # no class for what is not lacking


def test_communes_that_did_not_report_are_named_the_first_three():
    silent = pd.DataFrame({"area_code": list("4321"), "area_name": ["D", "C", "B", "A < 1"]})
    selection = Selection("k", "commune", "2026-10", "2025", "en", snapshot="g000001-aaaaaaaa")
    html = unreported(silent, 57, selection)
    assert "4 of 57 communes sent no report for 10/2026" in html
    assert re.findall(">([^<>]+)</a>", html)[1:] == ["A &lt; 1", "B", "C"]
    assert html.endswith(" and 1 more.</p>")
    assert html.count("measure=missing") == 4
    assert unreported(silent.head(3), 57, selection).endswith("</a>.</p>")


def test_a_number_is_one_link_that_keeps_the_snapshot():
    selection = Selection("k", "commune", "2026-10", "2025", snapshot="g000001-aaaaaaaa")
    html = item(Shown("7/16", "a < b", "verdict", {"result": "all"}, notes=["", "x"]), selection)
    address = re.search("href='([^']+)'", html)[1].replace("&amp;", "&")
    query = parse_qs(urlsplit(address).query)
    assert (query["snapshot"], query["result"]) == (["g000001-aaaaaaaa"], ["all"])
    assert "a &lt; b" in html
    assert "<small>x</small>" in html
    assert "href='#communes'" in item(Shown("1", "w", ""), selection)


def test_a_figure_and_how_it_moved():
    assert part(7, 16, EN) == "7/16"
    assert part(0, 0, EN) == "–"
    assert moved(3, 0, "2025-10", EN) == "▲ 3 since Oct 2025"
    assert moved(-3.2, 1, "2025-10", EN, "pts") == "▼ 3.2 pts since Oct 2025"
    assert moved(0, 0, "2025-10", EN) == "= 0 since Oct 2025"
    assert moved(-0.04, 1, "2025-10", EN, "pts") == "= 0.0 pts since Oct 2025"  # as it is written
    assert moved(float("nan"), 1, "2025-10", EN) == ""


def opened(store, monkeypatch, **query) -> AppTest:
    """The page over a store, in English."""
    monkeypatch.setenv("DX_STORE", str(store))
    for cache in (st.cache_data, st.cache_resource):
        cache.clear()
    app = AppTest.from_file(PAGE, default_timeout=120)
    app.session_state[DRAWN] = True  # as streamlit_app.py leaves it
    for name, text in {"lang": "en", **query}.items():
        app.query_params[name] = text
    app.run()
    assert not app.exception
    return app


def html_of(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def test_the_counts_are_those_of_the_marts(demo_store, monkeypatch):
    with connect(demo_store) as con:

        def one(query: str) -> int:
            return int(con.sql(query).fetchall()[0][0])

        likely = one(
            "select count(*) from mart_chance where level = 'province' and year = 2030"
            " and probability >= 2/3.0 and kpi in (select kpi from mart_status where level ="
            f" 'province' and target_year = 2030 and target_status in {LAW})"
        )
        asked = one(
            "select count(distinct kpi) from mart_status where level = 'province'"
            f" and target_year = 2030 and target_status in {LAW}"
        )
        on_track = one(f"""
            select count(*) from (
                select avg((status in ('met', 'on_track'))::int)
                    filter (where status <> 'insufficient') as share
                from (
                    select * from mart_status
                    where level = 'commune' and period = '2026-10' and target_status in {LAW}
                    qualify row_number() over (
                        partition by kpi, area_code
                        order by target_year <= 2025, abs(target_year - 2025)
                    ) = 1
                )
                group by area_code
                having 2 * count(*) filter (where status <> 'insufficient') >= count(*)
            ) where share >= 0.5""")
        ahead = one(f"""
            select count(*) from (
                select avg((round(100 * probability) >= 66)::int) as share, count(*) as asked
                from mart_chance
                join (
                    select distinct kpi, area_code from mart_status
                    where level = 'commune' and target_year = 2030 and target_status in {LAW}
                ) using (kpi, area_code)
                where level = 'commune' and year = 2030
                group by area_code
            ) where share >= 0.5""")
        reported = one(
            "select count(*) from mart_report_month where month = '2026-10-01' and reports_sent > 0"
        )
    # The page is of the last month, whatever the link asks.
    html = html_of(opened(demo_store, monkeypatch, period="2024-Q4", level="district"))
    text = re.sub("(?s)<script>.*?</script>", "", html)
    assert "Figures up to 10/2026" in text
    assert "period=2024" not in text
    figures = re.findall("<b>([^<]+)</b><span>", text)
    assert len(figures) == 5
    assert figures[1] == f"{likely}/{asked}"
    assert figures[2] == f"{on_track}/57"
    assert figures[4] == f"{reported}/57"
    assert text.count("<li><b><a") == 3  # the matters
    assert f"outlook to 2030: {ahead} of 57 likely to meet at least half" in text
    for link in re.findall(r"href='(reach[^']+)'", text):  # what it takes, with that choice
        query = parse_qs(urlsplit(link.replace("&amp;", "&")).query)
        assert query["kpi"][0] in load() and query["aim_year"] and query["units"][0]
    assert current(demo_store).name in text


def test_a_snapshot_without_statuses_says_so_and_shows_the_rest(sample_store, monkeypatch):
    app = opened(sample_store, monkeypatch)
    assert "python -m data.publish EXPORTS_DIR" in app.info[0].value.replace("\\", "")
    text = html_of(app)
    assert text.count("<b>") == 3  # the result of 2025, an indicator, who reported
    assert "2025 is not over in them" in text
    assert "class='matters'" not in text


def test_a_choice_that_cannot_be_read_is_told_without_a_traceback(demo_store, monkeypatch):
    wrong = Path(__file__).parents[2] / "kpis" / "expected.csv"
    monkeypatch.setattr("kpis.progress.leader.CHOICE", wrong)
    app = opened(demo_store, monkeypatch)
    assert "expected.csv is not TOML" in app.error[0].value.replace("\\", "")
    assert "class='matters'" in html_of(app)

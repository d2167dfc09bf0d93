"""What the work brings, in words: a sentence a topic, checks in sight, nothing left empty."""

import re

import numpy as np
import pandas as pd
import pytest
import streamlit as st

from kpis.effect.study import Reason, Verdict
from kpis.measure import published
from kpis.store import connect
from pages.text.language import Language
from pages.views.effect import words as effects
from tests.pages.opened import address, elements, html_of, opened, text_of

EN, VI = Language("en"), Language("vi")
ROW = pd.Series(
    {
        **{"estimate": 0.294, "low_95": 0.1, "high_95": 0.5, "detectable": 0.285},
        **{"leads": "held", "placebo": "held", "level": "held", "reason": None},
    }
)


def said(language=EN, **changes):
    return effects.sentence(pd.Series({**ROW, **changes}), language)


def test_an_effect_is_told_with_its_interval():
    assert said(verdict="seen") == (
        "10 more assists per 1,000 adults a month go with +0.29 points after three months"
        " (95%: +0.10 to +0.50)."
    )
    assert said(VI, verdict="seen").endswith("sau ba tháng (95%: +0,10 đến +0,50).")


def test_no_effect_is_told_with_what_could_have_been_seen():
    text = said(verdict="not_seen", low_95=-0.1)
    assert text == (
        "No effect seen (95%: −0.10 to +0.50); one smaller than 0.28 points could hardly have"
        " been seen."
    )


def test_what_is_not_believed_says_why():
    text = said(verdict="not_credible", leads="failed")
    assert "Not to be believed: work of the months to come" in text
    assert "nobody teaches" in said(verdict="not_credible", placebo="failed")
    assert "level before" in said(verdict="not_credible", level="failed")


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_of_too_few_has_words(reason):
    assert said(verdict="too_few", reason=reason).startswith("Too few data: ")
    assert said(VI, verdict="too_few", reason=reason).startswith("Chưa đủ số liệu: ")


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_has_a_word_in_both_languages(verdict):
    assert effects.verdict(verdict, EN) != effects.verdict(verdict, VI)


@pytest.fixture
def served(served_demo, demo_store):
    with connect(demo_store) as con:
        yield con


def test_every_topic_has_its_sentence_and_the_figures_of_the_publish(served):
    app = opened("effect", taught="bhxh_dt")
    text, html = text_of(app), html_of(app)
    rows = published.effects(served).query("form == 'all' and lag == 3")
    assert elements(html, "li") >= len(rows) == 5
    for _, row in rows.iterrows():
        assert effects.sentence(row, EN) in text
    assert "association, not proof" in text
    assert "Too few data: the service is counted once a year" in text
    without = published.effect_checks(served, "bhxh_dt").query("kind == 'without'")["estimate"]
    assert effects.span(without.min(), without.max(), EN) in text
    for check in ("Work of the three months to come", "Telehealth use", "level before"):
        assert check in text
    assert address(app)["taught"] == "bhxh_dt"


def test_forms_tell_their_number_and_communes_lead_on(served):
    app = opened("effect", lang="vi")
    html = html_of(app)
    assert "Đã so sánh 20 lần" in text_of(app)
    listed = published.deviances(served)
    for code in set(listed["area_code"]):
        assert re.search(rf"href='communes\?[^']*unit=2025-commune-{code}", html)
    assert len(listed) and elements(html, "tr", "row") >= len(listed)


def test_a_topic_without_data_says_why_and_draws_no_empty_figure(served):
    app = opened("effect", taught="tmdt")
    assert not app.exception
    assert "counted once a year" in app.info[0].value
    assert not app.get("plotly_chart")


def test_a_topic_that_is_not_there_is_the_first_that_can_be_told(served):
    app = opened("effect", taught="no_such")
    assert app.selectbox[0].value == "dvctt"


def test_no_commune_is_said_where_none_stands_out(served, monkeypatch):
    empty = published.deviances(served).iloc[:0]
    monkeypatch.setattr(published, "deviances", lambda con, topic=None: empty)
    st.cache_resource.clear()  # what was answered before
    try:
        assert "No commune stands out" in text_of(opened("effect"))
    finally:
        st.cache_resource.clear()


def test_figures_of_the_page_are_those_of_the_marts_by_other_code(served):
    """One estimate anew: dummies and least squares of numpy, from the marts by SQL of its own."""
    rows = served.execute(
        """
        with part as (
            select source_vintage, source_code, area_code from mart_area_map
            where source_level = 'commune' and level = 'commune' and vintage = '2025'
        ),
        size as (
            select source_vintage, area_code, count(*) as parts from part group by all
        ),
        users as (
            select p.area_code, s.month, sum(s.vssid_accounts) as users, sum(s.insured) as insured,
                count(s.vssid_accounts) as known, any_value(z.parts) as parts
            from mart_service_month s
            join part p on p.source_vintage = s.vintage and p.source_code = s.area_code
            join size z on z.source_vintage = s.vintage and z.area_code = p.area_code
            group by all
        ),
        work as (
            select p.area_code, a.month, count(*) as known, any_value(z.parts) as parts,
                sum(coalesce(t.assists, 0)) / sum(a.adults) * 100 as work
            from mart_activity_month a
            left join mart_activity_month t
                on t.vintage = a.vintage and t.area_code = a.area_code and t.month = a.month
                and t.topic = 'bhxh_dt'
            join part p on p.source_vintage = a.vintage and p.source_code = a.area_code
            join size z on z.source_vintage = a.vintage and z.area_code = p.area_code
            where a.topic = 'all'
            group by all
        )
        select d.code as area_code, d.parent_code as district, m.month,
            case when u.known = u.parts then ln(users / (insured - users)) end as level,
            case when w.known = w.parts then work end as work
        from mart_unit d
        cross join (select distinct month from users) m
        left join users u on u.area_code = d.code and u.month = m.month
        left join work w on w.area_code = d.code and w.month = m.month
        where d.vintage = '2025' and d.level = 'commune'
        order by d.code, m.month
        """
    ).df()
    months = sorted(rows["month"].unique())
    rows["t"] = rows["month"].map({month: at for at, month in enumerate(months)})
    grid = rows.set_index(["area_code", "t"])
    level, work = (grid[name].unstack() for name in ("level", "work"))
    long = pd.DataFrame(
        {
            "y": level.diff(axis=1).stack(future_stack=True),
            **{f"x{lag}": work.shift(lag, axis=1).stack(future_stack=True) for lag in (1, 2, 3)},
        }
    ).dropna()
    code = long.index.get_level_values(0)
    t = long.index.get_level_values(1).to_numpy()
    district = rows.drop_duplicates("area_code").set_index("area_code")["district"].loc[code]
    groups = [code + "-" + ((49 - t) // 12).astype(str), district.to_numpy() + "-" + t.astype(str)]
    dummies = np.hstack([pd.get_dummies(pd.Index(one)).to_numpy(float) for one in groups])
    found, *_ = np.linalg.lstsq(np.hstack([long[["x1", "x2", "x3"]], dummies]), long["y"])
    by_hand = 3 * found[0] + 2 * found[1] + found[2]
    row = published.effects(served, "bhxh_dt").query("form == 'all' and lag == 3").iloc[0]
    assert row["logit"] == pytest.approx(by_hand, rel=1e-6)
    assert row["cells"] == len(long)

"""SQL files keep to what DuckDB and Spark understand alike.

Each rule is something that was seen to fail on the other engine, or to differ in silence. A file
that is written from now on breaks none; those of before are excused, each from the rules that it
breaks, and the list may only shrink.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

ROOT = Path(__file__).parents[2]
FILES = {
    path.relative_to(ROOT).as_posix(): path
    for folder in ("data/sql", "kpis/sql")
    for path in sorted((ROOT / folder).rglob("*.sql"))
}
REFUSED = {  # functions by the names that DuckDB has for them, and why
    "date_diff": "counts boundaries of months in one engine, whole months in the other",
    "datediff": "the same",
    "dayofweek": "begins the week on another day",
    "weekday": "the same",
    "isodow": "the same",
    "regexp_replace": "replaces the first match in one engine, all in the other",
    "approx_count_distinct": "is approximate in another way",
    "median": "interpolates in another way",
    "quantile": "the same",
    "quantile_cont": "the same",
    "quantile_disc": "the same",
    "percentile_cont": "the same",
    "percentile_disc": "the same",
    "approx_quantile": "the same",
    "random": "is another number at each run",
    "first": "depends on the order in which rows come",
    "last": "the same",
    "avg": "of decimals has another scale: divide sum by count as DOUBLE",
    "mean": "the same",
}
NODES = {  # what the parser has types of its own for
    exp.DateDiff: "date_diff",
    exp.TimestampDiff: "date_diff",
    exp.DayOfWeek: "dayofweek",
    exp.DayOfWeekIso: "isodow",
    exp.RegexpReplace: "regexp_replace",
    exp.ApproxDistinct: "approx_count_distinct",
    exp.Median: "median",
    exp.Quantile: "quantile",
    exp.PercentileCont: "percentile_cont",
    exp.PercentileDisc: "percentile_disc",
    exp.ApproxQuantile: "approx_quantile",
    exp.Rand: "random",
    exp.First: "first",
    exp.Last: "last",
    exp.Avg: "avg",
}
DAYS_OF_WEEK = {"dow", "dayofweek", "isodow", "weekday"}
WHOLE = {exp.DataType.Type.INT, exp.DataType.Type.BIGINT, exp.DataType.Type.SMALLINT}
WHOLE |= {exp.DataType.Type.TINYINT, exp.DataType.Type.UINT, exp.DataType.Type.UBIGINT}
PLAIN = (exp.Column, exp.Literal, exp.Parameter, exp.Placeholder, exp.Sum, exp.Count, exp.Null)
PLAIN = (*PLAIN, exp.Min, exp.Max, exp.Boolean)
FILLED = {  # what stands for a word in braces, where a name would not parse
    "periods": "(1, 2, 3, 4, 5, 6)",
    "condition": "1 = 1",
}


def trees(text: str) -> list[exp.Expr]:
    """The statements of a file, as the parser sees them; words to fill in are names.

    A file may hold the beginning of a statement, its tables alone, or the rest of one.
    """
    text = re.sub(r"^\s*--[^\n]*", "", text, flags=re.MULTILINE).strip()
    text = re.sub(r"(?<!\d)\{([a-z_]+)\}", lambda word: FILLED.get(word[1], word[1]), text)
    text = re.sub(r"\$(\w+)", r"\1", text)
    if text.startswith(","):
        text = "with begun as (select 1) " + text
    elif text.startswith("with") and text.endswith(")"):
        try:
            sqlglot.parse(text, dialect="duckdb")
        except sqlglot.ParseError:
            text += " select 1"
    return [tree for tree in sqlglot.parse(text, dialect="duckdb") if tree is not None]


def broken(text: str) -> set[str]:
    """The rules that the statements of a file break."""
    found = {rule for tree in trees(text) for rule in _of_tree(tree)}
    statement = re.sub(r"--[^\n]*", "", text)
    ordered = sum(1 for tree in trees(text) for _ in tree.find_all(exp.Ordered))
    if ordered > len(re.findall(r"\bnulls\s+(?:first|last)\b", statement, re.IGNORECASE)):
        found.add("order by without the place of nulls")
    if re.search(r"\blimit\b", statement, re.IGNORECASE) and "-- Ties:" not in text:
        found.add("limit without a comment “-- Ties:”")
    return found


def _of_tree(tree: exp.Expr) -> Iterator[str]:
    for node in tree.walk():
        name = NODES.get(type(node)) or (
            str(node.this).lower() if isinstance(node, exp.Anonymous) else ""
        )
        if name in REFUSED:
            yield name
        elif isinstance(node, exp.Extract) and str(node.this).lower() in DAYS_OF_WEEK:
            yield "dayofweek"
        elif isinstance(node, exp.AtTimeZone):
            yield "at time zone"
        elif isinstance(node, exp.Div) and not (_is_double(node.this) and _is_double(node.right)):
            yield "division of what is not cast to double"
        elif isinstance(node, exp.Cast) and _rounds(node):
            yield "cast of an expression to an integer"
        elif isinstance(node, exp.Join):
            yield from _of_join(node)
        elif isinstance(node, exp.Select):
            yield from _of_select(node)
        elif isinstance(node, exp.Explode) and not isinstance(node.parent, (exp.Select, exp.Alias)):
            yield "unnest within an expression"
        elif isinstance(node, (exp.DateTrunc, exp.TimestampTrunc)) and not _is_date(node.parent):
            yield "date_trunc without a cast to date"


def _is_double(node: exp.Expr) -> bool:
    inner = node.unnest()
    if isinstance(inner, (exp.Cast, exp.Sum)) and inner.args.get("to"):
        return bool(inner.to.this == exp.DataType.Type.DOUBLE)
    if isinstance(inner, (exp.Mul, exp.Add, exp.Sub)):
        return _is_double(inner.left) or _is_double(inner.right)
    if isinstance(inner, exp.Nullif):
        return _is_double(inner.this)
    return isinstance(inner, exp.Literal) and not inner.is_string and "." in str(inner.this)


def _rounds(node: exp.Cast) -> bool:
    inner = node.this.unnest()
    inner = inner.this if isinstance(inner, (exp.Window, exp.Filter)) else inner
    return node.to.this in WHOLE and not isinstance(inner, PLAIN)


def _is_date(node: exp.Expr | None) -> bool:
    return isinstance(node, exp.Cast) and bool(node.to.this == exp.DataType.Type.DATE)


def _of_join(node: exp.Join) -> Iterator[str]:
    if str(node.args.get("method") or "").upper() == "ASOF":
        yield "asof join"
    on = node.args.get("on")
    if node.side and on is not None and on.find(exp.Or):
        yield "or in the condition of an outer join"


def _of_select(node: exp.Select) -> Iterator[str]:
    sums = [one for part in node.expressions for one in part.find_all(exp.Sum)]
    sums = [one for one in sums if one.find_ancestor(exp.Select) is node]
    counts = [one for part in node.expressions for one in part.find_all(exp.Count)]
    distinct = [one for one in counts if isinstance(one.this, exp.Distinct)]
    if sums and any(one.find_ancestor(exp.Select) is node for one in distinct):
        yield "count distinct beside sums"
    for one in sums:
        cast = one.find_ancestor(exp.Cast, exp.Select)
        if not isinstance(cast, exp.Cast):
            yield "sum without a cast"


EXCUSED: dict[str, set[str]] = {  # written before the rules; what is mended leaves the list
    "data/sql/core/core_link.sql": {"regexp_replace"},
    "data/sql/core/core_unit.sql": {"regexp_replace"},
    "data/sql/intake/short_lines.sql": {"order by without the place of nulls"},
    "data/sql/mart/mart_activity_month.sql": {"sum without a cast"},
    "data/sql/mart/mart_network_month.sql": {"count distinct beside sums"},
    "data/sql/matching/coded_places.sql": {"order by without the place of nulls"},
    "data/sql/matching/could_be_read.sql": {"limit without a comment “-- Ties:”"},
    "data/sql/matching/grammars.sql": {"cast of an expression to an integer", "regexp_replace"},
    "data/sql/matching/maybe_no_data.sql": {"order by without the place of nulls"},
    "data/sql/matching/named_places.sql": {"order by without the place of nulls"},
    "data/sql/merge/by_sender.sql": {"date_trunc without a cast to date"},
    "data/sql/parse.sql": {"cast of an expression to an integer", "regexp_replace"},
    "data/sql/raw/raw_vintage.sql": {"order by without the place of nulls"},
    "data/sql/rules/above_population.sql": {"order by without the place of nulls"},
    "data/sql/rules/first_offence.sql": {"order by without the place of nulls"},
    "data/sql/rules/in_the_future.sql": {"date_trunc without a cast to date"},
    "data/sql/rules/unknown_code_of_many.sql": {"unnest within an expression"},
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_breaks_no_rule_but_those_it_is_excused_from(name):
    found = broken(FILES[name].read_text(encoding="utf-8"))
    excused = EXCUSED.get(name, set())
    assert found - excused == set(), "write it as both engines understand it"
    assert excused - found == set(), "it keeps this rule now: take it from the list"


def test_only_files_that_exist_are_excused():
    assert EXCUSED.keys() <= FILES.keys()


@pytest.mark.parametrize(
    ("rule", "sql"),
    [
        ("date_diff", "select date_diff('month', a, b) from t"),
        ("dayofweek", "select extract(dow from a) from t"),
        ("dayofweek", "select dayofweek(a) from t"),
        ("regexp_replace", "select regexp_replace(a, 'b', 'c') from t"),
        ("approx_count_distinct", "select approx_count_distinct(a) from t"),
        ("median", "select median(a) from t"),
        ("percentile_cont", "select quantile_cont(a, 0.9) from t"),
        ("percentile_cont", "select percentile_cont(0.9) within group (order by a) from t"),
        ("at time zone", "select a at time zone 'UTC' from t"),
        ("random", "select random() from t"),
        ("first", "select first(a) from t"),
        ("last", "select last(a) from t"),
        ("avg", "select avg(a) from t"),
        ("division of what is not cast to double", "select a / b from t"),
        ("division of what is not cast to double", "select cast(a as double) / b from t"),
        ("cast of an expression to an integer", "select cast(a * 1.5 as integer) from t"),
        ("cast of an expression to an integer", "select (a / 2.0)::bigint from t"),
        ("asof join", "select 1 from a asof join b on a.x >= b.x"),
        ("sum without a cast", "select sum(a) as a from t"),
        ("sum without a cast", "select coalesce(sum(a), 0) as a from t"),
        ("date_trunc without a cast to date", "select date_trunc('month', a) from t"),
        ("or in the condition of an outer join", "select 1 from a left join b on a.x = b.x or b.y"),
        ("count distinct beside sums", "select count(distinct a), cast(sum(b) as bigint) from t"),
        ("order by without the place of nulls", "select a from t order by a"),
        ("limit without a comment “-- Ties:”", "select a from t order by a nulls last limit 1"),
        ("unnest within an expression", "select trim(unnest(a)) as b from t"),
    ],
)
def test_a_statement_that_breaks_a_rule_is_refused(rule, sql):
    assert rule in broken(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "select cast(sum(a) as bigint) as a, count(*) as n from t group by b",
        "select cast(a as double) / cast(b as double) from t",
        "select cast(sum(a) as double) / nullif(cast(sum(b) as double), 0) from t",
        "select cast(date_trunc('month', a) as date) from t",
        "select 1 from a left join b on a.x = b.x and (a.y = b.y)",
        "select a from t order by a nulls last, b desc nulls first",
        "-- Ties: none, b is a key.\nselect a from t order by b nulls last limit 1",
        "select count(distinct a) from t",
    ],
)
def test_a_portable_statement_passes(sql):
    assert broken(sql) == set()

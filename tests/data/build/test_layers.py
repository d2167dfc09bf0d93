"""The SQL files: one a table or claim, reading lower layers only, in a portable subset."""

import re
import tomllib

import pytest

from data import sql_files
from data.exports import EXPORTS_TOML
from data.exports import exports as stanzas

LOWER = {
    "raw": {"text"},
    "core": {"raw", "core"},
    "mart": {"core"},
    "checks": {"core", "mart"},
    "rules": {"raw"},
    "intake": set(),
    "matching": {"text"},  # macros named text_…
    "merge": {"raw"},
    "scope": {"raw", "core"},
}
# Made by Python: the lines of the files and what became of them.
KEPT_BY_PYTHON = {"core_reject", "core_export", "core_extent", "text_unit", "text_code"}
KEPT_BY_PYTHON |= {"raw_indicator"}  # of the catalogue
FILES = [file for layer in LOWER for file in sql_files.ordered(layer)]
# Seen to mean another thing on another engine.
NOT_PORTABLE = (
    r"(?<!nulls )\b(date_diff|datediff|median|quantile\w*|percentile\w*|approx_\w+|random|first"
    r"|last|avg|asof|today|now|current_date)\b|at time zone"
)


def statement(file: sql_files.SqlFile) -> str:
    return re.sub(r"--[^\n]*", "", file.text).lower()


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.layer}/{f.name}")
def test_a_file_reads_lower_layers_only(file):
    reads = {table.split("_")[0] for table in file.reads - {"raw_indicator"}}
    assert reads <= LOWER[file.layer], f"{file.name} reads {sorted(file.reads)}"


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.layer}/{f.name}")
def test_a_file_says_its_grain_or_claim(file):
    assert file.comment("Grain") or file.comment("Claim")


@pytest.mark.parametrize("file", FILES, ids=lambda f: f"{f.layer}/{f.name}")
def test_a_file_keeps_to_the_portable_subset(file):
    text = statement(file)
    assert not re.search(NOT_PORTABLE, text)
    is_share = file.name == "core_link"  # a weight of the crosswalk is one
    assert is_share or not re.search(r"\s/\s", text), (
        "marts hold both sides; a share is the reader's"
    )
    for total in re.finditer(r"\bsum\(", text):
        before = text[: total.start()].rstrip()
        inner = file.name in {"core_group_total", "mart_activity_month"}  # cast further down
        assert before.endswith("cast(") or inner, f"{file.name}: a sum without a cast"


@pytest.mark.parametrize("layer", ["raw", "core", "mart"])
def test_a_file_is_named_after_its_layer_and_every_table_read_is_made(layer):
    names = {file.name for file in FILES}
    for file in sql_files.ordered(layer):
        assert file.name.startswith(f"{layer}_")
        made = {t for t in file.reads if t.startswith("text_")} if layer == "raw" else set()
        assert file.reads <= names | KEPT_BY_PYTHON | made


def test_files_come_after_those_that_they_read():
    for layer in ("core", "mart"):
        done = set()
        for file in sql_files.ordered(layer):
            assert {t for t in file.reads if t.startswith(layer)} - KEPT_BY_PYTHON <= done
            done.add(file.name)


def test_every_export_is_typed_field_by_field():
    for export in stanzas():
        text = sql_files.load("raw", f"raw_{export.name}").text
        for field in export.fields:
            assert re.search(rf"\bas_\w+\({field}\) as {field},", text), f"{export.name}.{field}"
            assert re.search(rf"\bunread_\w+\('{field}', {field}[,)]", text), (
                f"{export.name}.{field}"
            )
            kinds = re.findall(rf"\b(?:as|unread)_(\w+)\((?:'{field}', )?{field}[,)]", text)
            assert len(set(kinds)) == 1, f"{export.name}.{field} is read as {kinds}"


@pytest.mark.sweep
def test_every_stanza_names_lists_and_fields_that_exist(marts):
    lists = {
        name for (name,) in marts.cursor().execute("select distinct list from mart_code").fetchall()
    }
    for export in stanzas():
        assert {*export.lists.values(), *export.many.values()} <= lists
        assert set(export.key) <= set(export.required)


def test_a_stanza_with_an_unknown_field_is_refused(tmp_path, monkeypatch):
    from data import exports as module

    text = EXPORTS_TOML.read_text(encoding="utf-8").replace('group = "group_code"', 'group = "g"')
    wrong = tmp_path / "exports.toml"
    wrong.write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "EXPORTS_TOML", wrong)
    with pytest.raises(ValueError, match=r"\[thanh_vien\]: no field g"):
        module.exports.__wrapped__()


def test_the_demonstration_writes_the_columns_that_are_read():
    from data.demo.tables import EXPORTS

    with EXPORTS_TOML.open("rb") as file:
        read = tomllib.load(file)
    assert {name: stanza["fields"] for name, stanza in read.items()} == EXPORTS

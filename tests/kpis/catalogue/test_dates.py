"""The day on which a definition last changed is the one recorded, or none."""

import csv
from dataclasses import replace
from datetime import date

from kpis.catalogue.dates import FILE, changed_on, fingerprint


def test_every_line_is_that_of_the_definition_as_it_stands(catalogue):
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    due = [
        f"{row['kpi']},{fingerprint(catalogue[row['kpi']])},{date.today()}"
        for row in rows
        if row["kpi"] in catalogue and row["fingerprint"] != fingerprint(catalogue[row["kpi"]])
    ]
    assert not due, f"a definition changed: write these lines into {FILE.name}"
    assert {row["kpi"] for row in rows} <= catalogue.keys()


def test_a_definition_has_its_day_until_it_is_changed(catalogue):
    kpi = catalogue["training_attendance"]
    assert changed_on(kpi) == date(2026, 11, 29)
    assert changed_on(replace(kpi, numerator="sum(trainings)")) is None
    assert changed_on(replace(kpi, targets=(), notes=None)) == date(2026, 11, 29)

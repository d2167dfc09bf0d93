"""The report of a month: its figures are those of the indicators of the province."""

from contextlib import closing

import pytest
from docx import Document

from data.store.snapshot import current
from kpis.catalogue.catalogue import load
from kpis.errors import KpiError
from kpis.measure.readings import measure
from kpis.periods import Period
from pages.briefs.documents import Format, make
from pages.briefs.office.monthly import monthly
from pages.text import formats
from pages.text.comparability import reading
from pages.text.language import Language
from tests.pages.briefs.office.test_report import written

VI, PERIOD = Language("vi"), "2026-10"


@pytest.mark.sweep
def test_its_tables_hold_the_values_and_changes_of_the_province(demo_store, tmp_path):
    snapshot, path = current(demo_store), tmp_path / "report.docx"
    make(monthly(snapshot, demo_store, PERIOD, VI), Format.DOCX, path)
    report = Document(str(path))
    cells = {tuple(cell.text for cell in row.cells) for t in report.tables for row in t.rows}
    lines = {row[0]: row for row in cells if len(row) >= 5 and row[2] and "/" not in row[1]}
    figures = {row[0]: row for row in cells if len(row) == 5 and "10/2026" in row[1]}
    periods = [Period.parse("2026-09"), Period.parse(PERIOD)]
    with closing(snapshot.connect()) as con:
        for kpi in load().values():
            if "province" not in kpi.levels or kpi.frequency != "month":
                continue
            before, now = measure(con, kpi, "province", periods).to_dict("records")
            mark, why = now["comparability"], now["missing_reason"]
            value, name = reading(now["value"], kpi.unit, mark, why, VI), kpi.name.vi
            assert lines[name][1] == value
            moved = formats.difference(now["value"] - before["value"], kpi.unit, VI)
            assert lines[name][2].replace("\N{NO-BREAK SPACE}", " ") == moved
            sides = [formats.number(now[side], VI) for side in ("numerator", "denominator")]
            assert list(figures[name][2:]) == [*sides, value]
    text = written(report)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "chuyển đổi số tỉnh Nam Định, tháng 10/2026" in text
    assert "Không có quyết định nào còn phải làm." in text and "Dữ liệu trình diễn" in text


def test_a_period_that_the_data_do_not_hold_is_refused(demo_store):
    with pytest.raises(KpiError, match="outside the data"):
        monthly(current(demo_store), demo_store, "2031-01", VI)

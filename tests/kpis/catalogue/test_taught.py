"""What each topic teaches: the file is read word by word, and refused with the place."""

import csv
from pathlib import Path

import pytest

from kpis.catalogue.taught import taught
from kpis.errors import CatalogueError
from kpis.work.need import TAUGHT

ROOT = Path(__file__).parents[3]


def test_the_file_that_ships_names_topics_of_the_list():
    with (ROOT / "data" / "code_lists" / "topic.csv").open(encoding="utf-8") as file:
        topics = {row["code"] for row in csv.DictReader(file)}
    found = taught()
    assert [one.topic for one in found] == ["dvctt", "cong_dan_so", "bhxh_dt", "thanh_toan", "tmdt"]
    assert {one.topic for one in found} < topics
    assert {one.topic: one.service.id for one in found} == dict(TAUGHT)  # work looks at the same
    assert not {one.placebo for one in found} & {one.service for one in found}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[dvctt]\nservice = "telehealth_share"', "“placebo” is missing"),
        ('[dvctt]\nservice = "vssid_shar"\nplacebo = "telehealth_share"', "“vssid_share”"),
        ('[dvctt]\nservice = "vssid_share"\nplacebo = "vssid_share"', "the service itself"),
        ('[dvctt]\nservice = "assists_per_1000"\nplacebo = "vssid_share"', "no share"),
        ('[dvctt]\nservice = "vssid_share"\nplacebo = "digital_economy_share"', "no share"),
        ('[dvctt]\nservise = "vssid_share"\nplacebo = "x"', "“service”"),
        ('dvctt = "vssid_share"', "outside a"),
        ("[dvctt", "cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path, text, said):
    file = tmp_path / "effect.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"effect\.toml") as refused:
        taught(file)
    assert said in str(refused.value)
    with pytest.raises(CatalogueError, match="cannot be read"):
        taught(tmp_path / "missing.toml")

"""Groups of units, by kind and as people made them: on the units that are shown."""

from data.ledger.analysis.unit_groups import UnitGroup
from geo.units.table import of
from pages.filters.groups import KINDS, members, of_kind
from pages.text.language import Language

EN = Language("en")


def test_the_kinds_are_all_communes_and_the_delta_is_the_rest():
    for vintage, counts in {"2022": (38, 18), "2024": (29, 17), "2025": (8, 11)}.items():
        town, coast, delta = (of_kind(kind, vintage) for kind in KINDS)
        assert (len(town), len(coast)) == counts
        assert town | coast | delta == set(of(vintage, "commune").code)
        assert not delta & (town | coast)


def test_a_group_stays_as_it_is_on_its_own_units():
    group = UnitGroup("Ven biển", "commune", "2022", ("14290", "14305"))
    found = members(group, "2022", EN)
    assert found.codes == {"14290", "14305"} and found.notes == ()


def test_units_that_are_no_more_stand_for_those_that_took_them_in():
    # Hải Lý and Hải Chính: resolution of 2024 joined them with others
    group = UnitGroup("Ven biển", "commune", "2022", ("14290", "14305"))
    found = members(group, "2025", EN)
    assert found.codes and found.codes <= set(of("2025", "commune").code)
    (note,) = found.notes
    assert "Xã Hải Lý → " in note and "2022" in note and "“Ven biển”" in note


def test_a_unit_that_nobody_knows_is_left_out_and_named():
    found = members(UnitGroup("A", "commune", "2022", ("99999", "14290")), "2022", EN)
    assert found.codes == {"14290"}
    assert found.notes == ("Of the group “A” these units are not known here, and left out: 99999.",)
    assert not members(UnitGroup("A", "commune", "1999", ("14290",)), "2022", EN).codes

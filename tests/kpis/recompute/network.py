"""What the groups are and do: the KPIs that rest on registry, reports and activities.

Members belong to the commune that holds their group; what a report or an activity says belongs to
the commune under which it was sent, as data keep the unit under which they were reported.
"""

from collections import defaultdict
from pathlib import Path

from tests.kpis.recompute import months, units
from tests.kpis.recompute.engine import Facts, Rule
from tests.kpis.recompute.exports import read
from tests.kpis.recompute.population import Population

NAN = float("nan")
SENT = {"da_gui", "da_duyet", "da_khoa"}
EVENING = "buoi_toi_cong_an"
SUMS = ("assists", "first_uses", "sessions", "evening")


class Network:
    """Groups, their members, reports and activities, by the commune in force in each month."""

    def __init__(self, directory: Path, population: Population) -> None:
        self.population = population
        self.groups = read(directory, "to_cong_nghe_so").to_dict("records")
        used = ["month", "commune", "group", "due", "sent", "state"]
        self.reports = read(directory, "bao_cao")[used].to_dict("records")
        members = read(directory, "thanh_vien").set_index(["group", "month"])
        pairs = members[["members", "trained", "following"]].to_numpy()
        self.members = dict(zip(members.index, pairs, strict=True))
        self.asked = min(
            (m for (_, m), row in self.members.items() if row[2] == row[2]), default=""
        )
        held = read(directory, "tap_huan")
        self.held = sorted(held["date"].str.slice(0, 7))
        of_commune = held[held["level"] == "xa"]
        self.trained = of_commune.groupby(["unit", of_commune["date"].str.slice(0, 7)])["attending"]
        self.trained = self.trained.agg(lambda came: came.sum(skipna=False)).to_dict()
        self.done = defaultdict(lambda: dict.fromkeys(SUMS, 0.0))  # (commune, month) → sums
        self.new = defaultdict(lambda: [0.0, 0.0])  # (group, month) → households, people
        for row in _activities(directory):
            for name in SUMS:
                self.done[row["commune"], row["month"]][name] += row[name]
            new = self.new[row["group"], row["month"]]
            new[0] += row["households_new"]
            new[1] += row["distinct_people"]
        stated = {row["month"] for row in self.reports}
        stated |= {row["month"] for row in read(directory, "su_dung_dich_vu").to_dict("records")}
        self.months = months.between(min(stated), max(stated))
        self.home = {row["group"]: row for row in self.groups}
        self.heard_from = set(self.done) | {
            (row["commune"], row["month"]) for row in self.reports if _is_sent(row)
        }

        self.owed = {(r["group"], r["month"]) for r in self.reports if not _is_sent(r)}

    def commune(self, group: str, month: str) -> str:
        """The unit in force in a month that holds a group."""
        row = self.home[group]
        set_up = units.in_force(row["set_up"][:7])
        return units.carried("commune", set_up, row["commune"], units.in_force(month))

    def by_commune(self, month: str) -> dict[str, list[str]]:
        """Commune → the groups that exist in a month."""
        found = defaultdict(list)
        for row in self.groups:
            if row["set_up"][:7] <= month and (not row["closed"] or row["closed"][:7] >= month):
                found[self.commune(row["group"], month)].append(row["group"])
        return found

    def kpis(self) -> dict[str, tuple[Facts, Rule]]:
        """Facts and rule of each KPI that rests on the groups, by id."""
        stock, flow = ("stock", "stock"), ("flow", "flow")
        rules = {
            "village_group_coverage": Rule(*stock, 100),
            "residents_per_group": Rule(*stock, 1),
            "members_per_group": Rule(*stock, 1),
            "household_reach": Rule(*stock, 100),
            "people_assisted_share": Rule(*stock, 100),
            "member_training_share": Rule(*stock, 100),
            "member_zalo_share": Rule(*stock, 100, collected=self.asked),
            "training_attendance": Rule("flow", "exposure", 1000, collected=self.held[0]),
            "active_group_share": Rule(*flow, 100),
            "assists_per_1000": Rule("flow", "exposure", 1000),
            "first_time_success_share": Rule(*flow, 100),
            "evening_session_share": Rule(*flow, 100),
            "on_time_report_share": Rule(*flow, 100),
        }
        facts = {kpi: Facts("commune") for kpi in rules}
        reached, assisted = defaultdict(float), defaultdict(float)
        for month in self.months:
            vintage, groups = units.in_force(month), self.by_commune(month)
            for group in self.home:
                if (group, month) in self.new:
                    reached[group] += self.new[group, month][0]
                    assisted[group] += self.new[group, month][1]
            for commune in units.codes("commune", vintage):
                here = groups.get(commune, [])
                sums = self._month(commune, here, month)
                sums["reached"] = sum(reached[g] for g in here)
                sums["assisted"] = sum(assisted[g] for g in here)
                self._add(facts, vintage, commune, month, here, sums)
        self._add_reports(facts["on_time_report_share"])
        return {kpi: (facts[kpi], rule) for kpi, rule in rules.items()}

    def _month(self, commune: str, groups: list[str], month: str) -> dict:
        members = [self.members[g, month] for g in groups if (g, month) in self.members]
        told = [(count, trained) for count, trained, _ in members if trained == trained]
        asked = [(count, following) for count, _, following in members if following == following]
        vintage = units.in_force(month)
        people = {
            name: self.population.of(vintage, commune, month, name)
            for name in ("residents", "adults", "households", "villages")
        }
        return {
            **people,
            "members": sum(count for count, _, _ in members) if members else NAN,
            "listed": len(members),
            "trained": sum(trained for _, trained in told) if told else NAN,
            "asked": sum(count for count, _ in told),
            "following": sum(count for _, count in asked) if asked else NAN,
            "asked_to_follow": sum(count for count, _ in asked),
            "attended": self.trained.get((commune, month), 0.0)
            if self.held[0] <= month <= self.held[-1]
            else NAN,
            **self.done.get((commune, month), dict.fromkeys(SUMS, 0.0)),
        }

    def _add(self, facts, vintage, commune, month, groups, sums) -> None:
        covered = len({self.home[g]["village"] for g in groups})
        sides = {
            "village_group_coverage": (covered, sums["villages"]),
            "residents_per_group": (sums["residents"], len(groups)),
            "members_per_group": (sums["members"], sums["listed"]),
            "member_training_share": (sums["trained"], sums["asked"]),
            "member_zalo_share": (sums["following"], sums["asked_to_follow"]),
            "training_attendance": (sums["attended"], sums["members"]),
        }
        if (commune, month) in self.heard_from:
            sides |= {
                "household_reach": (sums["reached"], sums["households"]),
                "people_assisted_share": (sums["assisted"], sums["adults"]),
                "assists_per_1000": (sums["assists"], sums["adults"]),
                "first_time_success_share": (sums["first_uses"], sums["assists"]),
                "evening_session_share": (sums["evening"], sums["sessions"]),
            }
            for group in groups:
                active = (group, month) in self.new
                if active or (group, month) not in self.owed:
                    facts["active_group_share"].add(vintage, commune, month, int(active), 1)
        for kpi, (numerator, denominator) in sides.items():
            facts[kpi].add(vintage, commune, month, numerator, denominator)

    def _add_reports(self, facts: Facts) -> None:
        for row in self.reports:
            month = row["month"]
            on_time = _is_sent(row) and row["sent"] <= row["due"]
            facts.add(units.in_force(month), row["commune"], month, int(on_time), 1)


def _activities(directory: Path) -> list[dict]:
    """The sums of the activities of each commune, group and month; an empty cell adds nothing."""
    rows = read(directory, "hoat_dong")
    rows["month"] = rows["date"].str.slice(0, 7)
    rows["evening"] = rows["sessions"].where(rows["form"] == EVENING, 0.0)
    keys, sums = ["commune", "group", "month"], [*SUMS, "households_new", "distinct_people"]
    return rows.groupby(keys)[sums].sum().reset_index().to_dict("records")


def _is_sent(row: dict) -> bool:
    return row["state"] in SENT and row["sent"] != ""

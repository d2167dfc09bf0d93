"""Results of the benchmarks: against their goals, into build/bench.json and BENCHMARKS.md.

A run replaces the results of the tests that it ran and leaves the others as they are; so each is
made again by the one command that stands beside it.
"""

import json
import os
import subprocess
import tomllib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
GOALS = ROOT / "tests/bench/goals.toml"
JSON, TABLE = ROOT / "build/bench.json", ROOT / "BENCHMARKS.md"
BEGIN, END = "<!-- results: written by make bench -->", "<!-- end of results -->"
COMMAND = "make bench BENCH="
BUSY = 0.5  # of a core: what else may run before the times count as those of an idle machine


@dataclass(frozen=True)
class Goal:
    """What is wanted of one result: at most so much, of the ratio or of what we took."""

    name: str
    of: str
    most: float
    before: str
    unit: str = ""

    def is_met(self, result: "Result") -> bool:
        """Whether a result is as good as wanted."""
        value = result.ratio if self.of == "ratio" else result.ours
        return value is not None and value <= self.most


@dataclass(frozen=True)
class Result:
    """One result; `ours`, `floor` in `unit`, `goal` as in goals.toml, `test` what made it."""

    name: str
    ours: float
    floor: float | None
    ratio: float | None
    goal: float | None
    unit: str
    test: str
    machine: str
    busy: float
    commit: str
    date: str


def goals() -> dict[str, Goal]:
    """The goals by the names of the results, in the order of the table."""
    stanzas = tomllib.loads(GOALS.read_text(encoding="utf-8"))["goal"]
    return {one["name"]: Goal(**one) for one in stanzas}


def result(
    name: str, ours: float, floor: float | None, unit: str, test: str, busy: float
) -> Result:
    """A result of now, of this commit, on this machine."""
    goal = goals().get(name)
    return Result(
        name,
        ours,
        floor,
        ours / floor if floor else None,
        goal.most if goal else None,
        unit,
        test,
        _machine(),
        round(busy, 1),
        _commit(),
        datetime.now(UTC).date().isoformat(),
    )


def keep(new: list[Result], ran: set[str]) -> None:
    """Writes both files anew: `new`, and what they held of tests that did not run now."""
    JSON.parent.mkdir(exist_ok=True)
    before = json.loads(JSON.read_text(encoding="utf-8")) if JSON.exists() else []
    found = [one for one in before if one["test"] not in ran] + [asdict(one) for one in new]
    JSON.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    text = TABLE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    inside, _, foot = rest.partition(END)
    lines = [line for line in inside.splitlines() if line.startswith("| ")]
    kept = {_name(line): line for line in lines if COMMAND in line and _test(line) not in ran}
    TABLE.write_text(f"{head}{BEGIN}\n\n{written(new, kept)}\n{END}{foot}", encoding="utf-8")


def _name(line: str) -> str:
    return line.split("|")[1].strip()


def _test(line: str) -> str:
    return line.partition(COMMAND)[2].partition("`")[0].replace("'", "")


def written(new: list[Result], kept: dict[str, str]) -> str:
    """The tables: first what has a goal, met or missed or not measured; then all others.

    `kept` are the lines of earlier runs by the names of their results; new ones come before them.
    """
    wanted, latest = goals(), {one.name: one for one in new}
    lines = ["| What | Before | Now | Floor | × floor | Goal | | Measured |", "|" + "---|" * 8]
    for name, goal in wanted.items():
        unmeasured = f"| {name} | {goal.before} | – | – | – | {_most(goal)} | not measured | |"
        one = latest.get(name)
        lines.append(_row_of_goal(goal, one) if one else kept.get(name, unmeasured))
    lines += ["", "Without a goal in this table:", ""]
    lines += ["| What | Now | Floor | × floor | Measured |", "|" + "---|" * 5]
    others = {name: line for name, line in kept.items() if name not in wanted}
    others |= {
        one.name: f"| {one.name} | {_cells(one)} | {_measured(one)} |"
        for one in new
        if one.name not in wanted
    }
    lines += sorted(others.values(), key=lambda line: (_test(line).partition("::")[0], line))
    return "\n".join([*lines, ""])


def _row_of_goal(goal: Goal, one: Result) -> str:
    mark = "met" if goal.is_met(one) else "**missed**"
    cells = f"{_cells(one)} | {_most(goal)} | {mark} | {_measured(one)}"
    return f"| {goal.name} | {goal.before} | {cells} |"


def _most(goal: Goal) -> str:
    return f"≤ {goal.most:g} ×" if goal.of == "ratio" else f"≤ {amount(goal.most, goal.unit)}"


def _cells(one: Result) -> str:
    floor = "–" if one.floor is None else amount(one.floor, one.unit)
    ratio = "–" if one.ratio is None else f"{one.ratio:.{1 if one.ratio < 100 else 0}f}"
    return f"{amount(one.ours, one.unit)} | {floor} | {ratio}"


def _measured(one: Result) -> str:
    busy = f", {one.busy:g} other processes at work" if one.busy > BUSY else ""
    test = f"'{one.test}'" if "[" in one.test else one.test
    return f"{one.date}, {one.commit}, {one.machine}{busy}; `{COMMAND}{test}`"


def amount(value: float, unit: str) -> str:
    """A value as people read it: 81 ms, 1.30 s, 38 kB, 0.47 GB."""
    if unit == "s":
        return f"{1000 * value:.0f} ms" if value < 1 else f"{value:.2f} s"
    if unit == "bytes":
        for size, name in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
            if value >= size:
                return f"{value / size:.3g} {name}"
    return f"{value:,.3g} {unit}"


def load_of_others() -> float:
    """How many processes wanted a core in the last minute, where the system says it."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _machine() -> str:
    """Cores, memory and kind of processor; no name."""
    cores, kind = os.cpu_count(), "processor"
    try:
        info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
        names = [line for line in info.splitlines() if line.startswith("model name")]
        kind = names[0].partition(":")[2].strip() if names else kind
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        return f"{cores} cores, {pages / 2**30:.0f} GiB, {kind}"
    except OSError:
        return f"{cores} cores"


def _commit() -> str:
    """The commit, with "+" where files of the repository are changed (but the table itself)."""
    asked = ["git", "-C", str(ROOT)]
    found = subprocess.run([*asked, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    if found.returncode:
        return "no commit"
    changed = subprocess.run(
        [*asked, "status", "--porcelain", "--untracked-files=no", "--", ".", f":!{TABLE.name}"],
        capture_output=True,
        text=True,
    )
    return found.stdout.strip() + ("+" if changed.stdout.strip() else "")

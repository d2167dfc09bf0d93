"""The rules of the alerts, read from kpis/alerts.toml: one stanza a rule."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kpis.alerts.rule import OF_GROUPS, Condition, OffTrack, Rule, Severity, Way
from kpis.catalogue.catalogue import Catalogue
from kpis.catalogue.kpi import Kpi
from kpis.catalogue.stanza import Stanza
from kpis.catalogue.vocabulary import Level, WrittenLevel
from kpis.errors import CatalogueError, nearest
from kpis.work.places import SILENCE

RULES = Path(__file__).parents[1] / "alerts.toml"
EVERY = "all"

REQUIRED = ("name", "condition", "levels", "severity")
OWN = {  # condition → the keys that only its rules may have
    Condition.OFF_TRACK: ("kpis", "periods", "status", "past", "unconfirmed"),
    Condition.JUMP: ("kpis", "points", "times", "way", "least"),
    Condition.NO_REPORT: ("kpis", "periods"),
    Condition.TARGET_LOST: ("kpis", "periods", "unconfirmed"),
    Condition.SILENT_GROUPS: ("months", "groups", "share"),
    Condition.DIFFICULTY: ("periods", "groups", "share"),
}
PERIODS = {
    Condition.OFF_TRACK: 2,
    Condition.NO_REPORT: 2,
    Condition.TARGET_LOST: 1,
    Condition.DIFFICULTY: 3,
}
THREEFOLD = 3.0  # the jump above which the checks of the data flag a stock
LEAST = 50.0  # a share of fewer people or dossiers swings too much to be news


def load(catalogue: Catalogue, path: Path = RULES) -> tuple[Rule, ...]:
    """The rules of a file, in its order; CatalogueError names file, stanza and what is wrong."""
    try:
        tables: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CatalogueError(f"{path} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path} is not TOML: {error}") from None
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise CatalogueError(f"{path}: “{name}” stands outside a [stanza].")
    return tuple(_rule(Stanza(path, name, table), catalogue) for name, table in tables.items())


def _rule(stanza: Stanza, catalogue: Catalogue) -> Rule:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", stanza.name):
        raise stanza.refuse("a rule is named in small letters, digits and underscores.")
    stanza.allow(REQUIRED, ("enabled", *(key for keys in OWN.values() for key in keys)))
    condition, has = stanza.choice("condition", Condition), stanza.table.__contains__
    is_of_groups = condition in OF_GROUPS
    required = REQUIRED if is_of_groups else (*REQUIRED, "kpis")
    stanza.allow(required, ("enabled", *OWN[condition]))
    points = _positive(stanza, "points") if has("points") else None
    is_jump = condition is Condition.JUMP
    times = _times(stanza) if has("times") else THREEFOLD if is_jump and points is None else None
    rule = Rule(
        id=stanza.name,
        name=stanza.bilingual("name"),
        condition=condition,
        severity=stanza.choice("severity", Severity),
        kpis=() if is_of_groups else _kpis(stanza, catalogue),
        levels=tuple(one.meant for one in stanza.choices("levels", WrittenLevel)),
        enabled=stanza.truth("enabled") if has("enabled") else True,
        periods=stanza.integer("periods", 1, 60) if has("periods") else PERIODS.get(condition, 1),
        status=stanza.choice("status", OffTrack) if has("status") else OffTrack.BEHIND,
        past=stanza.truth("past") if has("past") else False,
        unconfirmed=stanza.truth("unconfirmed") if has("unconfirmed") else False,
        points=points,
        times=times,
        way=stanza.choice("way", Way) if has("way") else Way.BOTH,
        least=_positive(stanza, "least") if has("least") else LEAST if is_jump else 0,
        months=_silence(stanza) if has("months") else Rule.months,
        groups=stanza.integer("groups", 1, 1000) if has("groups") else Rule.groups,
        share=_positive(stanza, "share") if has("share") else Rule.share,
    )
    if is_of_groups and Level.WHOLE in rule.levels:
        raise stanza.refuse("groups are watched in districts and communes, not in the province.")
    if rule.share > 100:
        raise stanza.refuse(f"“share” is per cent of groups, at most 100, not {rule.share:g}.")
    if not (is_of_groups or any(rule.subjects())):
        raise stanza.refuse("none of its KPIs is measured at its levels.")
    return rule


def _kpis(stanza: Stanza, catalogue: Catalogue) -> tuple[Kpi, ...]:
    """“all”, or a list of KPIs and groups, in the order of the catalogue."""
    if stanza.table["kpis"] == EVERY:
        return tuple(catalogue.values())
    wanted: Sequence[str] = stanza.texts("kpis")
    known = [*catalogue, *catalogue.groups]
    for word in wanted:
        if word not in known:
            raise stanza.refuse(f"“{word}” is neither a KPI nor a group. {nearest(word, known)}")
    if not wanted:
        raise stanza.refuse(f"“kpis” names none; write “{EVERY}” for every KPI.")
    return tuple(kpi for kpi in catalogue.values() if kpi.id in wanted or kpi.group in wanted)


def _positive(stanza: Stanza, key: str) -> float:
    value = stanza.number(key)
    if value <= 0:
        raise stanza.refuse(f"“{key}” must be above 0, not {value:g}.")
    return value


def _silence(stanza: Stanza) -> int:
    months = stanza.integer("months", SILENCE[0], SILENCE[-1])
    if months not in SILENCE:
        known = ", ".join(map(str, SILENCE))
        raise stanza.refuse(f"“months” must be one of {known}, as on the page, not {months}.")
    return months


def _times(stanza: Stanza) -> float:
    value = stanza.number("times")
    if value <= 1:
        raise stanza.refuse(f"“times” must be above 1, not {value:g}.")
    return value

"""The words of a state: levels, missing values, status, confirmation; and the names of units."""

import csv

import pandas as pd

from data.reference import CODE_LISTS
from geo.province import has_published_totals, province
from geo.units import table as units
from kpis.catalogue.vocabulary import Counted
from kpis.province import PART, WHOLE
from pages.text.language import LANGUAGES, Language

Doubles = dict[tuple[str, str, str], str]  # vintage, level and code → the name with the district's


def level(code: str, vintage: str, language: Language) -> str:
    """The name of a level; since the law has no districts any more they are former ones."""
    t = language.t
    if code == PART and units.are_former(vintage):
        return t("Former districts")
    return {WHOLE: t("Province"), PART: t("Districts"), "commune": t("Communes")}[code]


def role_name(role: str, language: Language) -> str:
    """What a role is called; the word itself for one that has no other."""
    t = language.t
    return {
        "viewer": t("viewer"),
        "analyst": t("analyst"),
        "steward": t("data steward"),
        "secretary": t("secretary of meetings"),
        "admin": t("administrator"),
    }.get(role, role)


def missing(reason: str, language: Language) -> str:
    """Why a value, or a report, is missing: the same words on every page and in every file."""
    t = language.t
    return {
        "not_reported": t("Not sent (overdue)"),
        "not_due": t("Not due yet"),
        "not_collected": t("Not collected"),
        "suppressed": t("Hidden (few people)"),
        "not_applicable": t("Not applicable"),
        "no_boundary": t("Not comparable"),
    }[reason]


def counted(code: str, language: Language) -> str:
    """What the numerator of an indicator counts, by the word of its stanza."""
    t = language.t
    word = {
        "people": t("people"),
        "households": t("households"),
        "assists": t("assists, each of one person"),
        "dossiers": t("dossiers, each of one applicant"),
        "answers": t("answers, each of one applicant"),
        "population": t("all residents"),
        "members": t("members of the groups"),
        "groups": t("groups"),
        "villages": t("villages"),
        "sessions": t("sessions"),
        "reports": t("reports"),
        "procedures": t("procedures"),
        "work_files": t("work files"),
        "firms": t("firms and household businesses"),
        "money": t("money"),
    }[code]
    if not Counted(code).is_personal:
        return word
    return t("{counted}; small numbers are hidden", counted=word)


def status(code: str, language: Language) -> str:
    """The status of progress to a target, in words; never those of a verdict."""
    t = language.t
    return {
        "met": t("Met now"),
        "on_track": t("On track"),
        "slightly_behind": t("Slightly behind"),
        "behind": t("Behind"),
        "missed": t("Not met now"),
        "no_target": t("No target"),
        "insufficient": t("Not enough data"),
    }[code]


def caveat(code: object, language: Language) -> str:
    """Why a status is to be read with care, in a few words; "" where nothing is."""
    t = language.t
    words = {
        "population_changed": t("denominator changed by more than 10 % since the base"),
        "units_changed": t("units divided since the base"),
    }
    return words.get(str(code), "")


def confirmation(code: str, language: Language) -> str:
    """How far a target is confirmed, in words."""
    t = language.t
    return {
        "confirmed": t("confirmed"),
        "restated": t("confirmed through another document"),
        "derived": t("derived"),
        "unconfirmed": t("unconfirmed"),
        "proposed": t("proposed here"),
    }[code]


def decision(state: str, is_overdue: bool, language: Language) -> str:
    """What became of a decision of a meeting; one that should have been done is overdue."""
    t = language.t
    if is_overdue:
        return t("Overdue")
    return {"open": t("In hand"), "done": t("Done"), "dropped": t("Dropped")}[state]


def rules(language: Language) -> dict[str, str]:
    """What is wrong with a line, by the code of the rule that it breaks."""
    with (CODE_LISTS / "rule.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row[f"name_{language.code}"] for row in csv.DictReader(file)}


def demonstration(words: Language) -> str:
    """The sentence that stands on everything made from demonstration data."""
    if not has_published_totals():
        return words.t("Demonstration data: no figure here is a result; everything is invented.")
    return words.t(
        "Demonstration data: no figure here is a result; everything below the province is invented."
    )


def doubles(units: pd.DataFrame) -> Doubles:
    """The communes of `units` (mart_unit) that share their name with another of their vintage."""
    shared = units[units.duplicated(["vintage", "level", "name"], keep=False)]
    districts = units[units["level"] == PART].set_index(["vintage", "code"])["name"]
    return {
        (unit.vintage, unit.level, unit.code): within(unit.name, districts[key])
        for unit in shared[shared["level"] == "commune"].itertuples(index=False)
        for key in [(unit.vintage, unit.parent_code)]
    }


def told_apart(rows: pd.DataFrame, names: Doubles) -> pd.DataFrame:
    """Readings in which a name that two units of a vintage share is followed by the district's."""
    keys = zip(rows["vintage"], rows["level"], rows["area_code"], strict=True)
    told = [names.get(key, n) for key, n in zip(keys, rows["area_name"], strict=True)]
    return rows.assign(area_name=told)


def within(name: str, above: str) -> str:
    """The name of a unit that others share, told apart by the unit above it, in brackets."""
    return f"{name} ({short_name(above)})"


def located(name: str, above: object, between: str = ", ") -> str:
    """A unit's name and that of the unit above it, where there is one and `within` names none."""
    if not isinstance(above, str) or not above or is_within(name, above):
        return name
    return f"{name}{between}{above}"


def is_within(name: str, above: str) -> bool:
    """Whether the unit above stands behind the name already, as in "Phường An Bình (Gia Lai)"."""
    return name.endswith(within("", above))


def short_name(name: str) -> str:
    """A unit's name without its type, and without "(cũ)", as a map writes it."""
    for type in ("Tỉnh", "Thành phố", "Thị xã", "Thị trấn", "Đặc khu", "Phường", "Huyện", "Xã"):
        name = name.removeprefix(type + " ")
    return name.removesuffix(" (cũ)")


def export_name(code: str, language: Language) -> str:
    """What an export is about, in words."""
    t = language.t
    return {
        "to_cong_nghe_so": t("Registry of the digital technology groups"),
        "dan_so": t("Population"),
        "thanh_vien": t("Members of the groups"),
        "to_quan_ly": t("Management groups"),
        "hoat_dong": t("Activities of the groups"),
        "bao_cao": t("Monthly reports of the groups"),
        "su_dung_dich_vu": t("Use of services"),
        "ho_so": t("Dossiers"),
        "ho_so_cong_viec": t("Work files"),
        "dich_vu_cong": t("Public services of the province"),
        "kinh_te_so": t("Digital economy"),
        "tap_huan": t("Trainings of the members"),
        "ho_thon": t("Households of the villages"),
        "chi_tieu": t("Targets of districts and communes"),
    }.get(code, code)


def province_name() -> str:
    """What the province is called, without its type; in both languages alike."""
    return province().name


def dashboard(words: Language) -> str:
    """What the dashboard is called, with the name of the province."""
    return words.t("Digital transformation in {province}", province=province_name())


def dashboard_in_both() -> str:
    """The same for a title that is one for both languages, Vietnamese first."""
    return " · ".join(dashboard(Language(code)) for code in LANGUAGES)

"""The command line: `python -m pages.briefs digest`, the e-mail about alerts that are new;
`meeting`, a document of a meeting; `view`, of one frozen view; `send`, a meeting's documents by
e-mail; `sheets`, one for each unit; `report`, that of a month."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.access.check import require
from data.command_line import run
from data.refusal import Bilingual, RefusedError
from data.store.snapshot import Snapshot, SnapshotError, current, store_directory
from kpis.errors import KpiError
from pages.briefs.settings import MailError, Settings, load
from pages.text.language import DEFAULT, LANGUAGES, Language

# What a command alone needs is imported by it: sheets are laid out in the memory that is saved.
if TYPE_CHECKING:
    import pandas as pd

    from pages.briefs.digest import Source
    from pages.briefs.frozen import FrozenView

FORMATS = ("pptx", "pdf", "docx", "xlsx")
PICTURES = ("png", "svg")  # of maps


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command: 0 when sent or nothing is new, 2 with a message otherwise."""
    asked = _parser().parse_args(arguments)
    store = asked.store or store_directory()
    try:
        does = {"digest": _digest, "meeting": _make, "view": _view, "send": _post}
        does |= {"sheets": _sheets, "report": _report}
        print(does[asked.command](store, asked), flush=True)
    except (MailError, KpiError, RefusedError, SnapshotError) as error:
        print(f"pages.briefs: {error}", file=sys.stderr)
        return 2
    return 0


def _digest(store: Path, asked: argparse.Namespace) -> str:
    return _tell(store, load(), asked.dry_run)


def _make(store: Path, asked: argparse.Namespace) -> str:
    """Writes a document of a meeting, or the picture of each of its maps; where they lie."""
    from pages.briefs.documents import Format, make, pictures
    from pages.briefs.meeting import brief_of

    brief = brief_of(store, asked.meeting, Language(asked.lang))
    asked.out.mkdir(parents=True, exist_ok=True)
    name = f"meeting-{asked.meeting}"
    if asked.format in PICTURES:
        return "\n".join(map(str, pictures(brief, asked.format, asked.out, name)))
    path: Path = asked.out / f"{name}.{asked.format}"
    make(brief, Format(asked.format), path, asked.template)
    return str(path)


def _view(_store: Path, asked: argparse.Namespace) -> str:
    """Writes a document of one frozen view; where it lies."""
    from pages.briefs.documents import Format, make
    from pages.briefs.meeting import brief_of_view

    make(brief_of_view(_frozen(asked.file)), Format(asked.format), asked.out)
    return str(asked.out)


def _frozen(file: Path) -> "FrozenView":
    """The view of a file. RefusedError where it holds none."""
    from pages.briefs.frozen import UnreadableError, fingerprint, read

    try:
        written = file.read_bytes()
        return read(written, fingerprint(written))
    except (OSError, ValueError, TypeError, KeyError, UnreadableError) as error:
        raise RefusedError(
            file.name,
            Bilingual("tệp này không chứa màn hình nào.", "this file holds no view."),
            Bilingual(
                "Chọn tệp .json trong thư mục meetings của kho dữ liệu.",
                "Choose a .json file of the folder meetings of the store.",
            ),
            detail=str(error),
        ) from error


def _post(store: Path, asked: argparse.Namespace) -> str:
    """Sends a meeting's documents to the recipients of the configuration; says what was done."""
    from data.ledger.meetings.agenda import note_sent
    from pages.briefs.documents import Format, make
    from pages.briefs.invitation import invitation
    from pages.briefs.mail import message, send
    from pages.briefs.meeting import agenda_link, brief_of

    require("send_meeting")  # before a letter has gone out
    settings = load()
    brief = brief_of(store, asked.meeting, Language(asked.lang))
    names = {kind: f"meeting-{brief.day}.{kind}" for kind in asked.format}
    link = agenda_link(settings.base_url, asked.meeting, asked.lang)
    letter = invitation(brief, link, list(names.values()))
    if asked.dry_run:
        count = len(settings.recipients)
        return f"{letter.subject}\n\n{letter.text}\nRecipients: {count}."
    with tempfile.TemporaryDirectory(prefix="documents-") as out:
        files = {}
        for kind, name in names.items():
            make(brief, Format(kind), Path(out) / name)
            files[name] = (Path(out) / name).read_bytes()
    refused = send(message(letter, settings, files), settings)
    went = len(settings.recipients) - len(refused)
    parts = [f"Sent to {went} of {len(settings.recipients)} recipients."]
    try:
        note_sent(store, asked.meeting, asked.format, went, asked.by)
    except RefusedError as error:  # to fail now would have it sent again
        parts.append(f"Sent, but not noted: {error}")
    return " ".join(parts + [f"Not sent to {one}: {why}" for one, why in refused.items()])


def _sheets(store: Path, asked: argparse.Namespace) -> str:
    """Writes the sheets of units; how many there are and where."""
    from pages.briefs.units.bound import bind
    from pages.briefs.units.question import Question

    def told(done: int, of: int) -> None:
        if asked.progress:
            print(f"progress {done} {of}", flush=True)

    question = Question(asked.level, asked.vintage, asked.period, asked.area, asked.lang)
    made = bind(_newest(store), store, question, asked.out, told)
    return f"{asked.out}: {len(made)} PDF"


def _report(store: Path, asked: argparse.Namespace) -> str:
    """Writes the report of a month; where it lies."""
    from pages.briefs.documents import Format, make
    from pages.briefs.office.monthly import monthly

    brief = monthly(_newest(store), store, asked.period, Language(asked.lang))
    make(brief, Format.DOCX, asked.out, asked.template)

    return str(asked.out)


def _newest(store: Path) -> Snapshot:
    snapshot = current(store)
    if snapshot is None:
        raise SnapshotError(f"No snapshot is published in {store}: there is nothing to tell.")
    return snapshot


def _tell(store: Path, settings: Settings, is_dry: bool) -> str:
    """Sends what is new, once; says what was done."""
    from data.access.roles import PROGRAM
    from data.ledger.sent_alerts import keep_told, told
    from kpis.alerts.groups import SUBJECTS
    from kpis.catalogue.catalogue import load as load_catalogue
    from pages.briefs.digest import digest
    from pages.briefs.mail import message, send

    snapshot = _newest(store)
    rows, facts = _published(snapshot)
    catalogue = load_catalogue()
    known = [*catalogue, *SUBJECTS]
    new = rows[rows["kpi"].isin(known) & ~rows["alert"].isin(told(store))]
    if new.empty:
        return "Nothing is new: no e-mail is sent."
    source = _source(facts, snapshot, settings)
    letter = digest(new, catalogue, Language(settings.language), source)
    if is_dry:
        return f"{letter.subject}\n\n{letter.text}"
    refused = send(message(letter, settings), settings)
    try:
        keep_told(store, new["alert"], PROGRAM)
    except RefusedError as error:  # BusyError is one too
        raise MailError(f"Sent, but not noted; the next e-mail will repeat it. {error}") from error
    return _told(len(new), settings, refused)


def _told(count: int, settings: Settings, refused: dict[str, str]) -> str:
    """What was done, in one line: the publisher passes on no more."""
    every = len(settings.recipients)
    parts = [f"Sent to {every - len(refused)} of {every} recipients: new alerts {count}."]
    parts += [f"Not sent to {one}: {why}" for one, why in refused.items()]
    return " ".join(parts)


def _published(snapshot: Snapshot) -> "tuple[pd.DataFrame, dict[str, str]]":
    """The alerts of a snapshot and the facts of mart_data."""
    from kpis.alerts.published import alerts

    with closing(snapshot.connect()) as con:
        return alerts(con), dict(con.execute("select key, value from mart_data").fetchall())


def _source(facts: dict[str, str], snapshot: Snapshot, settings: Settings) -> "Source":
    from pages.briefs.digest import Source

    is_demonstration = facts.get("is_demonstration") == "true"
    published = str(snapshot.manifest["published_at"])
    month = facts["last_month"]
    return Source(settings.base_url, snapshot.name, month, is_demonstration, published)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pages.briefs", description="Documents out of the dashboard."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    mail = commands.add_parser(
        "digest",
        help="an e-mail about alerts that are new",
        description="Sends what no e-mail told before; DX_MAIL names the server's settings.",
    )
    mail.add_argument("--dry-run", action="store_true", help="print the letter, send nothing")
    meeting = commands.add_parser(
        "meeting",
        help="a document of a meeting",
        description="Writes DIR/meeting-ID.FORMAT, or of each map DIR/meeting-ID-ITEM-MAP.FORMAT"
        " (png, svg), and prints where they lie.",
    )
    meeting.add_argument("--format", choices=[*FORMATS, *PICTURES], required=True)
    meeting.add_argument("--out", metavar="DIR", type=Path, required=True)
    meeting.add_argument(
        "--template", metavar="FILE", type=Path, help="an office's own, for the report (docx)"
    )
    view = commands.add_parser(
        "view",
        help="a document of one frozen view",
        description="Writes it as a meeting of one item, in the language of the view.",
    )
    view.add_argument("file", metavar="FILE.json", type=Path, help="the view, as it was frozen")
    view.add_argument("--format", choices=FORMATS, required=True)
    view.add_argument("--out", metavar="FILE", type=Path, required=True)
    post = commands.add_parser(
        "send",
        help="a meeting's documents by e-mail",
        description="Sends them to the recipients of the settings that DX_MAIL names.",
    )
    post.add_argument("--dry-run", action="store_true", help="print the letter, send nothing")
    post.add_argument("--by", default="", metavar="WHO", help="the office that sends it")
    post.add_argument(
        "--format", choices=FORMATS, action="append", default=[], help="may be given several times"
    )
    for command in (meeting, post):
        command.add_argument("meeting", metavar="ID", type=int, help="its number, as in its link")
    for command in (meeting, view, post, *_of_figures(commands)):
        command.add_argument("--lang", choices=[*LANGUAGES], default=DEFAULT)
    for command in commands.choices.values():
        command.add_argument(
            "--store", metavar="DIR", type=Path, help="default: DX_STORE, else store/"
        )
    return parser


def _of_figures(commands: Any) -> list[argparse.ArgumentParser]:
    """The commands about the newest figures: sheets and the report."""
    sheets = commands.add_parser(
        "sheets",
        help="one sheet for each commune or district",
        description="Writes PDF of two pages a unit at most: all into FILE.pdf, or one each into"
        " a directory.",
    )
    sheets.add_argument("--level", metavar="LEVEL", required=True, help="commune or district")
    sheets.add_argument("--vintage", metavar="V", help="default: the units in force in the period")
    sheets.add_argument("--area", metavar="CODE", default="", help="only this unit")
    sheets.add_argument("--out", metavar="FILE.pdf|DIR", type=Path, required=True)
    sheets.add_argument(
        "--progress", action="store_true", help="print “progress DONE OF” as it goes on"
    )
    report = commands.add_parser(
        "report",
        help="the report of the province for a month",
        description="Writes the report for Word, in the form of Nghị định 30/2020/NĐ-CP.",
    )
    report.add_argument("--out", metavar="FILE.docx", type=Path, required=True)
    report.add_argument("--template", metavar="FILE", type=Path, help="an office's own")
    for command in (sheets, report):
        command.add_argument("--period", metavar="P", help="default: the last month of the data")
    return [sheets, report]


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(run(main, "pages.briefs"))

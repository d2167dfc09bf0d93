"""The command line: `python -m data.intake FILE…` takes files into the store, or says why not."""

import argparse
import json
import sys
import time
from pathlib import Path

from data.command_line import run
from data.exports import exports
from data.match.tables import Ask
from data.publish.imports import Order, Request, import_files
from data.refusal import RefusedError
from data.stage.outcome import Outcome
from data.store.snapshot import store_directory
from data.store.write_lock import BusyError

ALL_ACCEPTED, SOME_QUARANTINED, REFUSED = 0, 1, 2


def main(arguments: list[str] | None = None) -> int:
    """Run the command; the exit code is 0, 1 or 2, as --help says."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    constants = dict(asked.set or [])
    if len(constants) < len(asked.set or []):
        parser.error("--set: a field is given twice: " + ", ".join(f for f, _ in asked.set))
    began = time.perf_counter()

    def progress(text: str) -> None:
        print(f"{time.perf_counter() - began:5.1f} s  {text}", file=sys.stderr, flush=True)

    written = dict(asked.written or [])
    ask = Ask(asked.kind or "", asked.legacy or "", constants=constants, written=written)
    order = Order([Request(path, ask=ask) for path in asked.files], asked.by, asked.reason)
    try:
        outcomes = import_files(order, asked.store or store_directory(), asked.dry_run, progress)
    except (RefusedError, BusyError) as refused:
        print(f"Nothing was taken in. {refused}", file=sys.stderr)
        return REFUSED
    if asked.json:
        print(json.dumps([one.as_json() for one in outcomes], ensure_ascii=False, indent=1))
    else:
        for one in outcomes:
            print(_told(one))
    return _exit_code(outcomes)


def _exit_code(outcomes: list[Outcome]) -> int:
    if any(one.refused for one in outcomes):
        return REFUSED
    return SOME_QUARANTINED if any(one.quarantined for one in outcomes) else ALL_ACCEPTED


def _told(one: Outcome) -> str:
    if one.refused is not None:
        return f"{one.file}: refused. {one.refused}"
    counts = (
        f"{one.rows_in:,} rows: {one.accepted:,} accepted, {one.quarantined:,} set aside,"
        f" {one.headers_and_blanks:,} headers and blanks; {one.replaced:,} replaced"
    )
    lines = [f"{one.file} ({one.kind}): {one.status.replace('_', ' ')}. {counts}. {one.snapshot}"]
    lines += [f"  note: {n.code} {n.sheet} {n.line}: {n.text}" for n in one.notes]
    if one.unread:
        lines.append(f"  columns not read: {', '.join(one.unread)}")
    for reject in one.rejects[:20]:
        near = ", ".join(f"{c['code']} {c['name']}" for c in reject.candidates)
        place = f"{reject.sheet} {reject.line}".strip()
        lines.append(
            f"  line {place}: {reject.rule} {reject.field} “{reject.text}”"
            + (f" {reject.fate.en}" if reject.fate else f" → {near}?" if near else "")
        )
    if len(one.rejects) > 20:
        lines.append(f"  … and {len(one.rejects) - 20:,} more: see --json")
    return "\n".join(lines).rstrip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m data.intake",
        description="Read files of any usual kind (CSV, XLSX, XLS), check every row, and publish "
        "the result as a new snapshot. Exit code: 0 all rows accepted, 1 some quarantined, 2 a "
        "file was refused.",
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument(
        "--kind",
        metavar="EXPORT",
        choices=[e.name for e in exports()],
        help="the export that the files are of (default: by their headers)",
    )
    parser.add_argument("--store", metavar="DIR", type=Path, help="default: DX_STORE, else store/")
    parser.add_argument("--dry-run", action="store_true", help="say what would become of them")
    parser.add_argument("--json", action="store_true", help="one object a file, on stdout")
    parser.add_argument(
        "--legacy", choices=["tcvn3", "vni"], help="convert from this font encoding"
    )
    parser.add_argument(
        "--set",
        metavar="FIELD=TEXT",
        action="append",
        type=_constant,
        help="a field with the same text in every row, such as month=07/2025",
    )
    parser.add_argument(
        "--written",
        metavar="FIELD=HOW",
        action="append",
        type=_constant,
        help="how a column is written: vi (1.234,5), plain (1,234.5), day_first, month_first;"
        " remembered for files of the same layout",
    )
    parser.add_argument("--by", metavar="WHO", default="", help="who sends them, for the history")
    parser.add_argument("--reason", metavar="WHY", default="", help="why closed months change")
    return parser


def _constant(text: str) -> tuple[str, str]:
    field, found, value = text.partition("=")
    if not found:
        raise argparse.ArgumentTypeError(f"write FIELD=TEXT, not “{text}”")
    return field.strip(), value.strip()


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(run(main, "data.intake"))

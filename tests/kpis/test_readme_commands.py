"""Every command that the README names exists, and every command that exists is in the README."""

import re
import runpy
import shlex
import subprocess
import sys
import warnings
from itertools import takewhile

import pytest

from tests.kpis.test_command_line import ROOT, run, table

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.search(r"^## Commands\n+```\n(.*?)```", README, re.DOTALL | re.MULTILINE)
LINES = [shlex.split(line, comments=True) for line in BLOCK[1].splitlines()]
PYTHON = [line[2:] for line in LINES if line[:2] == ["python", "-m"]]
MAKE = [line[1] for line in LINES if line[0] == "make"]


def test_the_block_was_read():
    assert len(PYTHON) + len(MAKE) == len(LINES) > 5


@pytest.fixture
def help_of(capsys, monkeypatch):
    """What `python -m MODULE COMMAND --help` writes, without a process of its own."""

    def shown(module, *command):
        monkeypatch.setattr(sys, "argv", [module, *command, "--help"])
        with warnings.catch_warnings(), pytest.raises(SystemExit) as stopped:
            warnings.simplefilter("ignore", RuntimeWarning)  # that the module is loaded already
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        output, errors = capsys.readouterr()
        assert (stopped.value.code, errors) == (0, "")
        return output

    return shown


@pytest.mark.parametrize("line", PYTHON, ids=" ".join)
def test_a_command_explains_itself_and_knows_its_options(help_of, line):
    module, *rest = line
    command = list(takewhile(re.compile("[a-z]+").fullmatch, rest))
    shown = help_of(module, *command)
    assert shown.startswith(f"usage: python -m {' '.join([module, *command])}")
    for word in rest:
        if re.fullmatch("--[a-z-]+|[A-Z_]+", word):
            assert word in shown, word


@pytest.mark.sweep
def test_help_is_written_by_a_process_too():
    shown = run("--help")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout.startswith("usage: python -m kpis")


@pytest.mark.parametrize("target", MAKE)
def test_a_target_of_make_exists(target):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("module", ["kpis", "geo", "data.demo", "data.publish", "data.setup"])
def test_every_command_is_in_the_readme(help_of, module):
    usage = help_of(module)
    commands = re.search(r"\{([a-z,]+)\}|([a-z]+(?:\|[a-z]+)+) \.\.\.", usage)
    for name in re.split(r"[,|]", commands[1] or commands[2]) if commands else [""]:
        assert f"python -m {module} {name}".strip() in README.replace("\\", "/").replace(
            ".venv/Scripts/python", "python"
        )


def test_the_examples_of_the_readme_can_be_run(store):
    """Those of the KPIs, on the sample: the others write or need the boundaries."""
    values = next(line for line in PYTHON if line[:2] == ["kpis", "values"])
    rows = table(run(*values[1:], store=store))
    assert {(row["kpi"], row["level"], row["period"]) for row in rows} == {
        ("online_dossier_share", "district", "2024-Q4")
    }


def test_a_reader_that_has_seen_enough_is_no_error():
    command = [sys.executable, "-m", "kpis", "list"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0

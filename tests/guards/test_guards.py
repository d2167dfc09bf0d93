"""Each guard stands where the list says, each of its tests exists, and SECURITY.md names it."""

import ast

import pytest

from tests.guards.guards import ROOT, Guard, guards, promises

GUARDS = guards()


def functions_of(name: str) -> set[str]:
    """The functions of a file."""
    tree = ast.parse((ROOT / name).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("guard", GUARDS, ids=lambda one: one.promise)
def test_a_guard_is_where_the_list_says(guard: Guard) -> None:
    assert (ROOT / guard.file).read_text("utf-8").count(guard.line) == 1
    assert guard.tests and guard.line != guard.without


@pytest.mark.parametrize("guard", GUARDS, ids=lambda one: one.promise)
def test_its_tests_exist(guard: Guard) -> None:
    for name in guard.tests:
        file, _, test = name.partition("::")
        assert (ROOT / file).is_file()
        assert not test or test.partition("[")[0] in functions_of(file)


def test_security_md_names_each_promise_with_its_tests() -> None:
    """Where it does not: what stands below “## Promises” is this table."""
    _, _, told = (ROOT / "SECURITY.md").read_text("utf-8").partition("\n## Promises\n\n")
    assert told.partition("\n## ")[0].strip() == promises().strip()

"""What is fuzzed: the first byte of an input chooses the target, the rest is for the target.

Every input must end in a refusal that says something, or in a result that holds what must hold.
The parts are those that the child process runs, but here without a process for each input.
"""

from collections.abc import Callable

from data.refusal import RefusedError
from tests.fuzz.matching import find_header, judge_columns, say_codes
from tests.fuzz.naming import resolve_names
from tests.fuzz.reading import read_as_text, read_into_table
from tests.fuzz.values import read_values
from tests.fuzz.workbooks import look_into_sheet, look_into_zip, read_cells, read_rows

TARGETS: tuple[Callable[[bytes], None], ...] = (
    read_as_text,
    read_into_table,
    look_into_sheet,
    look_into_zip,
    read_cells,
    read_rows,
    find_header,
    judge_columns,
    say_codes,
    read_values,
    resolve_names,
)


def one_input(data: bytes) -> None:
    """Run one input; whatever it raises is a fault of the project."""
    if not data:
        return
    try:
        TARGETS[data[0] % len(TARGETS)](data[1:])
    except RefusedError as refused:
        sentences = (*refused.reason.as_dict().values(), *refused.remedy.as_dict().values())
        assert refused.file, "a refusal names no file"
        assert all(sentence.strip() for sentence in sentences), "a refusal says nothing"

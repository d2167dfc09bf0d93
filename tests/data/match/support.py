"""Columns as they are after judging, for tests of values and for fuzzing."""

from collections.abc import Mapping

from data.match import Style


def canonical_query(table: str, styles: Mapping[str, Style]) -> str:
    """The lines of a table with every judged column rewritten, named after its field."""
    cells = ", ".join(f"{style.expression} as {field}" for field, style in styles.items())
    return f"select line, {cells} from {table}"

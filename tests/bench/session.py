"""One session as a browser keeps it: what it tells Streamlit, and what it keeps of the answers.

Messages in, messages out; how they travel (a WebSocket, or a runtime in the same process) is the
business of the caller. Of an answer only what the next question needs is read.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

RUNS_KEPT = 2  # so long a browser keeps a large message, for the server to name it by its hash
TEXT = "text"  # the field of the first text box of a page, which has no key of ours
FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass(frozen=True)
class Picker:
    """A widget of the page: what it offers and which part of the page a change of it reruns."""

    id: str
    kind: str
    options: tuple[str, ...]
    shown: str
    fragment: str


@dataclass
class Session:
    """What a browser knows of one page; `bytes` and `failures` of the answer under way."""

    url: str
    query: str = ""
    script: str = ""
    pickers: dict[str, Picker] = field(default_factory=dict)
    bytes: int = 0
    failures: list[str] = field(default_factory=list)
    _kept: deque[set[str]] = field(default_factory=lambda: deque([set()], maxlen=RUNS_KEPT))

    def opening(self, page: str, query: str = "") -> bytes:
        """The question of a browser that opens an address; "" is the first page."""
        self.query, self.script = query, ""
        return self._asking(page_name=page)

    def choosing(self, name: str, option: str) -> bytes:
        """The question of a browser in which a picker was set to one of its options."""
        picker = self.pickers[name]
        state = WidgetState(id=picker.id)
        if picker.kind == "button_group":
            state.string_array_value.data.append(option)
        else:
            state.string_value = option
        return self._asking([state], picker.fragment)

    def others(self, name: str, texts: Sequence[str] = ()) -> tuple[str, ...]:
        """The options of a picker but the one that is chosen, those below it first.

        Of a text box those of `texts`.
        """
        picker = self.pickers[name]
        offered = picker.options or tuple(texts)
        here = offered.index(picker.shown) if picker.shown in offered else -1
        return tuple(one for one in offered[here + 1 :] + offered[: max(here, 0)])

    def _asking(
        self, states: Sequence[WidgetState] = (), fragment: str = "", page_name: str = ""
    ) -> bytes:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_script_hash = self.query, self.script
        asked.fragment_id, asked.page_name = fragment, page_name
        asked.widget_states.widgets.extend(states)
        asked.cached_message_hashes.extend(set().union(*self._kept))
        asked.context_info.url = f"{self.url}/{page_name}"
        asked.context_info.timezone, asked.context_info.locale = "Asia/Ho_Chi_Minh", "vi"
        self.bytes, self.failures = 0, []
        self._kept.append(set())
        return message.SerializeToString()

    def heard(self, data: bytes) -> bool:
        """Takes in one message of the server; whether the answer is whole with it."""
        self.bytes += len(data)
        message = ForwardMsg.FromString(data)
        kind = message.WhichOneof("type")
        if message.metadata.cacheable and message.hash:
            self._kept[-1].add(message.hash)
        if kind == "delta":
            self._draw(message)
        elif kind == "ref_hash":
            self._kept[-1].add(message.ref_hash)
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "new_session":
            self.script = message.new_session.page_script_hash
        elif kind == "navigation":
            self.script = message.navigation.page_script_hash
        elif kind == "page_not_found":
            self.failures.append("page not found")
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                self.failures.append("the script does not compile")
                return True
            return message.script_finished in FINISHED
        return False

    def _draw(self, message: ForwardMsg) -> None:
        if message.delta.WhichOneof("type") != "new_element":
            return
        element: Any = message.delta.new_element
        kind = element.WhichOneof("type")
        fragment = message.delta.fragment_id
        if kind == "exception":
            self.failures.append(element.exception.message)
        elif kind == "selectbox":
            one = element.selectbox
            self._keep(one.id, kind, tuple(one.options), one.raw_value, fragment)
        elif kind == "button_group":
            group = element.button_group
            options = tuple(option.content for option in group.options)
            self._keep(group.id, kind, options, ",".join(group.raw_values), fragment)
        elif kind == "text_input":
            box = element.text_input
            if self.pickers.setdefault(TEXT, Picker(box.id, kind, (), "", fragment)).id == box.id:
                self.pickers[TEXT] = Picker(box.id, kind, (), box.value, fragment)

    def _keep(
        self, id: str, kind: str, options: tuple[str, ...], shown: str, fragment: str
    ) -> None:
        name = id.rpartition("-pick_")[2]
        self.pickers[name] = Picker(id, kind, options, shown, fragment)

"""The connection of a page takes what a browser says, and tells nobody where the dashboard lies."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.shell.server.messages import Messages
from tests.serving import answered


def passed(said: list[bytes], told: bytes = b"") -> tuple[list[bytes], list[bytes]]:
    """What of messages reaches an application, and what of its answer the browser."""
    waiting = [{"type": "websocket.receive", "bytes": one} for one in said]
    waiting.append({"type": "websocket.disconnect"})
    heard: list[bytes] = []
    sent: list[bytes] = []

    async def app(scope, receive, send):
        await send({"type": "websocket.send", "bytes": told})
        while (message := await receive())["type"] != "websocket.disconnect":
            heard.append(message["bytes"])

    async def receive():
        return waiting.pop(0)

    async def send(message):
        sent.append(message["bytes"])

    answered(Messages(app)({"type": "websocket"}, receive, send))
    return heard, sent


def asks(**kind: object) -> bytes:
    return BackMsg(**kind).SerializeToString()


@pytest.mark.parametrize("kind", ["rerun_script", "file_urls_request"])
def test_what_a_browser_says_is_heard(kind):
    message = BackMsg()
    getattr(message, kind).SetInParent()
    assert passed([message.SerializeToString()])[0] == [message.SerializeToString()]


@pytest.mark.parametrize("operation", ["deferred_file", "dataframe_chunk"])
def test_a_file_and_the_rows_of_a_table_are_fetched(operation):
    message = BackMsg()
    getattr(message.backend_operation_request, operation).SetInParent()
    assert passed([message.SerializeToString()])[0] == [message.SerializeToString()]


@pytest.mark.parametrize(
    "kind",
    [
        "clear_cache",
        "load_git_info",
        "set_run_on_save",
        "debug_disconnect_websocket",
        "debug_shutdown_runtime",
    ],
)
def test_what_no_page_asks_is_not_heard(kind):
    """What all readers share is emptied by nobody, and no file of the server is named."""
    heartbeat = asks(app_heartbeat=True)
    assert passed([asks(**{kind: True}), heartbeat, b""])[0] == [heartbeat]


def test_nothing_is_installed_by_a_reader():
    message = BackMsg()
    message.backend_operation_request.install_skills.SetInParent()
    assert passed([message.SerializeToString()])[0] == []


def test_no_browser_is_told_where_the_dashboard_lies():
    message = ForwardMsg()
    message.new_session.main_script_path = "/srv/dashboard/streamlit_app.py"
    message.new_session.page_script_hash = "a"
    (sent,) = passed([], message.SerializeToString())[1]
    found = ForwardMsg.FromString(sent).new_session
    assert (found.main_script_path, found.page_script_hash) == ("streamlit_app.py", "a")


def test_other_messages_are_as_they_were():
    message = ForwardMsg()
    message.delta.new_element.markdown.body = "Xã Mỹ Thuận"
    assert passed([], message.SerializeToString())[1] == [message.SerializeToString()]

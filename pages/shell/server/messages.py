"""What may be said over the connection of a page: what its browser says, and nothing beside.

Streamlit takes further messages from whoever is connected: one empties what all readers share, one
asks for the files of the repository that were changed. And it tells each browser where on the disk
the dashboard lies.
"""

from pathlib import Path

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.shell.server.asgi import Application, Message, Receive, Send

SCRIPT = b"streamlit_app.py"
ALLOWED = ("rerun_script", "stop_script", "app_heartbeat", "file_urls_request")
OPERATIONS = ("deferred_file", "dataframe_chunk")


class Messages:
    """The ASGI middleware before Streamlit."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Hands a request on; of the connection of a page only what may pass."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return

        async def receiving() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive" or may_be_said(message.get("bytes")):
                    return message

        async def sending(message: Message) -> None:
            if message["type"] == "websocket.send" and message.get("bytes"):
                message = {**message, "bytes": without_place(message["bytes"])}
            await send(message)

        await self.app(scope, receiving, sending)


def may_be_said(data: bytes | None) -> bool:
    """Whether a browser that shows a page says this; what is no message Streamlit refuses."""
    try:
        message = BackMsg.FromString(data or b"")
    except DecodeError:
        return True
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") in OPERATIONS
    return kind in ALLOWED


def without_place(data: bytes) -> bytes:
    """A message to a browser, without the folder in which the dashboard lies."""
    if SCRIPT not in data:
        return data
    message = ForwardMsg.FromString(data)
    if message.WhichOneof("type") != "new_session":
        return data
    message.new_session.main_script_path = Path(message.new_session.main_script_path).name
    return message.SerializeToString()

"""Parts that need no server: sizes of pictures, where the bot finds the server, listeners that are too slow."""

import json

import pytest

from sandbox import Sandbox
from sandbox.pictures import picture_size, picture_type
from sandbox.running import bot_environment
from sandbox.world.events import Events


@pytest.mark.parametrize(
    ("data", "size", "kind"),
    [
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x05\x00\x07\x03" + bytes(10), (7, 5), "image/jpeg"),
        (b"GIF89a\x07\x00\x05\x00", (7, 5), "image/gif"),
        (b"\xff\xd8\x00", None, "image/jpeg"),
        (b"\xff\xd8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", None, "image/jpeg"),
    ],
)
def test_the_size_of_a_picture(data: bytes, size: tuple[int, int] | None, kind: str) -> None:
    assert (picture_size(data), picture_type(data)) == (size, kind)


def test_the_bot_gets_the_sandbox_and_no_proxy() -> None:
    """Also where the server listens at every address, which is none to connect to."""
    server = Sandbox("0.0.0.0")
    server.address = "http://0.0.0.0:8081"
    found = bot_environment(server, {"HTTPS_PROXY": "http://proxy", "TELEGRAM_BOT_TOKEN": "real", "HOME": "/root"})
    assert found == {
        "HOME": "/root",
        "TELEGRAM_BOT_TOKEN": server.token,
        "TANYA_TELEGRAM_BASE_URL": "http://127.0.0.1:8081",
        "TANYA_ADMIN_IDS": "9001",
        "TANYA_ACCESS": "open",
    }


def test_a_slow_listener_is_told_to_load_again() -> None:
    events = Events()
    with events.listening() as queue:
        for _ in range(1001):
            events.tell("menu")
        assert json.loads(queue.get_nowait()) == {"type": "reload"}
        assert queue.empty()

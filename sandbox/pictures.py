"""Reads the size of a picture (PNG, JPEG and GIF), and makes a plain one.

Sources: RFC 2083 (IHDR, IDAT), ITU-T T.81 (SOFn), GIF89a.
"""

from __future__ import annotations

import struct
import zlib

_COLOUR = bytes((88, 119, 82))


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels, or None when this is no picture."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:4] == b"GIF8" and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    return _jpeg_size(data) if data[:2] == b"\xff\xd8" else None


def picture_type(data: bytes) -> str:
    """Return the media type of a picture."""
    return {b"\x89P": "image/png", b"GI": "image/gif"}.get(data[:2], "image/jpeg")


def plain_picture(width: int, height: int) -> bytes:
    """Return a PNG of one colour, sizes in pixels."""
    rows = (b"\0" + _COLOUR * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    whole = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(whole)


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at] != 0xFF or length < 2:
            return None
        # SOF0..SOF15, without DHT, JPG and DAC that lie between them.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None

"""The rows of the table: what is asked, over which port."""
import dataclasses
from typing import Callable

from side_by_side.loads import h2load, own, wrk

POST = """wrk.method = "POST"
wrk.body = string.rep("x", 16384)
"""


@dataclasses.dataclass(frozen=True)
class Row:
    name: str
    port: str
    load: Callable
    goal: str = ""


ROWS = {
    "small": Row("small GET, keep-alive, 64 connections", "http", wrk(64, "/small"), "1.0"),
    "small-512": Row("small GET, keep-alive, 512 connections", "http", wrk(512, "/small"), "1.05"),
    "4k": Row("4 KiB, 64 connections", "http", wrk(64, "/4k"), "0.95"),
    "post": Row("POST 16 KiB, 64 connections", "http", wrk(64, "/sink", "-s", "{directory}/post.lua"), "0.9"),
    "10m": Row("10 MiB download, 8 connections", "http", wrk(8, "/10m"), "1.0"),
    "connect": Row("a new connection for each request, 32 at a time", "http", own("connect", 32), "1.2"),
    "tls": Row("small GET, TLS 1.3, keep-alive, 64 connections", "https", h2load(64, "--h1", scheme="https"), "1.0"),
    "handshake": Row("a full TLS 1.3 handshake for each request, 32 at a time", "https", own("connect", 32, "tls"), "1.0"),
    "h2": Row("HTTP/2, 8 connections of 32 streams", "h2", h2load(8, "-m32"), "1.0"),
    "4000/s": Row("small GET, 4 000/s on 64 connections", "http", own("rate", 64, 4000)),
    "20000/s": Row("small GET, 20 000/s on 64 connections", "http", own("rate", 64, 20000)),
}

# Twelve seconds; new connections take longest to be compiled.
WARM_UP = {"connect": 3, "small": 2, "4k": 1, "post": 1, "10m": 1, "tls": 1, "handshake": 2, "h2": 2, "small-512": 1}

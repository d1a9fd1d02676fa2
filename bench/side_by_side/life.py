"""What a proxy's start and ten thousand idle connections cost, in a process of its own."""
import dataclasses, socket, time

from side_by_side.machine import resident_kib
from side_by_side.proxies import HOST, Proxy
from side_by_side.rows import ROWS

IDLE = 10_000


@dataclasses.dataclass(frozen=True)
class Life:
    first_byte_ms: float
    idle_kib: float


def live(name, files):
    """Starts the proxy on all cores, warms it, and opens connections that each ask once and then stay."""
    proxy = Proxy(name, files, core="0-1")
    try:
        ROWS["small"].load(files, proxy.ports["http"], 3)
        before = resident_kib(proxy.pid)
        connections = [ask_once(proxy.ports["http"]) for _ in range(IDLE)]
        time.sleep(1)
        after = resident_kib(proxy.pid)
        for connection in connections:
            still_open(name, connection)
        return Life(proxy.first_byte_ms, (after - before) / IDLE)
    finally:
        proxy.end()


def ask_once(port):
    connection = socket.create_connection(("127.0.0.1", port), 10)
    connection.sendall(f"GET /small HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
    if not connection.recv(4096).startswith(b"HTTP/1.1 200"):
        raise SystemExit("An idle connection was not answered.")
    return connection


def still_open(name, connection):
    connection.setblocking(False)
    try:
        if connection.recv(4096) == b"":
            raise SystemExit(f"{name} closed an idle connection.")
    except BlockingIOError:
        pass
    connection.close()

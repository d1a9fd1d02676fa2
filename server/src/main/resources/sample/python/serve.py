"""The sample: one line that says which instance answered."""
import http.server
import os
import platform
import signal
import socket
import sys


class Hello(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        line = (
            f"Hello from Pacer! Instance {socket.gethostname()} listens on port {port}, "
            f"built from source for Python {platform.python_version()}.\n"
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(line)))
        self.end_headers()
        self.wfile.write(line)


# The first process of a container has to say that it wants to end.
signal.signal(signal.SIGTERM, lambda number, frame: sys.exit())
port = int(os.environ["PORT"])
print(f"listening on port {port}", flush=True)
http.server.ThreadingHTTPServer(("", port), Hello).serve_forever()

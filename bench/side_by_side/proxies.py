"""The four proxies, each before the same application, each on core 0, and the application on core 1."""
import os, re, socket, subprocess, time

from side_by_side.machine import free_port, on_core

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HOST = "app.test"
PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
SETTINGS = 4


class Files:
    """The folder of one run: what the application serves, a certificate, and the settings of all."""

    def __init__(self, directory):
        self.directory = directory
        self.values = {"DIRECTORY": directory, "HOST": HOST, "SMALL": "x" * 100, "FIRST": free_port(), "SECOND": free_port()}
        for name, length in (("4k", 4 << 10), ("10m", 10 << 20)):
            with open(f"{directory}/{name}", "wb") as file:
                file.write(os.urandom(length))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                        "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}",
                        "-keyout", f"{directory}/key.pem", "-out", f"{directory}/certificate.pem"], check=True, capture_output=True)
        with open(f"{directory}/both.pem", "w") as both:
            both.write(open(f"{directory}/certificate.pem").read() + open(f"{directory}/key.pem").read())

    def settings(self, template, name, **ports):
        text = open(f"{HOME}/bench/side_by_side/{template}").read()
        for key, value in {**self.values, **ports}.items():
            text = text.replace(f"@{key}@", str(value))
        path = f"{self.directory}/{name}"
        with open(path, "w") as file:
            file.write(text)
        return path


def java():
    """The JVM as ./pacer starts it: its options are read there, the AOT cache is used when it has been trained."""
    launcher = re.search(r'"\$java_home/bin/java"(.*?)\$options', open(f"{HOME}/pacer").read(), re.S).group(1)
    options = re.findall(r"-\S+", launcher)
    target = f"{HOME}/server/target"
    cache = [f"-XX:AOTCache={target}/pacer.aot"] if os.path.exists(f"{target}/pacer.aot") else []
    home = os.environ.get("JAVA_HOME")
    return [f"{home}/bin/java" if home else "java", *options, *cache, "-cp", f"{target}/pacer.jar:{target}/lib/*:{target}/test-classes"]


class Proxy:
    """A running proxy. `ports` maps http, https and h2 (cleartext HTTP/2) to a port, as far as it serves them."""

    def __init__(self, name, files, core="0"):
        self.name, self.files, self.core = name, files, core
        self.ports = {"http": free_port(), "https": free_port(), "h2": free_port()}
        self.log = open(f"{files.directory}/{name}.out", "ab")
        started = time.monotonic()
        self.process = self.start()
        self.pid = self.process.pid
        self.first_byte_ms = (self.answered() - started) * 1000
        if not speaks_http2(self.ports["h2"]):
            del self.ports["h2"]

    def start(self):
        values = {port.upper(): number for port, number in self.ports.items()}
        if self.name == "nginx":
            return self.run("nginx", "-c", self.files.settings("nginx.conf", f"nginx-{self.ports['http']}.conf", **values))
        if self.name == "haproxy":
            return self.run("haproxy", "-db", "-f", self.files.settings("haproxy.cfg", f"haproxy-{self.ports['http']}.cfg", **values))
        self.ports["h2"] = self.ports["http"]
        if self.name == "caddy":
            path = self.files.settings("Caddyfile", f"Caddyfile-{self.ports['http']}", **values)
            return self.run("caddy", "run", "--adapter", "caddyfile", "--config", path,
                            env={**os.environ, "GOMAXPROCS": "1", "HOME": self.files.directory})
        del self.ports["https"]  # LoneIngress does not serve it yet
        return self.run(*java(), "dev.pacer.testing.ingress.LoneIngress", str(self.ports["http"]), HOST,
                        str(self.files.values["FIRST"]), str(self.files.values["SECOND"]))

    def run(self, *command, **more):
        return on_core(self.core, *command, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, **more)

    def answered(self):
        """When the first byte of a good answer came."""
        ask = f"GET /small HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()
        until = time.monotonic() + 30
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", self.ports["http"]), 5) as connection:
                    connection.sendall(ask)
                    if connection.recv(4096).startswith(b"HTTP/1.1 200"):
                        return time.monotonic()
            except OSError:
                pass
            time.sleep(0.001)
        self.end()
        raise SystemExit(f"{self.name} does not answer:\n{open(self.log.name).read()}")

    def end(self):
        self.process.terminate()
        self.process.wait(30)
        self.log.close()


def speaks_http2(port):
    with socket.create_connection(("127.0.0.1", port), 5) as connection:
        connection.sendall(PREFACE)
        answer = connection.recv(9)
        return len(answer) > 3 and answer[3] == SETTINGS


def start_application(files):
    application = on_core(1, "nginx", "-c", files.settings("origin.conf", "origin.conf"))
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", files.values["SECOND"]), 1).close()
            return application
        except OSError:
            time.sleep(0.01)
    raise SystemExit("The application does not start.")

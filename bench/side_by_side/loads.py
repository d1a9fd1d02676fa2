"""One run of load against one port, and what came of it."""
import dataclasses, re, subprocess, time

from side_by_side.proxies import HOST

UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What a load generator saw; latencies in milliseconds, None where it does not tell."""
    requests: int
    seconds: float
    p50: float | None
    p99: float | None
    errors: str


def run(*command):
    done = subprocess.run(["taskset", "-c", "1", *map(str, command)], capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def wrk(connections, path, *more):
    """Keep-alive connections that ask again as soon as they are answered."""
    def load(files, port, seconds):
        out = run("wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", f"Host: {HOST}",
                  *(word.format(directory=files.directory) for word in more), f"http://127.0.0.1:{port}{path}")
        count, length, unit = re.search(r"(\d+) requests in ([\d.]+)(\w+)", out).groups()
        p50, p99 = (milliseconds(re.search(rf"{part}%\s+([\d.]+)(\w+)", out)) for part in (50, 99))
        errors = re.findall(r"Non-2xx or 3xx responses: \d+|Socket errors: .*", out)
        return Outcome(int(count), float(length) * UNITS[unit] / 1000, p50, p99, ", ".join(errors))
    return load


def milliseconds(found):
    return float(found.group(1)) * UNITS[found.group(2)]


def h2load(connections, *more, scheme="http"):
    """As wrk, with HTTP/2 or with TLS and the name of the host in it."""
    def load(files, port, seconds):
        start = time.monotonic()
        out = run("h2load", "-t1", f"-c{connections}", f"-D{seconds}", *more, f"--connect-to=127.0.0.1:{port}", f"{scheme}://{HOST}/small")
        good = int(re.search(r"status codes: (\d+) 2xx", out).group(1))
        others = re.search(r"status codes: \d+ 2xx, (.*)", out).group(1)
        # What was under way at the end is called failed and errored; each connection has so many streams.
        total, errored = map(int, re.search(r"requests: (\d+) total.* (\d+) errored", out).groups())
        under_way = connections * next((int(word[2:]) for word in more if word.startswith("-m")), 1)
        errors = [] if others == "0 3xx, 0 4xx, 0 5xx" else [others]
        errors += [f"{errored} errored"] if errored > under_way else []
        errors += ["nothing was answered"] if total == 0 else []
        return Outcome(good, time.monotonic() - start, None, None, ", ".join(errors))
    return load


def own(mode, connections, *more):
    """The generator beside this file."""
    def load(files, port, seconds):
        out = run(f"{files.directory}/load", mode, port, HOST, connections, seconds, *more)
        requests, failed, length, p50, p99 = map(float, out.split())
        return Outcome(int(requests), length, p50 / 1000, p99 / 1000, f"{failed:.0f} failed" if failed else "")
    return load

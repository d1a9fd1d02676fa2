"""What the bench needs of the machine: programs, cores, ports, and what processes have used."""
import os, re, resource, shutil, socket, subprocess, time

TICKS = os.sysconf("SC_CLK_TCK")
PACKAGES = {"nginx": "nginx-light", "haproxy": "haproxy", "caddy": "caddy", "wrk": "wrk", "h2load": "nghttp2-client",
            "openssl": "openssl", "cc": "gcc libc6-dev libssl-dev", "taskset": "util-linux", "mvn": "maven"}
DESCRIPTORS = 12_000  # ten thousand idle connections and some


def prepare():
    """Complains about what is missing; raises the limit of open files for this process and all that it starts."""
    missing = [PACKAGES[program] for program in PACKAGES if not shutil.which(program)]
    if not os.path.exists("/usr/include/openssl/ssl.h"):
        missing.append("libssl-dev")
    if missing:
        raise SystemExit(f"Programs are missing. Install them (Debian: apt-get install {' '.join(missing)}).")
    if len(os.sched_getaffinity(0)) < 2:
        raise SystemExit("Two cores are needed: one for the proxies, one for the load and the application.")
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < DESCRIPTORS:
        raise SystemExit(f"{DESCRIPTORS} open files are needed (ulimit -Hn {DESCRIPTORS}).")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def on_core(core, *command, **more):
    return subprocess.Popen(["taskset", "-c", str(core), *command], **more)


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def tree(pid):
    """The process and those that it started."""
    try:
        children = open(f"/proc/{pid}/task/{pid}/children").read().split()
    except FileNotFoundError:
        return []
    return [pid, *(found for child in children for found in tree(int(child)))]


def cpu_seconds(pid):
    total = 0
    for process in tree(pid):
        fields = open(f"/proc/{process}/stat").read().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def resident_kib(pid):
    return sum(int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{process}/status").read()).group(1)) for process in tree(pid))


class Bystanders:
    """How much of the machine others took: CPU seconds of programs that are not ours, and what the host took away."""

    def __init__(self):
        self.before = self.read()

    def read(self):
        user, nice, system, _, _, irq, softirq, steal = map(int, open("/proc/stat").readline().split()[1:9])
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        own = cpu_seconds(os.getpid()) + ended.ru_utime + ended.ru_stime
        return (user + nice + system + irq + softirq) / TICKS - own, steal / TICKS, time.monotonic()

    def __str__(self):
        others, stolen, elapsed = (after - before for after, before in zip(self.read(), self.before))
        whole = elapsed * os.cpu_count() / 100
        return f"of the {os.cpu_count()} cores other programs used {max(0, others) / whole:.1f} %, the host took away {stolen / whole:.1f} %"

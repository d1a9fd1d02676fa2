"""The container engine past Pacer: the image, containers by hand, and what the kernel counts of a container."""
import concurrent.futures, http.client, json, os, socket, subprocess, time

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
IMAGE = "pacer-scaling:latest"


def docker(*words):
    return subprocess.run(["docker", *words], check=True, capture_output=True, text=True).stdout.strip()


def build(directory):
    """The image of the application, and the program that makes the load."""
    subprocess.run(["cc", "-O2", "-static", "-pthread", "-o", f"{directory}/handler", f"{HOME}/bench/elasticity/handler.c"], check=True)
    subprocess.run(["cc", "-O2", "-o", f"{directory}/load", f"{HOME}/bench/side_by_side/load.c", "-lssl", "-lcrypto"], check=True)
    with open(f"{directory}/Dockerfile", "w") as recipe:
        recipe.write('FROM scratch\nCOPY handler /handler\nCMD ["/handler"]\n')
    docker("build", "-q", "-t", IMAGE, directory)


class Api(http.client.HTTPConnection):
    """The engine's API on its socket: no program has to start for a call."""

    def __init__(self):
        super().__init__("localhost", timeout=30)

    def connect(self):
        path = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock").removeprefix("unix://")
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(path)

    def ask(self, method, path):
        self.request(method, path)
        answer = self.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{path}: {text.decode()}")
        return json.loads(text) if text else None

    def is_paused(self, container):
        return self.ask("GET", f"/containers/{container}/json")["State"]["Paused"]


def containers(service):
    return docker("ps", "-q", "--no-trunc", "--filter", f"label=dev.pacer.service={service['ServiceId']}").split()


def started(**variables):
    """A container by hand that accepts connections: its id, its address, and the seconds that it took."""
    start = time.monotonic()
    words = [word for name, value in variables.items() for word in ("-e", f"{name}={value}")]
    container = docker("run", "-d", "--init", "--cpus", "0.25", "-m", "512m", *words, IMAGE)
    address = (docker("inspect", "-f", "{{.NetworkSettings.IPAddress}}", container), 8080)
    while True:
        try:
            socket.create_connection(address, 1).close()
            return container, address, time.monotonic() - start
        except OSError:
            time.sleep(0.002)


def starts_by_hand(count):
    """The sorted seconds until each of so many containers accepts connections, started at once."""
    with concurrent.futures.ThreadPoolExecutor(count) as pool:
        made = list(pool.map(lambda _: started(), range(count)))
    docker("rm", "-f", *(container for container, _, _ in made))
    return sorted(seconds for _, _, seconds in made)


def processor_microseconds(container):
    """What the container has used of processors since it started, as its control group counts."""
    pid = docker("inspect", "-f", "{{.State.Pid}}", container)
    groups = dict(line.strip().split(":", 2)[1:] for line in open(f"/proc/{pid}/cgroup"))
    for controllers, path in groups.items():
        if "cpuacct" in controllers.split(","):
            for root in ("/sys/fs/cgroup/cpuacct", "/sys/fs/cgroup/cpu,cpuacct"):
                if os.path.exists(f"{root}{path}/cpuacct.usage"):
                    return int(open(f"{root}{path}/cpuacct.usage").read()) // 1000
    counters = dict(line.split() for line in open(f"/sys/fs/cgroup{groups['']}/cpu.stat"))
    return int(counters["usage_usec"])

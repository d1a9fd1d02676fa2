"""A server of its own, what is called on it, and requests to its services by hand."""
import concurrent.futures, json, os, re, socket, subprocess, time

TICKS = os.sysconf("SC_CLK_TCK")


def exchange(address, text):
    with socket.create_connection(address, 60) as connection:
        connection.sendall(text)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def first_byte(address, host):
    """Seconds from the start of the connection to the first byte of a good answer."""
    start = time.monotonic()
    with socket.create_connection(address, 60) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        head = connection.recv(65536)
        seconds = time.monotonic() - start
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(f"answered {head[:200]}")
    return seconds


class Server:
    def __init__(self, pacer, data, *options):
        self.process = subprocess.Popen(
            [*pacer, "serve", "--data-dir", data, "--api-port", "0", "--http-port", "0", "--https-port", "0", "--auth", "none",
             "--stop-instances", "--stop-grace", "1s", *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = next(line for line in self.process.stdout if line.startswith("Pacer is ready"))
        address, port, http_port = re.search(r"API http://([\d.]+):(\d+), services http://\S+:(\d+),", line).groups()
        self.api, self.door = (address, int(port)), ("127.0.0.1", int(http_port))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def call(self, target, **members):
        body = json.dumps(members).encode()
        answer = exchange(self.api, b"POST / HTTP/1.1\r\nHost: pacer\r\nConnection: close\r\nContent-Type: application/x-amz-json-1.0\r\n"
                          + f"X-Amz-Target: AppRunner.{target}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
        head, _, text = answer.partition(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise SystemExit(f"{target}: {text.decode()}")
        return json.loads(text)

    def scaling(self, name, concurrency, least, most):
        """The ARN of a new auto scaling configuration."""
        return self.call("CreateAutoScalingConfiguration", AutoScalingConfigurationName=name, MaxConcurrency=concurrency, MinSize=least,
                         MaxSize=most)["AutoScalingConfiguration"]["AutoScalingConfigurationArn"]

    def create(self, name, image, scaling=None, variables=None, tags=None):
        """A service that runs."""
        service = self.begin(name, image, scaling, variables, tags)
        if self.settled(service["ServiceArn"]) != "RUNNING":
            raise SystemExit(f"{name} does not run")
        return service

    def begin(self, name, image, scaling=None, variables=None, tags=None):
        """A service that will run soon."""
        more = {"AutoScalingConfigurationArn": scaling} if scaling else {}
        return self.call(
            "CreateService", ServiceName=name, InstanceConfiguration={"Cpu": "256", "Memory": "512"},
            SourceConfiguration={"ImageRepository": {
                "ImageIdentifier": image, "ImageRepositoryType": "ECR",
                "ImageConfiguration": {"Port": "8080", "RuntimeEnvironmentVariables": variables or {}}}},
            Tags=[{"Key": key, "Value": value} for key, value in (tags or {}).items()], **more)["Service"]

    def settled(self, arn):
        while True:
            status = self.call("DescribeService", ServiceArn=arn)["Service"]["Status"]
            if status != "OPERATION_IN_PROGRESS":
                return status
            time.sleep(0.02)

    def delete(self, service):
        self.call("DeleteService", ServiceArn=service["ServiceArn"])
        self.settled(service["ServiceArn"])

    def in_parallel(self, action, things):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            return list(pool.map(action, things))

    def total(self, metric):
        """The sum of a metric over all services."""
        text = exchange(self.api, b"GET /metrics HTTP/1.1\r\nHost: pacer\r\nConnection: close\r\n\r\n").decode()
        return sum(float(value) for value in re.findall(rf"^{metric}(?:{{.*}})? (\S+)\r?$", text, re.MULTILINE))

    def cpu_seconds(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

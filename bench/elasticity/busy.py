"""More requests than there are instances for: a burst, and a step in concurrency."""
import collections, dataclasses, statistics, subprocess

from elasticity import engine

@dataclasses.dataclass(frozen=True)
class Request:
    """Seconds since the load began; `received` is when an instance had it. What failed has no host."""
    due: float
    latency: float
    host: str
    received: float


def load(directory, server, service, kind, connections, seconds, *rate):
    """All requests of one load, and how many of them failed, by status (0: the connection was cut)."""
    file = f"{directory}/requests"
    subprocess.run([f"{directory}/load", kind, str(server.door[1]), service["ServiceUrl"], str(connections), str(seconds), *map(str, rate), file],
                   check=True, stdout=subprocess.DEVNULL, timeout=3 * seconds + 30)
    lines = [line.split() for line in open(file)]
    start = min(int(due) for due, *_ in lines)
    requests, refused = [], collections.Counter()
    for due, latency, status, *answer in lines:
        good = status == "200" and len(answer) == 2
        refused[status] += not good
        requests.append(Request((int(due) - start) / 1e6, int(latency) / 1e6, answer[0] if good else "",
                                (int(answer[1]) - start) / 1e6 if good else 0))
    if rate:
        refused["not answered"] = round(rate[0] * seconds) - len(lines)
    return requests, {status: count for status, count in refused.items() if count}


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)] * 1000 if ordered else float("nan")


def by_second(requests, seconds):
    """The latencies of what was asked in each second."""
    return [[request.latency for request in requests if second <= request.due < second + 1] for second in range(seconds)]


def arrivals(requests):
    """When each instance had its first request, in order."""
    first = {}
    for request in requests:
        if request.host:
            first[request.host] = min(first.get(request.host, request.received), request.received)
    return sorted(first.values())


def starts():
    """docker run of the same image, alone and nine at once."""
    alone = [engine.starts_by_hand(1)[0] for _ in range(5)]
    together = engine.starts_by_hand(9)
    print("| docker run to the first connection, ms | first | median | last |")
    print("|---|---|---|---|")
    for name, values in (("one alone, five times", alone), ("nine at once", together)):
        print(f"| {name} | {min(values) * 1000:.0f} | {statistics.median(values) * 1000:.0f} | {max(values) * 1000:.0f} |")
    print(flush=True)


def burst(directory, server, rate, seconds):
    scaling = server.scaling("burst", 80, 1, 10)
    print(f"From nothing to {rate} requests/s for {seconds} s, MaxConcurrency 80, MinSize 1, MaxSize 10; the first on a new server\n")
    print("| burst | requests | failed | first second p50 / p95 / max, ms | after it p50 / p95 / p99 / max, ms | first new capacity, ms "
          "| instances | the last came after, ms | p95 of each second, ms |")
    print("|---|---|---|---|---|---|---|---|---|")
    for number in range(1, 4):
        service = server.create(f"burst-{number}", engine.IMAGE, scaling)
        requests, failed = load(directory, server, service, "rate", 4000, seconds, rate)
        early = [request.latency for request in requests if request.due < 1]
        late = [request.latency for request in requests if request.due >= 1]
        came = arrivals(requests)
        print(f"| {number} | {rate * seconds} | {sum(failed.values())} | "
              f"{' / '.join(f'{percentile(early, percent):.0f}' for percent in (50, 95, 100))} | "
              f"{' / '.join(f'{percentile(late, percent):.0f}' for percent in (50, 95, 99, 100))} | "
              f"{came[1] * 1000 if len(came) > 1 else float('nan'):.0f} | {len(came)} | {came[-1] * 1000:.0f} | "
              f"{' / '.join(f'{percentile(second, 95):.0f}' for second in by_second(requests, seconds))} |", flush=True)
        if failed:
            print(f"failed by status: {failed}")
        server.delete(service)
    print()


def step(directory, server, clients, seconds):
    service = server.create("step", engine.IMAGE, server.scaling("step", 1, 1, clients))
    load(directory, server, service, "keep", 1, 1)
    requests, failed = load(directory, server, service, "keep", clients, seconds)
    came = arrivals(requests)
    print(f"From 1 to {clients} clients that ask again as soon as they are answered, for {seconds} s, MaxConcurrency 1, MaxSize {clients}: "
          f"{len(requests)} requests, failed: {failed or 0}")
    print(f"first new capacity after {came[1] * 1000 if len(came) > 1 else float('nan'):.0f} ms, "
          f"the last of {len(came)} instances after {came[-1] * 1000:.0f} ms\n")
    print("| asked in second | answers | p50 / p95 / max, ms | instances at its end |")
    print("|---|---|---|---|")
    for second, latencies in enumerate(by_second(requests, seconds)):
        there = sum(1 for arrival in came if arrival < second + 1)
        print(f"| {second + 1} | {len(latencies)} | {' / '.join(f'{percentile(latencies, percent):.0f}' for percent in (50, 95, 100))} | {there} |")
    print(flush=True)
    server.delete(service)

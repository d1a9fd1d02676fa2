"""Services that nobody asks: how soon they are there again, and what they cost meanwhile."""
import statistics, time

from elasticity import engine
from elasticity.busy import percentile
from elasticity.server import first_byte


def until(condition, what, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit(f"waited in vain: {what}")
        time.sleep(0.05)


def by_hand(rounds):
    """Seconds from the call that thaws a container to the first byte of its answer."""
    container, address, _ = engine.started(DELAY_MS="0")
    api, times = engine.Api(), []
    try:
        for _ in range(rounds):
            api.ask("POST", f"/containers/{container}/pause")
            time.sleep(0.02)
            start = time.monotonic()
            api.ask("POST", f"/containers/{container}/unpause")
            first_byte(address, "by.hand")
            times.append(time.monotonic() - start)
    finally:
        engine.docker("rm", "-f", container)
    return times


def thaw(server, services, rounds):
    made = server.in_parallel(lambda number: server.create(f"thaw-{number}", engine.IMAGE, variables={"DELAY_MS": "0"}), range(services))
    instances = [engine.containers(service)[0] for service in made]
    api, asleep, awake = engine.Api(), [], []
    for _ in range(rounds):
        until(lambda: all(api.is_paused(instance) for instance in instances), "an instance that sleeps")
        for service in made:
            asleep.append(first_byte(server.door, service["ServiceUrl"]))
            awake.append(first_byte(server.door, service["ServiceUrl"]))
    rows = (("through Pacer, the instance asleep", asleep), ("through Pacer, awake", awake),
            ("by hand: thawed by the engine's API, then asked", by_hand(services * rounds // 2)))
    print(f"From a new connection to the first byte; {services} services, each asleep {rounds} times\n")
    print("| ms | requests | p50 | p99 | max |")
    print("|---|---|---|---|---|")
    for name, values in rows:
        print(f"| {name} | {len(values)} | {' | '.join(f'{percentile(values, percent):.1f}' for percent in (50, 99, 100))} |")
    print(f"\nasleep beside by hand, at the median: {statistics.median(asleep) / statistics.median(rows[2][1]):.2f} times\n", flush=True)
    server.in_parallel(server.delete, made)


def frozen(server, seconds):
    """The same application, that never rests, asleep and kept awake."""
    variables = {"RESTLESS": "yes"}
    asleep = server.create("asleep", engine.IMAGE, variables=variables)
    awake = server.create("awake", engine.IMAGE, variables=variables, tags={"pacer:keep-active": "true"})
    instances = [engine.containers(service)[0] for service in (asleep, awake)]
    api = engine.Api()
    until(lambda: api.is_paused(instances[0]), "an instance that sleeps")
    before = [engine.processor_microseconds(instance) for instance in instances]
    time.sleep(seconds)
    after = [engine.processor_microseconds(instance) for instance in instances]
    print(f"| processor time by the control group's counter, an application that always computes, {seconds} s | before, µs | after, µs | used, µs |")
    print("|---|---|---|---|")
    for name, was, is_now in zip(("asleep", "kept awake (a quarter of a core)"), before, after):
        print(f"| {name} | {was} | {is_now} | {is_now - was} |")
    print(flush=True)
    server.in_parallel(server.delete, (asleep, awake))


def percent_of_a_core(server, seconds):
    before, start = server.cpu_seconds(), time.monotonic()
    time.sleep(seconds)
    return 100 * (server.cpu_seconds() - before) / (time.monotonic() - start)


def idle(server, asleep, at_zero, seconds):
    time.sleep(2)
    empty = percent_of_a_core(server, seconds // 6)
    begun = time.monotonic()
    tags = [{}] * asleep + [{"pacer:scale-to-zero-after": "1s"}] * at_zero
    services = server.in_parallel(lambda pair: server.begin(f"idle-{pair[0]}", "any:1", tags=pair[1]), enumerate(tags))
    server.in_parallel(server.settled, (service["ServiceArn"] for service in services))
    made = time.monotonic() - begun
    until(lambda: (server.total("pacer_instances_provisioned"), server.total("pacer_instances_active")) == (asleep, 0), "everything sleeps", 120)
    time.sleep(10)  # what is left of the creations
    used = percent_of_a_core(server, seconds)
    print(f"{asleep + at_zero} services of the engine in memory (made in {made:.0f} s)\n")
    print("| the server's processor time | percent of a core |")
    print("|---|---|")
    print(f"| no service, {seconds // 6} s | {empty:.1f} |")
    print(f"| {asleep} services asleep, {at_zero} at zero, {seconds} s | {used:.1f} |", flush=True)

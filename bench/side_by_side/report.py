"""The tables, in the form in which they stand in docs/performance.md."""
from statistics import median

PROXIES = ("pacer", "nginx", "haproxy", "caddy")
TITLES = {"pacer": "Pacer", "nginx": "nginx", "haproxy": "HAProxy", "caddy": "Caddy"}


def spread(values, form):
    low, high = form.format(min(values)), form.format(max(values))
    return form.format(median(values)) + (f" ({low}–{high})" if len(values) > 1 else "")


def latency(runs, of):
    values = [of(run) for run in runs]
    return "–" if None in values else f"{median(values):.2f}"


def header():
    print("| | | requests/s | CPU µs a request | ÷ nginx | p50 / p99 ms |\n|---|---|---|---|---|---|")


def row(title, goal, runs):
    """Prints a row for each proxy; returns whether none had an error."""
    good = True
    for name in PROXIES:
        mine = runs[name]
        failures = sorted({run.outcome.errors for run in mine if run.outcome.errors})
        good &= not failures
        ratios = [run.cost / other.cost for run, other in zip(mine, runs["nginx"])]
        aim = f", goal {goal}" if goal and name == "pacer" else ""
        cells = [title if name == "pacer" else "", TITLES[name],
                 f"{median(run.outcome.requests / run.outcome.seconds for run in mine):,.0f}".replace(",", " "),
                 f"{median(run.cost for run in mine):,.1f}".replace(",", " "), spread(ratios, "{:.2f}") + aim,
                 f"{latency(mine, lambda run: run.outcome.p50)} / {latency(mine, lambda run: run.outcome.p99)}"]
        if failures:
            cells[2:] = ["FAILED: " + "; ".join(failures), "", "", ""]
        print(f"| {' | '.join(cells)} |", flush=True)
    return good


def memory_and_start(resident, lives):
    print("\n| | RSS MiB after 512 connections | KiB an idle connection, of 10 000 | start to first byte, ms, both cores |\n|---|---|---|---|")
    for name in PROXIES:
        cells = [spread([kib / 1024 for kib in resident[name]], "{:.0f}") if resident[name] else "–",
                 spread([life.idle_kib for life in lives[name]], "{:.1f}"), spread([life.first_byte_ms for life in lives[name]], "{:.0f}")]
        print(f"| {TITLES[name]} | {' | '.join(cells)} |")

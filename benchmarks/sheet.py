"""The sheet of a meeting of 30 members: queries and milliseconds on the server, bytes on the line,
how soon an old phone on 2G can be filled, and the memory of a node with many groups.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.circles import ENGINES, place
from tests.lanes.copies import ROOT, Copy
from tests.lanes.nodes import FLAGS, chromium, running

OLD_PHONE, SLOW = 6, {"latency": 300, "downloadThroughput": 250_000 / 8}
TIMES = 5
READY = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many groups, on what, and where to write the figures."""
    parser.add_argument("--groups", type=int, default=500, help="on the node (%(default)s)")
    parser.add_argument("--fetched", type=int, default=200, help="sheets asked for (%(default)s)")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--json", type=Path, help="write the figures there as well")


def run(arguments: argparse.Namespace) -> int:
    """0 with the figures as JSON."""
    with ExitStack() as leave:
        home = Path(leave.enter_context(tempfile.TemporaryDirectory(prefix="tequio-bench-")))
        report = {
            engine: measured(place(engine, home, leave), arguments) for engine in arguments.engines
        }
    text = json.dumps(report, indent=1)
    print(text)
    if arguments.json:
        arguments.json.write_text(text + "\n", encoding="utf-8")
    return 0


def measured(copy: Copy, arguments: argparse.Namespace) -> dict[str, Any]:
    """The groups are founded and the queries counted in a process of their own, then a node is
    started on the same database and asked."""
    words = [sys.executable, "-m", "benchmarks._sheet", str(arguments.groups)]
    done = subprocess.run(
        words, env=copy.environment, cwd=ROOT, text=True, stdout=subprocess.PIPE, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    asked = told.pop("asked")
    with running(copy, "serve") as node:
        before = memory(node.process.pid)
        sizes = [fetched(node.url, *one) for one in asked[: arguments.fetched]]
        told["kilobytes_gzip"] = round(sizes[0] / 1000, 1)
        told["memory_megabytes"] = {"started": before, "after": memory(node.process.pid)}
        told["fetched"] = len(sizes)
        told |= on_an_old_phone(node.url, *asked[0])
    return told


def fetched(url: str, address: str, session: str) -> int:
    """Bytes of one sheet as a browser gets it."""
    heads = {"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip"}
    with urllib.request.urlopen(urllib.request.Request(url + address, headers=heads)) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        return len(answer.read())


def memory(process: int) -> float:
    """Megabytes in memory (RSS) of a process and all that it started."""
    found, listed = 0, [process]
    while listed:
        one = listed.pop()
        status = Path(f"/proc/{one}/status").read_text()
        found += int(status.split("VmRSS:")[1].split()[0])
        children = Path(f"/proc/{one}/task").glob("*/children")
        listed += [int(child) for each in children for child in each.read_text().split()]
    return round(found / 1024, 1)


def on_an_old_phone(url: str, address: str, session: str) -> dict[str, int]:
    """Milliseconds until the sheet can be filled: the first visit, the next, and from the phone."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        visits = [_visits(browser, url, address, session) for _time in range(TIMES)]
        browser.close()
    names = ("first_visit", "next_visit", "without_network")
    return {
        f"{name}_milliseconds": round(statistics.median(each))
        for name, each in zip(names, zip(*visits, strict=True), strict=True)
    }


def _visits(browser: Any, url: str, address: str, session: str) -> tuple[float, ...]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(90_000)
    context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": OLD_PHONE})
    wire.send("Network.enable")
    slow = {"offline": False, "uploadThroughput": 250_000 / 8, **SLOW}
    wire.send("Network.emulateNetworkConditions", slow)
    first = _opened(page, url + address)
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.wait_for_timeout(3000)
    following = _opened(page, url + address)
    context.set_offline(True)
    without = _opened(page, url + address)
    context.close()
    return first, following, without


def _opened(page: Any, place: str) -> float:
    page.goto(place, wait_until="domcontentloaded")
    assert page.locator(".seat").count() == 30
    return float(page.evaluate(READY))

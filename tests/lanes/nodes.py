"""Fixtures `node` (a real server on a copied database) and `page` (a real browser)."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.lanes.copies import ROOT, Copy, Template, pointed_at

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60.0


@dataclass(frozen=True)
class Node:
    """A running server: its address, the copy of the database it works on, and its process, of
    which `benchmarks/sheet.py` measures the memory."""

    url: str
    copy: Copy
    process: subprocess.Popen[str]


def chromium() -> str | None:
    """Where a Chromium is, if anywhere."""
    named = os.environ.get("TEQUIO_CHROMIUM")
    if named:
        return named
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


@contextmanager
def running(copy: Copy, *words: str, environment: dict[str, str] | None = None) -> Iterator[Node]:
    """`./tequio WORDS… --port 0` on `copy` until left; the address is read from its output."""
    log = copy.data / f"{words[0]}.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "tequio.site", *words, "--port", "0"],
            env=copy.environment if environment is None else environment,
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    try:
        yield Node(_address(process, log), copy, process)
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # its workers too; its database is thrown away
        process.wait()


def _address(process: subprocess.Popen[str], log: Path) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        said = [word for word in log.read_text().split() if word.startswith("http://")]
        if said:
            return said[0].rstrip("/")
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise AssertionError(f"the node did not start:\n{log.read_text()}")


@contextmanager
def shown(data: Path) -> Iterator[Node]:
    """The demonstration in this directory, built there if it is not, on a running node."""
    copy = Copy(data, "")
    environment = copy.environment | {"TEQUIO_SECRET": ""}
    with running(copy, "demo", "--no-browser", environment=environment) as started:
        yield started


@pytest.fixture(scope="session")
def _serving(database_template: Template, engine: str) -> Iterator[Node | None]:
    """On SQLite one node for all tests of a worker: its start takes longer than most of them."""
    if engine == "pg":
        yield None
        return
    with database_template.copied() as copy, running(copy, "serve") as started:
        yield started


@pytest.fixture
def node(
    _serving: Node | None, database_template: Template, django_db_blocker: Any
) -> Iterator[Node]:
    """A real node on a database of the test's own. Fill it before or meanwhile through acts in the
    test, in a browser test through `node.copy.aside(function, …)`."""
    with ExitStack() as leave:
        if _serving:
            started = _serving
            started.copy.becomes(database_template.original())
        else:
            copy = leave.enter_context(database_template.copied())
            started = leave.enter_context(running(copy, "serve"))
        leave.enter_context(django_db_blocker.unblock())
        leave.enter_context(pointed_at(started.copy))
        yield started


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """The demonstration, built once per worker. Read it; a test that changes it uses `node`."""
    with shown(tmp_path_factory.mktemp("demonstration")) as started:
        yield started


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright; one per worker."""
    from playwright.sync_api import sync_playwright

    found = chromium()
    if found is None:
        pytest.fail("no Chromium: install the package `chromium` or set TEQUIO_CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    """A fresh browser profile at 1280 px; use `page.set_viewport_size` for a phone."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    made.set_default_timeout(30_000)
    yield made
    made.close()


@pytest.fixture
def page(context: Any) -> Any:
    """One empty page."""
    return context.new_page()

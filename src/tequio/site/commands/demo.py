"""Look at living groups: builds the demonstration, serves it, opens the browser.

Its data lies in the directory `demo` inside TEQUIO_DATA, on SQLite; `--demo` after another verb
works on the same data: ./tequio verify --demo
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import webbrowser
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from tequio.site import environment
from tequio.site.__main__ import choose_demonstration, set_up

WHOLE = "built"  # a demonstration that was interrupted while it was built has no such file


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, whether to start anew, and how many people watch."""
    parser.add_argument("--address", default="127.0.0.1", help="default: this machine only")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    parser.add_argument("--fresh", action="store_true", help="forget what was done in it before")


def run(arguments: argparse.Namespace) -> int:
    """Build what is missing, then serve with one worker until interrupted."""
    os.environ.pop("TEQUIO_SECRET", None)
    choose_demonstration()
    data = environment.read().data
    if arguments.fresh or not (data / WHOLE).exists():
        shutil.rmtree(data, ignore_errors=True)
    set_up()
    from tequio.site import serving

    for reason in serving.reasons_not_to_listen(arguments.address, arguments.port):
        print(reason, file=sys.stderr)
        return 2
    serving.make_ready()
    build(data)
    serving.serve(
        address=arguments.address,
        port=arguments.port,
        workers=1,
        threads=4,
        when_up=lambda url: welcome(url, opens_browser=not arguments.no_browser),
    )
    return 0


def build(data: Path) -> None:
    """Fill an empty database with the demonstration's groups, once, in one transaction: a disk is
    waited for once and not after each of a thousand acts."""
    from django.db import transaction

    if (data / WHOLE).exists():
        return
    if find_spec("tequio.site.demonstration"):
        print("Building the demonstration …", flush=True)
        with transaction.atomic():
            import_module("tequio.site.demonstration").build()
    (data / WHOLE).touch()


def welcome(url: str, *, opens_browser: bool) -> None:
    """Say where to go."""
    print(f"Tequio's demonstration is at {url}", flush=True)
    print("Everything in it is invented. Stop it with Ctrl-C.", flush=True)
    if opens_browser:
        webbrowser.open(url)

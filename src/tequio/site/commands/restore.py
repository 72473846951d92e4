"""Fill an empty node from a backup; a node that holds anything is refused."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tequio.site import keeping

NEEDS_TABLES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The one file."""
    parser.add_argument("file", type=Path, help="what ./tequio backup wrote")


def run(arguments: argparse.Namespace) -> int:
    """0 when everything is back, 1 when it was refused."""
    try:
        manifest = keeping.restore(arguments.file)
    except (keeping.NotKept, OSError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(f"Restored what was taken on {manifest['at']}. Now compare it: ./tequio verify")
    return 0

"""Write database and files into one file, while the node goes on writing.

The file holds everything, passwords' hashes included: keep it where the book itself may lie.
"""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from tequio.site import keeping

NEEDS_TABLES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The one file."""
    parser.add_argument("file", type=Path, help="where to write; must not exist yet")


def run(arguments: argparse.Namespace) -> int:
    """0 when the file stands whole under its name, 1 when it could not be made."""
    try:
        manifest = keeping.backup(arguments.file, at=datetime.now(UTC))
    except keeping.NotKept as trouble:
        print(trouble, file=sys.stderr)
        return 1
    print(f"{arguments.file}: {manifest['engine']}, {manifest['at']}, sha256 {manifest['sha256']}")
    return 0

"""Files that wait to be taken in: kept beside the database under their hash, and only until then.

They hold what is left out when they are taken in (personal data), so nothing of them stays.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from tequio.kernel import RefusalKind, Refused
from tequio.kernel import gettext_noop as _

LARGEST = 2_000_000_000
KEPT_SECONDS = 24 * 3600
FILE_TOO_LARGE_TO_WAIT = RefusalKind(
    "file_too_large_to_wait",
    _("A file that waits here may have {most} MB at most."),
    _("Divide it into several files."),
    about="input",
)


def stage(keeper: int, parts: Iterable[bytes], *, most: int = LARGEST) -> str:
    """Keep a file until it is taken in; gives its SHA-256.

    Files that nobody took in for a day are removed.  Raises Refused `file_too_large_to_wait`.
    """
    folder = _folder(keeper)
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder)
    draft, sha, size = folder / f".{secrets.token_hex(8)}", hashlib.sha256(), 0
    try:
        with draft.open("wb") as file:
            for part in parts:
                size += len(part)
                if size > most:
                    raise Refused(FILE_TOO_LARGE_TO_WAIT.because(most=most // 1_000_000))
                sha.update(part)
                file.write(part)
        draft.replace(folder / sha.hexdigest())
    finally:
        draft.unlink(missing_ok=True)
    return sha.hexdigest()


def staged(keeper: int, digest: str) -> Path | None:
    """The file of this hash, if it waits here."""
    found = _folder(keeper) / digest
    return found if found.is_file() else None


def unstage(keeper: int, digest: str) -> None:
    """Remove a file that was taken in."""
    (_folder(keeper) / digest).unlink(missing_ok=True)


def _folder(keeper: int) -> Path:
    return Path(settings.DATA_DIRECTORY) / "waiting" / str(keeper)


def _clear(folder: Path) -> None:
    oldest = time.time() - KEPT_SECONDS
    for one in folder.iterdir():
        if one.stat().st_mtime < oldest:
            one.unlink(missing_ok=True)

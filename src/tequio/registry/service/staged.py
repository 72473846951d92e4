"""Files that wait to be taken in: kept beside the database under their hash, and only until then.

They hold what is left out when they are taken in (personal data), so nothing of them stays, and
nobody else on this machine reads them.
"""

from __future__ import annotations

import hashlib
import os
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

    Files that nobody took in for a day are removed, of every register.  Raises Refused
    `file_too_large_to_wait`.
    """
    folder = _folder(keeper)
    for one in (folder.parent, folder):
        one.mkdir(mode=0o700, parents=True, exist_ok=True)
        one.chmod(0o700)
    _clear(folder.parent)
    draft, sha, size = folder / f".{secrets.token_hex(8)}", hashlib.sha256(), 0
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
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
    """The file of this hash, if it waits here, and not for more than a day."""
    found = _folder(keeper) / digest
    if not found.is_file():
        return None
    if _is_old(found):
        found.unlink(missing_ok=True)
        return None
    return found


def unstage(keeper: int, digest: str) -> None:
    """Remove a file that was taken in."""
    (_folder(keeper) / digest).unlink(missing_ok=True)


def _folder(keeper: int) -> Path:
    return Path(settings.DATA_DIRECTORY) / "waiting" / str(keeper)


def _clear(folders: Path) -> None:
    for one in folders.glob("*/*"):
        if _is_old(one):
            one.unlink(missing_ok=True)


def _is_old(file: Path) -> bool:
    try:
        return file.stat().st_mtime < time.time() - KEPT_SECONDS
    except FileNotFoundError:  # another process removed it
        return False

"""The node's own key, with which it signs its feeds (Ed25519).

It lies beside the database, in a file that only the node's user may read, and nowhere else: not
in a table, not in a log, and not in a backup either, so that whoever finds a backup cannot speak
for the node.  Who moves a node takes the file along, or tells partners that there is a new key.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

NAME = "feed.key"


def key_file() -> Path:
    """Where the key lies."""
    return Path(settings.DATA_DIRECTORY) / NAME


def public_key() -> str:
    """The key by which others know what this node signed, in hexadecimal."""
    return _key(key_file()).public_key().public_bytes_raw().hex()


def signed(body: bytes) -> str:
    """The signature over these bytes, in hexadecimal."""
    return _key(key_file()).sign(body).hex()


def _key(path: Path) -> Ed25519PrivateKey:
    if not path.exists():
        _make(path)
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii")))


def _make(path: Path) -> None:
    """Write a fresh key; of several who try at the same time the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{NAME}.{secrets.token_hex(8)}")
    opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="ascii") as file:
        file.write(Ed25519PrivateKey.generate().private_bytes_raw().hex())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()

"""Networks elsewhere, and credentials that they sign."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tequio.screening.rules.credentials import Claim, document_of, sealed

RED = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = RED.public_key().public_bytes_raw().hex()
CLAIM = Claim(
    address="https://red.example/o/red/screening/findings/7",
    status="https://red.example/o/red/screening/findings/7/status.json",
    issuer="Red de Economía Solidaria",
    issuer_address="https://red.example/o/red/",
    uid="0123456789abcdef0123456789abcdef",
    name="Weavers of Lomé",
    pack="un-ilo@1",
    pack_digest="5" * 64,
    verdict="meets",
    gates=(),
    assessment="6" * 64,
    decided_on=date(2026, 3, 1),
    holds_until=date(2029, 3, 1),
)


def credential(by: Ed25519PrivateKey = RED, **changed: Any) -> str:
    """What they say of the weavers, as a file."""
    key = by.public_key().public_bytes_raw().hex()
    return json.dumps(
        sealed(
            document_of(replace(CLAIM, **changed), key=key),
            key=key,
            created="2026-03-01T00:00:00Z",
            sign=lambda body: by.sign(body).hex(),
        ),
        ensure_ascii=False,
    )

"""Proofs of data integrity: cryptosuite eddsa-jcs-2022 (W3C Recommendation, 15 May 2025).

The document without its proof and the proof without its value are each made canonical (RFC 8785)
and hashed; Ed25519 signs the two hashes, the proof's first.  A key is told as a `did:key`, so that
whoever has the text has the key.  Canonical JSON without floats is what RFC 8785 asks for, as long
as every name of a member lies in the basic plane; other names are refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tequio.kernel import canonical

SUITE = "eddsa-jcs-2022"
_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"
"""Multicodec of an Ed25519 public key."""
LONGEST = 120
"""Signs of a value in base 58: a signature of 64 bytes has 88."""


def base58(data: bytes) -> str:
    """Bytes in base 58 with the alphabet of Bitcoin, as multibase `z`."""
    number, written = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, 58)
        written = _ALPHABET[rest] + written
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + _ALPHABET[0] * zeros + written


def from_base58(text: str) -> bytes:
    """The bytes that `base58` wrote.  Raises ValueError for anything else."""
    if not 1 < len(text) <= LONGEST or text[0] != "z" or set(text[1:]) - set(_ALPHABET):
        raise ValueError("not multibase of base 58")
    number = 0
    for sign in text[1:]:
        number = number * 58 + _ALPHABET.index(sign)
    zeros = len(text[1:]) - len(text[1:].lstrip(_ALPHABET[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def multikey(key: str) -> str:
    """A public key in hexadecimal as multibase `z6Mk…`."""
    return base58(_ED25519 + bytes.fromhex(key))


def key_of(multikey: str) -> str:
    """The public key in hexadecimal.  Raises ValueError if it is none of Ed25519."""
    data = from_base58(multikey)
    if not data.startswith(_ED25519) or len(data) != 34:
        raise ValueError("not a key of Ed25519")
    return data[2:].hex()


def did_of(key: str) -> str:
    """The `did:key` of a public key in hexadecimal."""
    return f"did:key:{multikey(key)}"


def sealed(
    document: Mapping[str, Any], *, key: str, created: str, sign: Callable[[bytes], str]
) -> dict[str, Any]:
    """The document with its proof.

    key      public, in hexadecimal; created: a moment, RFC 3339
    sign     gives the signature over bytes in hexadecimal
    """
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": f"{did_of(key)}#{multikey(key)}",
        "proofPurpose": "assertionMethod",
        "@context": document["@context"],
    }
    signature = bytes.fromhex(sign(_to_sign(document, proof)))
    return {**document, "proof": {**proof, "proofValue": base58(signature)}}


def is_proved(document: Mapping[str, Any], *, key: str) -> bool:
    """Whether the proof in this document is of this key (hexadecimal) and of just these words."""
    bare = {name: part for name, part in document.items() if name != "proof"}
    proof = document.get("proof")
    if not isinstance(proof, Mapping) or proof.get("cryptosuite") != SUITE:
        return False
    if proof.get("type") != "DataIntegrityProof" or proof.get("proofPurpose") != "assertionMethod":
        return False
    if proof.get("@context", bare.get("@context")) != bare.get("@context"):
        return False
    options = {name: part for name, part in proof.items() if name != "proofValue"}
    try:
        signature = from_base58(str(proof.get("proofValue", "")))
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(signature, _to_sign(bare, options))
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _to_sign(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    return _hash(options) + _hash(document)


def _hash(part: Mapping[str, Any]) -> bytes:
    _look_at_names(part)
    return hashlib.sha256(canonical(dict(part)).encode()).digest()


def _look_at_names(part: Any) -> None:
    """Raises ValueError for a name that sorts otherwise in UTF-16 than by code points."""
    if isinstance(part, Mapping):
        for name, inner in part.items():
            if any(sign > "\uffff" for sign in name):
                raise ValueError("a name outside of the basic plane")
            _look_at_names(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            _look_at_names(inner)

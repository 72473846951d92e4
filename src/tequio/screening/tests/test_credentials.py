"""A credential says what was found, and nothing of it can be changed without being seen."""

from __future__ import annotations

import json
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tequio.kernel import Refused
from tequio.screening.rules.credentials import (
    Claim,
    document_of,
    is_proved,
    read_credential,
    sealed,
)
from tequio.screening.rules.credentials.proof import base58, from_base58, key_of, multikey

# The vector that the W3C publishes with the cryptosuite eddsa-jcs-2022.
OF_THE_W3C = """{
  "@context": [
    "https://www.w3.org/ns/credentials/v2",
    "https://www.w3.org/ns/credentials/examples/v2"
  ],
  "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
  "type": ["VerifiableCredential", "AlumniCredential"],
  "name": "Alumni Credential",
  "description": "A minimum viable example of an Alumni Credential.",
  "issuer": "https://vc.example/issuers/5678",
  "validFrom": "2023-01-01T00:00:00Z",
  "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
  "proof": {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-jcs-2022",
    "created": "2023-02-24T23:36:38Z",
    "verificationMethod": "https://vc.example/issuers/5678#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
    "proofPurpose": "assertionMethod",
    "@context": [
      "https://www.w3.org/ns/credentials/v2",
      "https://www.w3.org/ns/credentials/examples/v2"
    ],
    "proofValue": "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4"
  }
}"""  # noqa: E501
OF_THAT = key_of("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")
OURS = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = OURS.public_key().public_bytes_raw().hex()
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
    decided_on=date(2026, 11, 22),
    holds_until=date(2029, 11, 22),
)


def written(**changed):
    document = document_of(CLAIM, key=KEY) | changed
    return json.dumps(
        sealed(
            document,
            key=KEY,
            created="2026-11-22T10:00:00Z",
            sign=lambda body: OURS.sign(body).hex(),
        )
    )


def test_the_published_vector_is_proved_and_nothing_near_it():
    document = json.loads(OF_THE_W3C)
    assert is_proved(document, key=OF_THAT)
    assert not is_proved(document | {"name": "Alumni credential"}, key=OF_THAT)
    assert not is_proved(document, key=KEY)
    assert not is_proved(document | {"proof": {}}, key=OF_THAT)


def test_what_is_signed_is_read_as_it_was_written():
    found = read_credential(written())
    assert (found.key, found.issuer, found.name) == (KEY, CLAIM.issuer, CLAIM.name)
    assert (found.uid, found.pack, found.verdict) == (CLAIM.uid, CLAIM.pack, CLAIM.verdict)
    assert (found.decided_on, found.holds_until) == (CLAIM.decided_on, CLAIM.holds_until)


def members(part, path=()):
    inner = part.items() if isinstance(part, dict) else enumerate(part)
    for name, value in inner:
        if isinstance(value, dict | list):
            yield from members(value, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("path", list(members(json.loads(written()))), ids=str)
def test_any_word_that_is_changed_is_seen(path):
    document = json.loads(written())
    part = document
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = part[path[-1]][:-1] + ("x" if part[path[-1]][-1:] != "x" else "y")
    with pytest.raises(Refused) as refused:
        read_credential(json.dumps(document))
    assert str(refused.value) in ("credential_not_signed", "credential_not_readable")


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "1.5", "[" * 9_000, '{"type": 3}', "x" * 200_000, OF_THE_W3C]
)
def test_what_is_no_credential_of_a_finding_is_not_read(text):
    with pytest.raises(Refused) as refused:
        read_credential(text)
    assert str(refused.value) == "credential_not_readable"


def test_a_credential_signed_by_another_than_its_issuer_is_not_read():
    other = document_of(CLAIM, key="7" * 64)["issuer"]
    with pytest.raises(Refused) as refused:
        read_credential(written(issuer=other))
    assert str(refused.value) == "credential_not_readable"


@given(st.binary(min_size=1, max_size=70))
def test_base_58_gives_back_what_it_was_given(data):
    assert from_base58(base58(data)) == data


def test_a_key_is_told_and_read():
    assert key_of(multikey(KEY)) == KEY
    with pytest.raises(ValueError, match="Ed25519"):
        key_of(base58(bytes.fromhex(KEY)))

"""What a credential of a finding says, and what is read from one that somebody shows.

It follows the W3C Verifiable Credentials Data Model 2.0.  Whoever reads one learns who signed it;
whether that key belongs to a network that she trusts she must know herself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tequio.kernel import RefusalKind, Refused
from tequio.kernel import gettext_noop as _
from tequio.screening.rules.credentials.proof import did_of, is_proved, key_of

CREDENTIAL_NOT_READABLE = RefusalKind(
    "credential_not_readable",
    _("This is not the credential of a finding: {problem}."),
    _("Ask for the file again, as it was downloaded."),
    about="input",
)
EMPTY, TOO_LARGE = _("there is nothing in it"), _("it is too large")
ANOTHER_FORM = _("it is written in another way")
PROBLEMS = {words: words for words in (EMPTY, TOO_LARGE, ANOTHER_FORM)}
"""What is wrong with a file that cannot be read, in words to be translated."""
CREDENTIAL_NOT_SIGNED = RefusalKind(
    "credential_not_signed",
    _("The signature does not fit: something in the credential was changed."),
    _("Do not trust it. Ask who issued it."),
)
OF_A_CREDENTIAL = (CREDENTIAL_NOT_READABLE, CREDENTIAL_NOT_SIGNED)

TYPE = "SSEFindingCredential"
LARGEST = 100_000
LARGEST_FILE = 4 * LARGEST + 4
"""So many bytes suffice to see that a text is too large."""
VOCABULARY = "urn:tequio:screening:"
CONTEXT: list[Any] = [
    "https://www.w3.org/ns/credentials/v2",
    {
        name: VOCABULARY + name
        for name in (
            TYPE,
            "ScreenedOrganisation",
            "FindingStatus",
            "pack",
            "packDigest",
            "verdict",
            "gatesNotMet",
            "assessmentDigest",
            "decidedOn",
            "finding",
        )
    },
]


@dataclass(frozen=True)
class Claim:
    """What a finding says, ready to be signed.

    address      of the finding; status: where it can be asked whether it still counts
    uid          of the listed organisation, 32 hexadecimal characters
    assessment   digest of the judgement on which the panel decided
    """

    address: str
    status: str
    issuer: str
    issuer_address: str
    uid: str
    name: str
    pack: str
    pack_digest: str
    verdict: str
    gates: tuple[str, ...]
    assessment: str
    decided_on: date
    holds_until: date


@dataclass(frozen=True)
class Credential:
    """What was read; `key`: who signed it, in hexadecimal."""

    key: str
    issuer: str
    uid: str
    name: str
    pack: str
    verdict: str
    gates: tuple[str, ...]
    decided_on: date
    holds_until: date | None
    address: str
    status: str


def document_of(claim: Claim, *, key: str) -> dict[str, Any]:
    """The credential without its proof."""
    return {
        "@context": CONTEXT,
        "id": claim.address,
        "type": ["VerifiableCredential", TYPE],
        "issuer": {"id": did_of(key), "name": claim.issuer, "url": claim.issuer_address},
        "validFrom": f"{claim.decided_on.isoformat()}T00:00:00Z",
        "validUntil": f"{claim.holds_until.isoformat()}T23:59:59Z",
        "credentialStatus": {"id": claim.status, "type": "FindingStatus"},
        "credentialSubject": {
            "id": f"urn:uuid:{_as_uuid(claim.uid)}",
            "type": "ScreenedOrganisation",
            "name": claim.name,
            "pack": claim.pack,
            "packDigest": claim.pack_digest,
            "verdict": claim.verdict,
            "gatesNotMet": list(claim.gates),
            "assessmentDigest": claim.assessment,
            "decidedOn": claim.decided_on.isoformat(),
            "finding": claim.address,
        },
    }


def _as_uuid(uid: str) -> str:
    return "-".join((uid[:8], uid[8:12], uid[12:16], uid[16:20], uid[20:]))


def read_credential(text: str) -> Credential:
    """What a credential says, once its proof was found to hold.

    Raises Refused `credential_not_readable` or `credential_not_signed`.
    """
    if not text.strip():
        raise Refused(CREDENTIAL_NOT_READABLE.because(problem=EMPTY))
    if len(text) > LARGEST:
        raise Refused(CREDENTIAL_NOT_READABLE.because(problem=TOO_LARGE))
    try:
        document = json.loads(text, parse_float=_no_number, parse_constant=_no_number)
        found = _read(document)
        is_genuine = is_proved(document, key=found.key)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused(CREDENTIAL_NOT_READABLE.because(problem=ANOTHER_FORM)) from None
    if not is_genuine:
        raise Refused(CREDENTIAL_NOT_SIGNED.because())
    return found


def decoded(data: bytes) -> str:
    """What a file holds, to be read as a credential; bytes that are no text become signs that
    none has."""
    return data.decode("utf-8-sig", "replace").replace("\0", "\ufffd")


def _no_number(said: str) -> None:
    raise ValueError(said)


def _read(document: Any) -> Credential:
    """Raises ValueError, KeyError or TypeError for another form."""
    if not isinstance(document, Mapping) or TYPE not in document["type"]:
        raise ValueError("type")
    issuer, subject = document["issuer"], document["credentialSubject"]
    key = key_of(_text(issuer["id"]).removeprefix("did:key:"))
    method = _text(document["proof"]["verificationMethod"])
    if method.partition("#")[0] != did_of(key):
        raise ValueError("verificationMethod")
    until = document.get("validUntil")
    return Credential(
        key=key,
        issuer=_text(issuer["name"], 200),
        uid=_text(subject["id"]).removeprefix("urn:uuid:").replace("-", ""),
        name=_text(subject["name"], 400),
        pack=_text(subject["pack"], 60),
        verdict=_text(subject["verdict"], 20),
        gates=tuple(_text(one, 40) for one in subject["gatesNotMet"]),
        decided_on=date.fromisoformat(_text(subject["decidedOn"])),
        holds_until=date.fromisoformat(_text(until)[:10]) if until else None,
        address=_text(document["id"], 400),
        status=_text(document["credentialStatus"]["id"], 400),
    )


def _text(value: Any, most: int = 200) -> str:
    if not isinstance(value, str) or len(value) > most or "\0" in value:
        raise ValueError(str(value)[:40])
    return value

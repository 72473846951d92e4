"""A finding as a text that anybody can check: signed, and read without asking us.  Pure."""

from tequio.screening.rules.credentials.finding import (
    OF_A_CREDENTIAL,
    Claim,
    Credential,
    document_of,
    read_credential,
)
from tequio.screening.rules.credentials.proof import did_of, is_proved, sealed

__all__ = [
    "OF_A_CREDENTIAL",
    "Claim",
    "Credential",
    "did_of",
    "document_of",
    "is_proved",
    "read_credential",
    "sealed",
]

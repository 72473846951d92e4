"""The French catalogue keeps the signs of French print: narrow blanks, « » and ’."""

from __future__ import annotations

import re

import pytest

from tequio.site import faults, messages

NARROW = "\u202f"
CODE = re.compile(r"<[^>]*>|`[^`]*`|Authorization:|https?:\S+|%\(\w+\)[sd]|\{[^}]*\}")
SLIPS = {
    "a sign without a narrow blank before it": re.compile(
        rf"[^{NARROW}\s]([;!?»]|:(?!\d))(?=\s|$)|[ \u00a0][:;!?»]"
    ),
    "a guillemet without a narrow blank behind it": re.compile(f"«(?!{NARROW})"),
    "quotation marks of another language": re.compile("[“”]"),
    "a typewriter's apostrophe": re.compile("'"),
    "a familiar form of address": re.compile(r"\b(tu|ton|tes|toi)\b", re.IGNORECASE),
}


def slips(text: str) -> list[str]:
    """What a French printer would mend."""
    bare = CODE.sub("x", text)
    return [name for name, slip in SLIPS.items() if slip.search(bare)]


def test_the_french_catalogue_is_printed_as_french_is() -> None:
    catalogue = messages.read(messages.catalogue_of("fr"))
    said = {message.id: " ".join(faults.parts(message)) for message in catalogue if message.id}
    assert {source: slips(text) for source, text in said.items() if slips(text)} == {}


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("Qui est là?", "a sign without a narrow blank before it"),
        ("Prêt : 5", "a sign without a narrow blank before it"),
        ("<b>{n}</b>: 5", "a sign without a narrow blank before it"),
        ("« oui\u202f»", "a guillemet without a narrow blank behind it"),
        ("“oui”", "quotation marks of another language"),
        ("l'acte", "a typewriter's apostrophe"),
        ("Écris ton nom.", "a familiar form of address"),
    ],
)
def test_a_slip_is_found(text: str, slip: str) -> None:
    assert slips(text) == [slip]


def test_good_print_passes() -> None:
    good = "L’heure\u202f: 16:05\u202f; «\u202foui\u202f» à <b class='x'>{n}</b>, `a: b`."
    assert slips(good) == []

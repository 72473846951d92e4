"""What people said beside a fact: it stands in the same words as when its line was told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tequio.chronicle.queries import lines_about
from tequio.chronicle.rules.comparing import told_otherwise
from tequio.kernel import Finding
from tequio.membership.queries.writing import digests_of_texts

TEXTS: tuple[tuple[str, str], ...] = (("text", "proof"), ("guest", "guest_proof"))
"""Facts of a line that hold the number of a text, and its digest."""


def check_texts(
    room: str, organisation: int, pairs: Iterable[tuple[str, str]] = TEXTS
) -> Iterator[Finding]:
    """Every text that a line of the room names has the digest that the line tells.  Two
    queries."""
    proofs = {
        line.facts[text]: line.facts[proof]
        for line in lines_about(organisation, room=room, facts=())
        if line.facts.get("keeper", organisation) == organisation
        for text, proof in pairs
        if proof in line.facts and line.facts.get(text) is not None
    }
    kept = digests_of_texts(organisation, proofs)
    for text, proof in proofs.items():
        if kept.get(text) != proof:
            yield told_otherwise(room, "text", text)

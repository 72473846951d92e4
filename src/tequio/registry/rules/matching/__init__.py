"""Finding one organisation in two lists, without ever deciding it.  Pure.

    words = load_words(text)                      legal words of `registry/words`
    candidates(left, right, words)                pairs that may be one, each party once
    strict_links(left, right)                     the only links that are made without asking
    known(party, words), keys_of(…), score(…)     the same piece by piece, for a database
    compare(said, said)                           two side by side, for whoever decides

Nothing here reads a clock, a file or a table, and nothing decides: see each module for its rules.
"""

from tequio.registry.rules.matching.blocking import keys_of, most_uses
from tequio.registry.rules.matching.comparing import Row, compare
from tequio.registry.rules.matching.explaining import (
    FEATURES,
    READINGS,
    SURE,
    Candidate,
    Feature,
)
from tequio.registry.rules.matching.linking import HELD, Link, official_pairs, strict_links
from tequio.registry.rules.matching.names import (
    Words,
    core_name,
    load_words,
    normalise,
    numerals,
)
from tequio.registry.rules.matching.pairing import candidates, score, succession, successions
from tequio.registry.rules.matching.parties import (
    Known,
    Party,
    known,
    outward,
    party_of_said,
    plain_postcode,
)
from tequio.registry.rules.matching.scoring import LEAST

__all__ = [
    "FEATURES",
    "HELD",
    "LEAST",
    "READINGS",
    "SURE",
    "Candidate",
    "Feature",
    "Known",
    "Link",
    "Party",
    "Row",
    "Words",
    "candidates",
    "compare",
    "core_name",
    "keys_of",
    "known",
    "load_words",
    "most_uses",
    "normalise",
    "numerals",
    "official_pairs",
    "outward",
    "party_of_said",
    "plain_postcode",
    "score",
    "strict_links",
    "succession",
    "successions",
]

"""The forbidden writes: what a hand with raw SQL tries, and what the database answers.

Each attack has a lawful sister that differs in nothing but the wrong part; a test shows that the
sister is accepted, so that no attack is refused for another reason.
"""

from tequio.ledger.tests.attacks.changes import CHANGES
from tequio.ledger.tests.attacks.circles import CIRCLES
from tequio.ledger.tests.attacks.engines import ON_POSTGRES, ON_SQLITE
from tequio.ledger.tests.attacks.postings import POSTINGS
from tequio.ledger.tests.attacks.shapes import PAY, Attack

ON_BOTH = POSTINGS + CHANGES + CIRCLES

__all__ = ["ON_BOTH", "ON_POSTGRES", "ON_SQLITE", "PAY", "Attack"]

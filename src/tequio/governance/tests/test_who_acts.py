"""Who may pay under a decision is said from the mandate that it gives, wherever it is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from tequio.governance import queries
from tequio.governance.rules.effects import AmendStatutes
from tequio.governance.tests import hall
from tequio.governance.tests.hall import NAMES, Hall
from tequio.governance.tests.pressing import address, shown
from tequio.mandates import queries as mandates

pytestmark = pytest.mark.django_db

THREE_KEYS = {"keys.pay": 3, "offices.pay": ["treasurer"], "offices.keys": ["keyholder"]}
SENTENCE = "Treasurer or Key-holder may pay up to ₹1,000.50. 3 keys must turn together."


def boxed() -> Hall:
    """A group whose box is opened by three holders."""
    return hall.found("Three locks", values=THREE_KEYS)


def test_proposal_ballot_minutes_and_resolution_say_whom_the_mandate_names() -> None:
    group = boxed()
    asha = group.enters("Asha")
    proposal = group.proposes(hall.payment(100_050))
    assert SENTENCE in shown(asha, address(group, "proposal", proposal))
    meeting = group.opens(NAMES)
    ballot = group.votes(proposal, meeting)
    assert SENTENCE in shown(asha, address(group, "meeting", meeting))
    group.raises(ballot, 12)
    ended = group.closes(ballot)
    (granted,) = mandates.mandates_from(group.organisation, f"resolution:{ended['resolution']}")
    assert (granted.grant.offices, granted.grant.keys) == (("treasurer", "keyholder"), 3)
    places = [("proposal", proposal), ("ballot", ballot), ("resolution", ended["resolution"])]
    for name, number in [*places, ("minutes", meeting)]:
        assert SENTENCE in shown(asha, address(group, name, number)), name
    page = shown(asha, reverse("ledger:mandate", args=[group.slug, granted.id]))
    assert "Treasurer or Key-holder 3 of them must turn their keys together" in page


def test_what_was_granted_is_told_even_after_the_rules_changed() -> None:
    group = boxed()
    asha = group.enters("Asha")
    first = group.decides(hall.payment(100_050))
    lone = AmendStatutes("amendment", {"keys.pay": 1}, group.today + timedelta(days=1))
    group.decides(lone)
    group.later(days=2)
    assert SENTENCE in shown(asha, address(group, "resolution", first["resolution"]))
    group.decides(hall.payment(7_000))
    newest = queries.resolutions(group.organisation)[0]
    page = shown(asha, address(group, "resolution", newest.id))
    assert "Treasurer may pay up to ₹70.00." in page
    assert "keys must turn" not in page


def test_what_was_rejected_is_told_by_the_rules_of_its_day() -> None:
    group = boxed()
    ended = group.decides(hall.payment(100_050), yes=2, no=10)
    page = shown(group.enters("Asha"), address(group, "resolution", ended["resolution"]))
    assert SENTENCE in page

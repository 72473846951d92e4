"""Help from the social fund is claimed in the meeting, decided by hands, and paid at once."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tequio.circles import service as circles
from tequio.circles.models import ClaimRow, SheetLineRow
from tequio.circles.queries.of_member import in_cycles
from tequio.governance import queries as governance
from tequio.ledger.models import TransferRow
from tequio.mandates.queries import mandates_about
from tequio.site.demonstration.meeting import Claims, Savers, Told
from tequio.site.demonstration.stage import Stage
from tests.circles.filling import Writer, words
from tests.circles.groups import WOMEN, everything_holds, holds, refused, ten


def met(savers: Savers) -> Savers:
    """5.00 lie in the bag."""
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 1))
    savers.group.stage.later(7)
    return savers


def test_a_claim_to_which_the_members_agree_is_paid_by_their_decision(savers: Savers) -> None:
    met(savers)
    held = savers.meets(Told({}, claims=[Claims("Ines", 300, (8, 1, 1), "death")]))
    ines = savers.group.person["Ines"]
    ((person, reason, minor, proposal, is_granted),) = held["claims"]
    assert (person, reason, minor, is_granted) == (ines, "death", 300, True)
    assert holds(savers, "social-fund") == holds(savers, "cash", "social") == 700
    (mine,) = in_cycles(savers.group.organisation, ines)
    assert mine.helped == 300
    decided = governance.resolution_of_proposal(savers.group.organisation, proposal)
    assert decided is not None
    assert decided.outcome == "adopted"
    (mandate,) = mandates_about(savers.group.organisation, "circle.help", map(str, range(1_000)))
    entry = SheetLineRow.objects.get(helped=300).helped_entry
    assert TransferRow.objects.get(id=entry).mandate_id == mandate.id, "not by the statutes"
    assert everything_holds()


def test_a_claim_that_is_refused_stays_visible_and_nothing_is_paid(savers: Savers) -> None:
    met(savers)
    savers.meets(Told({}, claims=[Claims("Ines", 300, (2, 8, 0))]))
    assert holds(savers, "social-fund") == 1_000
    row = ClaimRow.objects.get(organisation_id=savers.group.organisation)
    assert (row.minor, row.is_granted) == (300, False)
    assert everything_holds()


def test_claims_that_are_refused_take_nothing_from_the_bag_for_others(savers: Savers) -> None:
    """10.00 lie in it: 9.00 are not agreed, 8.00 are; a week later 8.00 are too much."""
    met(savers)
    claims = [Claims("Ines", 900, (2, 8, 0)), Claims("Joy", 800, (10, 0, 0))]
    savers.meets(Told({}, claims=claims))
    assert holds(savers, "social-fund") == 200
    savers.group.stage.later(7)
    fields = savers.fields(Told({}, claims=[Claims("Ines", 800, (9, 0, 1))]))
    with refused("too_little_in_the_social_box"):
        savers.group.does("Caro", circles.close_meeting, **fields | {"social_counted": 0})


def test_the_sheet_asks_why_and_how_many_hands_and_shows_it_afterwards(db: None) -> None:
    savers = ten(Stage(timezone.localdate() - timedelta(days=7)), **{"circle.weekday": "any"})
    writer = Writer(met(savers))
    ines = savers.group.person["Ines"]
    fields = writer.sheet(counted="100", social="7", hw_0=ines, hm_0="3", hy_0="9", ha_0="1")
    missing = writer.presses("check", fields).content.decode()
    assert "It is not said why" in words(missing)
    said = words(writer.presses("check", fields | {"hr-0": "illness"}).content.decode())
    assert "Help of GH₵3.00 for Ines (Illness): 9 yes, 0 no, 1 abstained · paid out" in said

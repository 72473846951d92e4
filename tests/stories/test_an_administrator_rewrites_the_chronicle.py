"""Who owns the machine can rewrite the machine.  The sister group's memory shows it."""

import json

from django.db import connection

from tequio.chronicle import queries as chronicle
from tequio.chronicle.models import HeadRow, LineRow
from tequio.chronicle.rules import beginning
from tequio.governance.rules.effects import Nothing
from tequio.kernel import canonical
from tequio.membership import service as membership
from tequio.site.verification import findings
from tests.stories.telling import decides, refused


def rewrite(organisation, change):
    """What an administrator can do: drop the guards, change a line, chain all later ones anew."""
    head = chronicle.head_of(organisation)
    previous = beginning(head.chain)
    with connection.cursor() as cursor:
        for trigger, table in (
            ("chronicle_line_not_changed", "chronicle_linerow"),
            ("chronicle_head_moves_forward", "chronicle_headrow"),
        ):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {trigger}{on}")
    lines = [line for line, _ in chronicle.lines_of(organisation, limit=10_000)]
    for line in reversed(lines):
        facts = change(line)
        new = type(line)(**{**line.__dict__, "facts": facts, "previous": previous})
        LineRow.objects.filter(organisation_id=organisation, number=line.number).update(
            facts=canonical(facts), previous=previous, digest=new.digest()
        )
        previous = new.digest()
    HeadRow.objects.filter(pk=organisation).update(digest=previous)


def fewer_noes(line):
    facts = json.loads(canonical(line.facts))
    return facts | {"no": 0, "yes": 12} if line.kind == "governance.record_hands" else facts


def test_the_administrator_rewrites_a_whole_chain_consistently_and_the_witnessed_head_shows_it(
    found,
):
    circle, sister = found("Nsoroma circle"), found("Sister circle")
    decides(circle, "Sing before every meeting", Nothing(), hands=(7, 5, 0))
    head = chronicle.head_of(circle.organisation)
    sister.does(
        "Bea", membership.witness_head, chain=head.chain, number=head.number, digest=head.digest
    )
    assert list(findings()) == []

    rewrite(circle.organisation, fewer_noes)

    found_now = [(where, one.code) for where, one in findings()]
    chain_findings = [code for where, code in found_now if where == circle.organisation]
    assert "witness_differs" in chain_findings
    assert not {"chain_broken", "line_changed", "head_differs"} & set(chain_findings), (
        "the chain alone cannot tell: that is why heads are witnessed"
    )


def test_nobody_witnesses_herself_or_a_head_that_never_was(found):
    circle, sister = found("Nsoroma circle"), found("Sister circle")
    own = chronicle.head_of(circle.organisation)
    with refused("own_chain"):
        circle.does(
            "Bea", membership.witness_head, chain=own.chain, number=own.number, digest=own.digest
        )
    with refused("head_unknown"):
        sister.does(
            "Bea", membership.witness_head, chain=own.chain, number=own.number, digest="0" * 64
        )
    with refused("head_malformed"):
        sister.does("Bea", membership.witness_head, chain="x", number=1, digest="y")
    with refused("office_not_held"):
        sister.does(
            "Joy", membership.witness_head, chain=own.chain, number=own.number, digest=own.digest
        )

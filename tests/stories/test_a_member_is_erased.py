"""Kezia leaves and wants to be forgotten.  Her name goes, every proof stays."""

from tequio.chronicle.models import LineRow
from tequio.governance import queries as governance
from tequio.governance.rules.effects import Admit, Nothing
from tequio.membership import queries as members
from tequio.membership import service as membership
from tests.stories.telling import decides, everything_holds, refused


def _erases(circle, who, whom):
    """Whoever asks to be forgotten asks the node, for no group."""
    act = circle.stage.act(circle.person[who], None)
    membership.erase_person(act, person=circle.person[whom])


def test_a_member_is_erased_and_the_proof_holds(circle):
    person = circle.person["Kezia"]
    spoken = circle.proposes("Ama", "Kezia keeps the goats", Nothing(), about="Kezia")
    decides(circle, "Sing before every meeting", Nothing())
    before = {line.digest for line in LineRow.objects.all()}

    with refused("not_herself"):
        _erases(circle, "Bea", "Kezia")
    _erases(circle, "Kezia", "Kezia")

    assert members.person_names([person]) == {person: ""}
    assert governance.proposal(circle.organisation, spoken).title == ""
    assert person not in members.member_ids(circle.organisation, circle.stage.later(1).today)
    assert before <= {line.digest for line in LineRow.objects.all()}, "no line was changed"
    assert everything_holds()
    with refused("already_erased"):
        _erases(circle, "Kezia", "Kezia")


def test_whoever_holds_an_office_hands_it_over_first(circle):
    with refused("holds_an_office"):
        _erases(circle, "Caro", "Caro")


def test_nothing_in_any_chronicle_ever_held_a_name(circle):
    newcomer = circle.does(
        "Bea", membership.register_person, name="Mawusi Adzo", phone="+233 20 123 4567"
    )["person"]
    decides(circle, "Admit Mawusi Adzo", Admit("admission", newcomer))
    for line in LineRow.objects.all():
        for word in ("Mawusi", "Adzo", "Kezia", "1234567"):
            assert word not in line.facts + line.key

"""A whole meeting is one act: each member is told her own part of it, and nobody another's."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from tequio.ledger import queries as ledger
from tequio.membership.models import PersonRow
from tequio.notices import queries
from tequio.notices import service as notices
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tequio.site.verification import findings
from tests.circles.groups import WOMEN, whole_share_out


def now(savers: Savers) -> datetime:
    return timezone.make_aware(datetime.combine(savers.group.stage.today, time(18)))


def told_to(savers: Savers, who: str) -> list[str]:
    """Her messages without the proofs at their ends, oldest first."""
    person = savers.group.person[who]
    sent = queries.sent_to(savers.group.organisation, person)
    return [one.text.rsplit(" ", 1)[0] for one in reversed(sent)]


def test_each_member_is_told_her_part_of_the_sheet_and_of_its_steps(savers: Savers) -> None:
    group = savers.group
    savers.starts()
    for who in ("Ama", "Fati"):
        PersonRow.objects.filter(pk=group.person[who]).update(phone=f"+2332000{who}")
        group.does(who, notices.choose_channel, person=group.person[who], channel="sms")
    savers.meets(dict.fromkeys(WOMEN, 3))
    group.stage.later(7)
    asks = Asks("Fati", 4_000, (9, 0, 1), months=2, purpose="Seeds")
    savers.meets(Told({"Ama": 2}, asks=[asks]))
    loans = [one for one in ledger.accounts(group.organisation) if one.minor == 4_000]
    loan = int(loans[0].ref.partition(":")[2])
    group.stage.later(7)
    savers.meets(Told({}, repays={loan: 1_000}))
    notices.read_on(group.organisation, now(savers))
    ama, fati = told_to(savers, "Ama"), told_to(savers, "Fati")
    assert any("2 Mar: shares 3 (15 GHS), social fund 0.50 GHS" in text for text in ama)
    assert any("9 Mar: shares 2 (10 GHS)" in text for text in ama)
    assert not any("loan" in text for text in ama)
    assert any(f"you got the loan no. {loan} of 40 GHS" in text for text in fati)
    assert any(f"you repaid 10 GHS on 16 Mar (loan no. {loan})" in text for text in fati)
    assert list(findings()) == []
    assert notices.read_on(group.organisation, now(savers)) == notices.Read(0, 0)


def test_each_is_told_what_the_share_out_paid_her(savers: Savers) -> None:
    group = savers.group
    savers.starts()
    PersonRow.objects.filter(pk=group.person["Ama"]).update(phone="+23320001")
    group.does("Ama", notices.choose_channel, person=group.person["Ama"], channel="sms")
    savers.meets(dict.fromkeys(WOMEN, 3))
    group.stage.later(7)
    whole_share_out(savers)
    notices.read_on(group.organisation, now(savers))
    assert any(
        "Your part 15 GHS, set off 0 GHS, paid to you 15 GHS" in text
        for text in told_to(savers, "Ama")
    )
    assert list(findings()) == []

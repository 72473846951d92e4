"""A village organisation with two self-help groups: one does well, one has stopped meeting.

After the seeds' account of self-help groups that join together.  Everything in it is invented.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tequio.chronicle import queries as chronicle
from tequio.circles import service as circles
from tequio.circles.rules.bulk import BulkTerms
from tequio.governance import service as governance
from tequio.governance.rules.effects import AdmitOrganisation, AllowPayment, Effect
from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.membership import service as membership
from tequio.site.demonstration.meeting import Savers, Told
from tequio.site.demonstration.stage import Facts, Group, Stage

JASMINE = "Anjali Bhavna Chitra Deepika Ekta Falguni Gauri Hetal Ila Jaya".split()
LOTUS = "Kamla Lalita Mala Nirmala Omana Padma Radha Shanta Tulsi Usha".split()
OFFICES = (("chair",), ("secretary",), ("treasurer",))
RUPEES = 100
WEEKS = 7
STOPPED = 3
"""After so many weeks the second group met no more."""
SAVING = {
    "circle.share_price": 50 * RUPEES,
    "circle.weekday": "any",
    "circle.contribution": 0,
    "notice.days": 0,
    "meeting.ad_hoc": "1/2",
    "keys.pay": 1,
}


def tell(stage: Stage, today: date) -> Group:
    """The history of the village organisation up to today; the federation."""
    stage.on(today - timedelta(days=7 * WEEKS + 3))
    jasmine = _a_group(stage, "Jasmine self-help group", JASMINE, "figures")
    lotus = _a_group(stage, "Lotus self-help group", LOTUS, "sheets")
    village = _the_village(stage, jasmine, lotus)
    savers = [
        Savers(group, names[2], (names[5], names[6])) for group, names in _both(jasmine, lotus)
    ]
    for one in savers:
        one.starts()
    ten = 10_000 * RUPEES
    taken = [_taken(group, _lent(village, group, ten)) for group in (jasmine, lotus)]
    for week in range(WEEKS):
        stage.later(7)
        for place, one in enumerate(savers):
            if place == 0 or week < STOPPED:
                one.meets(_meeting(one, week))
        if week == 4:
            _one_pays_back(village, jasmine, taken[0])
    _lent(village, jasmine, 2_000 * RUPEES)
    _allows(village, "circle.bulk_loan", jasmine, 3_000 * RUPEES, "Roofs for the goats")
    return village


def _both(jasmine: Group, lotus: Group) -> Sequence[tuple[Group, list[str]]]:
    return (jasmine, JASMINE), (lotus, LOTUS)


def _a_group(stage: Stage, name: str, women: list[str], sight: str) -> Group:
    founders = [
        Founder(woman, offices=OFFICES[place] if place < len(OFFICES) else ())
        for place, woman in enumerate(women)
    ]
    new = NewGroup(name, "self-help-group", "INR", country="IN", language="en", is_invented=True)
    values = SAVING | {"privacy.federation": sight}
    group = stage.found(new, founders, opening=[Opening("cash", 800 * RUPEES)], values=values)
    group.secretary = women[1]
    return group


def _the_village(stage: Stage, *groups: Group) -> Group:
    """Founded by the officers of both groups, who are its delegates; it admits both."""
    people = {name: group.person[name] for group in groups for name in list(group.person)[:5]}
    names = list(people)
    held = dict(zip(names, OFFICES, strict=False))
    new = NewGroup(
        "Village organisation of the fields",
        "network",
        "INR",
        country="IN",
        language="en",
        is_invented=True,
    )
    village = stage.found(
        new,
        [Founder(person=people[name], offices=held.get(name, ())) for name in names],
        opening=[Opening("cash", 40_000 * RUPEES)],
        values={"notice.days": 0, "meeting.ad_hoc": "1/2", "keys.pay": 1},
    )
    village.secretary = names[1]
    for group in groups:
        group.does(group.secretary, membership.apply, federation=village.organisation)
        effect = AdmitOrganisation("admission_of_organisation", group.organisation)
        _decides(village, "A group of our village", effect)
    return village


def _decides(group: Group, title: str, effect: Effect) -> None:
    """All meet, and all raise their hands."""
    names = list(group.person)
    proposal = group.proposes(names[0], title, effect)
    meeting = group.meets(group.secretary, names)
    hands = (len(names), 0, 0)
    group.raises_hands(group.secretary, proposal, hands, meeting=meeting, witnesses=names[5:7])
    group.does(group.secretary, governance.close_meeting, meeting=meeting)


def _lent(village: Group, group: Group, minor: int) -> Facts:
    """Both decide, and the village lends; what nobody has confirmed yet is on its way."""
    _allows(village, "circle.bulk_loan", group, minor, "Goats and seed")
    _allows(group, "circle.borrow", village, minor, "Goats and seed")
    return village.does(
        list(village.person)[2],
        circles.lend_to_group,
        group=group.organisation,
        minor=minor,
        terms=BulkTerms(count=10, step="month", rate="1/100"),
        account=village.account("cash"),
    )


def _allows(owner: Group, purpose: str, other: Group, minor: int, title: str) -> None:
    """The members of one side decide on a loan between it and the other."""
    subject = f"organisation:{other.organisation}"
    allowed = AllowPayment("mandate", purpose, minor, "INR", ("treasurer",), subject=subject)
    _decides(owner, title, allowed)


def _taken(group: Group, lent: Facts) -> Facts:
    """The group counts what arrived, and confirms it."""
    return group.does(
        list(group.person)[2],
        circles.take_bulk_loan,
        correlation=lent["correlation"],
        minor=lent["minor"],
        account=group.account("cash"),
    )


def _meeting(savers: Savers, week: int) -> Told:
    """Everybody buys a share, some two, each week others."""
    names = list(savers.group.person)
    return Told({name: 2 if (place + week) % 3 == 0 else 1 for place, name in enumerate(names)})


def _one_pays_back(village: Group, group: Group, taken: Mapping[str, object]) -> None:
    """The first instalment is on its way up; the village holds the group's head."""
    group.does(
        list(group.person)[2],
        circles.pay_back,
        loan=taken["loan"],
        minor=1_056 * RUPEES,
        account=group.account("cash"),
    )
    head = chronicle.head_of(group.organisation)
    village.does(
        village.secretary,
        membership.witness_head,
        chain=head.chain,
        number=head.number,
        digest=head.digest,
    )

"""A network that keeps a register of organisations in ten countries; the other groups join it.

After the seeds' account of networks that know who is there.  Everything in it is invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tequio.governance import service as governance
from tequio.governance.rules.effects import AdmitOrganisation
from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.membership import queries as members
from tequio.membership import service as membership
from tequio.registry import service as registry
from tequio.registry.rules.saying import Value
from tequio.site.demonstration import learning, registering, screening, weaving
from tequio.site.demonstration.registering import number_of
from tequio.site.demonstration.stage import Group, Stage

CHAIR, SECRETARY, TREASURER = "Thabo Ndlela", "Marisol Aguilar", "Odette Lavoie"
PEOPLE = [
    CHAIR,
    SECRETARY,
    TREASURER,
    "Kavita Maurya",
    "João Brandão",
    "Achieng Otieno",
    "Inés Fontana",
    "Kossi Amegan",
    *screening.APPEAL,
]
OFFICES = {
    CHAIR: ("chair",),
    SECRETARY: ("secretary",),
    TREASURER: ("treasurer",),
    **dict.fromkeys(screening.ASSESSORS, ("assessor",)),
    **dict.fromkeys(screening.PANEL, ("panel",)),
    **dict.fromkeys(screening.APPEAL, ("appeal",)),
}
JASMINE = "jasmine-self-help-group"
RIDERS, FIELDS = "Aarya e-mobility cooperative", "Village organisation of the fields"
LISTED_AS = {
    RIDERS: RIDERS,
    "Masakhane mothers": "Masakhane Mothers, Site C",
    "Nsoroma savings circle": "Nsoroma savings circle",
    FIELDS: FIELDS,
}
"""Group of the demonstration → the name under which the register lists it."""
OF_ITSELF = (
    Value("name.legal", {"text": RIDERS, "language": "en"}),
    Value("name.local", {"text": "आर्या ई-मोबिलिटी सहकारी समिति", "language": "hi"}),
    Value("status", "active"),
    Value("address.locality", "Mirzapur"),
    Value("address.region", "Uttar Pradesh"),
    Value("address.country", "IN"),
    Value("class.essglobal", {"scheme": "essglobal", "code": "OS60"}),
    Value("is_sse", value=True),
)
"""What the riders say; of how many they are they say more than the survey that counted 96."""


def tell(stage: Stage, today: date, groups: Mapping[str, Group]) -> Group:
    """The history of the network up to today.

    groups  the other groups, by name
    """
    network = _founded(stage.on(today - timedelta(days=430)))
    registering.is_filled(network, SECRETARY, today, after=430, until=400)
    learnt = learning.begins(network, today)
    weaving.begins_long_ago(network)
    registering.is_filled(network, SECRETARY, today, after=400, until=100)
    woven = weaving.begins(network, today)
    registering.is_filled(network, SECRETARY, today, after=100, until=58)
    examined = screening.begins(network, today)
    registering.is_filled(network, SECRETARY, today, after=58, until=0)
    registering.is_put_in_order(network, SECRETARY)
    screening.lapses(examined)
    learning.goes_on(learnt)
    weaving.goes_on(woven, learnt.kitchens)
    stage.on(today - timedelta(days=2))
    for group in groups.values():
        group.stage = Stage(stage.today, acts=7_000)  # keys of their own
    _groups_join(network, groups)
    _groups_are_recognised(network, groups)
    _what_waits_now(network, groups)
    learning.is_offered(learnt, groups)
    screening.goes_on(examined, groups, today)
    weaving.ends(woven)
    return network


def _founded(stage: Stage) -> Group:
    network = stage.found(
        NewGroup(
            "Crossroads network", "network", "CAD", country="CA", language="en", is_invented=True
        ),
        [Founder(name, offices=OFFICES.get(name, ())) for name in PEOPLE],
        opening=[Opening("bank", 1_250_000)],
        values={
            "notice.days": 0,
            "meeting.ad_hoc": "1/2",
            "keys.pay": 1,
            "register.public": True,
            "register.order": "own_first",
            "register.offices": ("secretary", "chair"),
            "screening.reply_days": 14,
            "screening.appeal_days": 60,
            "knowledge.public": True,
            "ecosystem.public": True,
        },
    )
    network.secretary = SECRETARY
    return network


def _groups_join(network: Group, groups: Mapping[str, Group]) -> None:
    """Each asks, and one meeting admits all of them."""
    for group in groups.values():
        group.does(group.secretary, membership.apply, federation=network.organisation)
    proposals = [
        network.proposes(
            CHAIR,
            f"{name} joins us",
            AdmitOrganisation("admission_of_organisation", group.organisation),
        )
        for name, group in groups.items()
    ]
    meeting = network.meets(SECRETARY, PEOPLE)
    for proposal in proposals:
        network.raises_hands(
            SECRETARY, proposal, (10, 0, 1), meeting=meeting, witnesses=PEOPLE[4:6]
        )
    network.does(SECRETARY, governance.close_meeting, meeting=meeting)


def _groups_are_recognised(network: Group, groups: Mapping[str, Group]) -> None:
    """The register says which of those it lists they are; the riders write their own record."""
    for name, group in groups.items():
        listed = number_of(network, LISTED_AS[name])
        network.does(SECRETARY, registry.recognise, listed=listed, organisation=group.organisation)
    riders = groups[RIDERS]
    today = network.stage.today
    many = [Value(code, 120, until=today) for code in ("members", "women_members")]
    values = (*OF_ITSELF, *many)
    riders.does(riders.secretary, registry.describe, keeper=network.slug, values=values)


def _what_waits_now(network: Group, groups: Mapping[str, Group]) -> None:
    """A rider saw something that is wrong, and a group of the village says: that is us."""
    riders, village = groups[RIDERS], groups[FIELDS]
    network.person["a rider"] = riders.person["Sunita Kumari"]
    network.does(
        "a rider",
        registry.suggest,
        listed=number_of(network, "Kiran Rekha self-help group"),
        values=(
            Value("members", 16, until=network.stage.today),
            Value("address.locality", "Kachhwa"),
        ),
        words="They moved to Kachhwa after the flood; my sister is one of them.",
    )
    found = members.organisation(JASMINE)
    assert found is not None, "the village was told before"
    jasmine = Group(village.stage, found.id, found.slug, found.unit, village.person)
    jasmine.does(
        "Bhavna",
        registry.ask_recognition,
        keeper=network.slug,
        listed=number_of(network, "Jasmine self-help group"),
    )

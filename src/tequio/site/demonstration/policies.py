"""Policy made together: twelve recommendations, a map of effects, a programme that is checked.

The twelve are those of the Canadian report *Inclusive Innovation* (31 August 2018) as public pages
tell them; the wording of the last two is to be verified.  What the network adds is invented.
"""

from __future__ import annotations

from typing import Any

from tequio.ecosystem import service
from tequio.ecosystem.rules.effects import Domain
from tequio.ecosystem.service.effects import Argument
from tequio.ecosystem.service.policies import NewStatus
from tequio.ecosystem.service.programmes import NewAffected
from tequio.site.demonstration.stage import Group

ABOUT = (
    "From June 2017 seventeen people, one of them a co-chair from government, wrote a report; it"
    " appeared on 31 August 2018 (canada.ca). We follow what became of it. Where no source stands,"
    " nobody here has looked it up: then “nothing has happened” says only that we know of nothing."
)
TWELVE = (
    ("Framework legislation", ("governance_and_infrastructure",)),
    ("A council of several sectors", ("governance_and_infrastructure",)),
    ("A permanent office", ("governance_and_infrastructure",)),
    ("Access to programmes for innovation, business and skills", ("capacity_and_skills",)),
    ("An ecosystem programme: early stage, capacity, measurement", ("capacity_and_skills",)),
    ("A Social Finance Fund", ("funding_and_capital",)),
    ("How federal money is given", ("funding_and_capital",)),
    ("Social procurement", ("market_access",)),
    ("Legal and regulatory issues of charities", ("policy_and_regulation",)),
    ("Regulatory sandboxes", ("policy_and_regulation",)),
    ("Evidence and knowledge sharing (wording to verify)", ("evidence_and_knowledge",)),
    ("Awareness (wording to verify)", ("awareness",)),
)
"""Each recommendation, and the pillars of the report that it touches."""
GOVERNMENT = "Government of Canada"
STANDS = {
    5: NewStatus(
        "begun", GOVERNMENT, source="canada.ca, Investment Readiness Program, October 2023"
    ),
    6: NewStatus("done", GOVERNMENT, source="canada.ca, backgrounder of May 2023"),
}
"""What public pages say of some; all others have no owner here."""
TOOK_PART = (
    ("government", "convenes", "The co-chair from government"),
    ("organisations", "writes", "The other sixteen of the group (their sides are not looked up)"),
    ("members", "is_heard", "Evening of neighbours at the Théière bavarde (invented)"),
    ("informal", "is_heard", "Letter of a circle of mutual aid (invented)"),
)
EFFECTS: tuple[tuple[str, Domain, Argument], ...] = (
    ("Achieng Otieno", "care", Argument("helps", "women", "Two evenings in the week are ours.")),
    (
        "Mele Taufa",
        "care",
        Argument("harms", "women", "The same women cook there and then at home."),
    ),
    ("Kossi Amegan", "livelihood", Argument("unclear", "workers", "The café sells fewer soups.")),
    (
        "Pilar Quispe",
        "culture",
        Argument("helps", "members", "We learned four ways to make bread."),
    ),
    ("Ewa Nowicka", "power", Argument("helps", "informal", "Nobody asks for papers at the table.")),
    (
        "Odette Lavoie",
        "livelihood",
        Argument("helps", "organisations", "Farmers sell what was thrown away."),
    ),
)
"""Who argues what a practice does, in which domain, from which side, why."""


def are_told(network: Group) -> None:
    """Twelve recommendations: two with an owner, ten that say they have none."""
    secretary = network.secretary
    begun = {"title": "Inclusive Innovation", "words": ABOUT, "framework": "canada-2018@1"}
    process = network.does(secretary, service.begin_process, **begun)["process"]
    for kind, role, words in TOOK_PART:
        part = {"process": process, "actor_kind": kind, "role": role, "words": words}
        network.does(secretary, service.take_part, **part)
    for number, (words, blocks) in enumerate(TWELVE, start=1):
        said = {"process": process, "number": number, "words": words, "blocks": blocks}
        told = network.does(secretary, service.record_recommendation, **said)
        if number in STANDS:
            stands = {"recommendation": told["recommendation"], "standing": STANDS[number]}
            network.does(secretary, service.update_recommendation, **stands)


def is_argued_about(network: Group, practice: int) -> None:
    """What the kitchens do, as several kinds of actor see it; they do not agree on care."""
    for who, domain, argument in EFFECTS:
        argued: dict[str, Any] = {"about": "innovation", "number": practice, "domain": domain}
        network.does(who, service.argue_effect, **argued, argument=argument)


def is_checked(network: Group) -> None:
    """A fund for vans cannot open yet: drivers said no, and those without papers were not heard."""
    secretary = network.secretary
    drafted = {"title": "Vans for the valley", "words": "Ten vans that cooperatives share."}
    programme = network.does(secretary, service.draft_programme, **drafted)["programme"]
    asked = (
        NewAffected(
            "organisations",
            "Cooperatives without a van",
            benefits="Goods reach the market.",
            harms="Who shares a van depends on whoever keeps the key.",
            part="co_decide",
        ),
        NewAffected(
            "workers",
            "Drivers who live on single trips",
            benefits="None that they see.",
            harms="They lose the trips of market days.",
            part="consulted",
        ),
        NewAffected(
            "informal",
            "Groups without papers in the upper lanes",
            benefits="A van could come to them too.",
            harms="A contract asks for a number that they do not have.",
            part="informed",
        ),
    )
    named = [
        network.does(secretary, service.name_affected, programme=programme, affected=affected)[
            "affected"
        ]
        for affected in asked
    ]
    for affected, answer, words, present in (
        (named[0], "agrees", "We want it, with a key for each of us.", 9),
        (named[1], "refuses", "First say who pays us for the market days.", 14),
    ):
        given = {"affected": affected, "answer": answer, "words": words, "present": present}
        network.does(secretary, service.reply_as_affected, **given)

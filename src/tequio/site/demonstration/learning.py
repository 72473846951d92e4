"""The network learns: a watch meeting, practices, signatures, and one that stands elsewhere.

After the seeds' account of watch and transfer in Quebec.  People and practices are invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.knowledge import service
from tequio.knowledge.rules.references import Practice
from tequio.knowledge.service.moving import NewAdaptation, NewFollowUp
from tequio.knowledge.service.noting import NewEvidence
from tequio.knowledge.service.observing import NewObservation
from tequio.site.demonstration import places
from tequio.site.demonstration.examining import decide_together
from tequio.site.demonstration.practices import FOREST_DAY, KITCHEN, SMILES
from tequio.site.demonstration.registering import number_of
from tequio.site.demonstration.screening import IMPACT
from tequio.site.demonstration.stage import Group, Stage

KITCHENS = "Association des cuisines collectives du Quai"
RIDERS = "Aarya e-mobility cooperative"
ANTENNAS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("Lower river", "region", {"region": "Bas-du-Fleuve"}),
    ("Care and food", "sector", {"sector": "care"}),
    ("Federations at one table", "apex", {}),
)
BROUGHT = (
    ("Odette Lavoie", "need", "Who works the early shift finds no meal and no crèche at five.", 0),
    ("Kavita Maurya", "practice", "Six households cook by turns; who cannot pay brings roots.", 1),
    ("João Brandão", "idea", "What if a pot could be paid with an hour in the kitchen?", 1),
    ("Achieng Otieno", "practice", "Our kitchen has one rule: who cooks decides on the list.", 0),
    (
        "Inés Fontana",
        "practice",
        "A forest cooperative opens its nursery to the school.",
        0,
    ),
    ("Kossi Amegan", "idea", "Old apprentices could keep the book of three villages.", 2),
    ("Mele Taufa", "need", "Nobody repairs the scales of the fishers any more.", 0),
    ("Pilar Quispe", "need", "The bus does not wait for those who bring goods.", 2),
    ("Ewa Nowicka", "idea", "A song for the opening of each meeting, in all our languages.", 2),
)
"""Who brought it, what it is, in one line, to which antenna it came."""
COOK, STUDENT = "Kavita Maurya", "João Brandão"
NEIGHBOURS = ("Aline Bouchard", "Marc Sioui", "Thérèse Gagnon", "Lucie Awashish", "Noé Tremblay")


@dataclass(frozen=True)
class Learnt:
    """What the library goes on with.

    kitchens  number of the practice that went elsewhere; receiver: the group that took it up
    """

    network: Group
    kitchens: int
    receiver: Group


def begins(network: Group, today: date) -> Learnt:
    """More than a year ago: nine observations, two practices, and one that a group takes up."""
    network.stage.on(today - timedelta(days=420))
    kitchens = _watches(network)
    network.stage.later(4)
    receiver = _neighbours(Stage(network.stage.today, acts=9_000))
    transfer = _takes_up(network, receiver, kitchens)
    _looks_again(receiver, transfer, today)
    return Learnt(network, kitchens, receiver)


def _watches(network: Group) -> int:
    """One round: each brings one thing.  Three join to a practice, one to another, five wait."""
    secretary = network.secretary
    antennas = [
        network.does(secretary, service.open_antenna, name=name, tier=tier, **where)["antenna"]
        for name, tier, where in ANTENNAS
    ]
    watch = network.does(secretary, service.open_watch, title="One hour of watching")["watch"]
    brought = [
        network.does(
            who,
            service.observe,
            seen=NewObservation(kind, words, watch=watch, antenna=antennas[antenna]),
        )["observation"]
        for who, kind, words, antenna in BROUGHT
    ]
    network.does(secretary, service.close_watch, watch=watch, present=11)
    network.stage.later(1)
    kitchens = _systematised(network, tuple(brought[1:4]))
    joined: dict[str, Any] = {
        "design": FOREST_DAY,
        "role": "researcher",
        "observations": (brought[4],),
    }
    school = network.does("Inés Fontana", service.join, **joined)["innovation"]
    network.does("Inés Fontana", service.sign_off, innovation=school, version=1)
    return kitchens


def _systematised(network: Group, observations: tuple[int, ...]) -> int:
    """Who cooks and who studies it sign the same text."""
    carrier = number_of(network, KITCHENS)
    joined: dict[str, Any] = {
        "design": KITCHEN,
        "role": "practitioner",
        "observations": observations,
    }
    told = network.does(COOK, service.join, **joined, listed=carrier, words="They are one thing.")
    number = int(told["innovation"])
    _is_signed(network, number, "Who cooks and who studies it say the same.")
    _is_shown_and_asked(network, number)
    return number


def _is_signed(network: Group, number: int, reason: str) -> None:
    """Who lives it and who studies it stand by it alike; then everybody may read it."""
    secretary = network.secretary
    network.does(STUDENT, service.contribute, innovation=number, role="researcher")
    for who in (COOK, STUDENT):
        network.does(who, service.sign_off, innovation=number, version=1)
    stage: dict[str, Any] = {"innovation": number, "state": "systematised", "reason": reason}
    network.does(secretary, service.advance, **stage)
    network.does(secretary, service.publish, innovation=number)


def _is_shown_and_asked(network: Group, number: int) -> None:
    words = "Two winters, no week without a meal; in the second summer three stayed away."
    shown = NewEvidence("story", "told", words)
    network.does(COOK, service.note_evidence, innovation=number, shown=shown)
    for question, answer, words in (
        (1, "holds", "Cooking was left to each household alone, and to its women."),
        (2, "holds", "Who cooks decides on the list; nobody from outside has a vote."),
        (3, "holds", "Neighbours, a food bank and the town's hall bring what the others lack."),
        (7, "unknown", ""),
    ):
        asked: dict[str, Any] = {"innovation": number, "question": question, "answer": answer}
        network.does(STUDENT, service.answer_question, **asked, words=words)


def _neighbours(stage: Stage) -> Group:
    """Five neighbours of a block of flats, who hear of the kitchens; what they change in a practice
    everybody may read."""
    offices = (("chair",), ("secretary",), ("treasurer",), (), ())
    named = NewGroup("Cuisine du Ruisseau", "association", "CAD", country="CA", is_invented=True)
    group = stage.found(
        named,
        [Founder(name, offices=held) for name, held in zip(NEIGHBOURS, offices, strict=True)],
        opening=[Opening("cash", 20_000)],
        values={"notice.days": 0, "meeting.ad_hoc": "1/2", "knowledge.public": True},
    )
    group.secretary = NEIGHBOURS[1]
    return group


def _takes_up(network: Group, receiver: Group, practice: int) -> int:
    """It is offered; they look at their own place, and decide themselves."""
    words = "You have a room and no stove; read how others did."
    given: dict[str, Any] = {"innovation": practice, "receiver": receiver.slug, "words": words}
    offer = network.does(network.secretary, service.offer, **given)["offer"]
    answered = {"keeper": network.slug, "offer": offer, "answer": "taken_up"}
    receiver.does(receiver.secretary, service.answer_offer, **answered, words="We will ask all.")
    which = Practice(innovation=practice, keeper=network.slug)
    cook = NEIGHBOURS[3]
    told = receiver.does(cook, service.describe_context, name="Block by the brook", country="CA")
    place = int(told["context"])
    for said in places.BY_THE_BROOK:
        receiver.does(cook, service.say_value, context=place, said=said)
    assessed = receiver.does(cook, service.assess, context=place, practice=which)["assessment"]
    wished = {"practice": which, "assessment": assessed, "words": "Let us cook together."}
    proposal = receiver.does(cook, service.propose_transfer, **wished)["proposal"]
    decide_together(receiver, [proposal])
    started = receiver.does(receiver.secretary, service.start_transfer, proposal=proposal)
    return int(started["taken_up"])


CHANGES = (
    NewAdaptation(
        what="context",
        nature="setting",
        level="group",
        moment="before",
        decided_by="members",
        is_true="holds",
        words="There is no common stove: three flats lend theirs, a week each.",
        component="hearth",
        reasons=("means",),
    ),
    NewAdaptation(
        what="content",
        nature="shortened",
        level="group",
        moment="pilot",
        decided_by="team",
        is_true="unknown",
        words="In exam weeks we cook once, not twice; whether that feeds all we do not know.",
        component="turns",
        is_planned=False,
        reasons=("means", "effect"),
    ),
)


def _looks_again(receiver: Group, transfer: int, today: date) -> None:
    """Planned, tried, changed; alive after six months; after twelve nobody has looked yet."""
    secretary = receiver.secretary

    def moves(state: str, words: str) -> None:
        given: dict[str, Any] = {"transfer": transfer, "state": state, "words": words}
        receiver.does(secretary, service.move_transfer, **given)

    moves("fit", "We held it beside our block: all but the stove.")
    receiver.does(secretary, service.log_adaptation, transfer=transfer, adaptation=CHANGES[0])
    moves("planned", "Who cooks when hangs in the stairs.")
    receiver.stage.later(30)
    moves("piloted", "Four weeks, eleven households.")
    receiver.does(secretary, service.log_adaptation, transfer=transfer, adaptation=CHANGES[1])
    receiver.stage.on(today - timedelta(days=220))
    seen = NewFollowUp("Nine of eleven households still cook.", is_alive=True, reach=("out",))
    receiver.does(NEIGHBOURS[3], service.follow_up, transfer=transfer, months=6, seen=seen)
    moves("evaluated", "It feeds those who are at home; who works at night is left out.")


def goes_on(learnt: Learnt) -> None:
    """The crèche in five places, and the practice of a company whose text is warm."""
    network = learnt.network
    places.are_assessed(network)
    company = number_of(network, IMPACT)
    joined: dict[str, Any] = {"design": SMILES, "role": "public", "listed": company}
    smiles = network.does("Ewa Nowicka", service.join, **joined)["innovation"]
    for question in (1, 2, 3, 4):
        asked = {"innovation": smiles, "question": question, "answer": "holds"}
        words = "Their brochure says so."
        network.does("Ewa Nowicka", service.answer_question, **asked, words=words)


def is_offered(learnt: Learnt, groups: Mapping[str, Group]) -> None:
    """The safe ways of the riders, taken from the ready cases, are offered to three groups."""
    network = learnt.network
    secretary = network.secretary
    forked: dict[str, Any] = {"practice": Practice(case="safe-mobility"), "role": "practitioner"}
    carrier = number_of(network, RIDERS)
    told = network.does(COOK, service.fork, **forked, language="en", listed=carrier)
    number = int(told["innovation"])
    _is_signed(network, number, "Two riders read it with us, and found themselves in it.")
    _riders, mothers, circle, village = groups.values()
    offers = []
    for group, name, said in zip(
        (mothers, circle, village), places.FOR_RIDES, places.OF_RIDES, strict=True
    ):
        place = places.is_described(network, name, said, party=group.slug)
        network.does(COOK, service.assess, context=place, practice=Practice(innovation=number))
        offer: dict[str, Any] = {
            "innovation": number,
            "receiver": group.slug,
            "words": "Women ask us for rides.",
        }
        offers.append(network.does(secretary, service.offer, **offer)["offer"])
    given = {"keeper": network.slug, "offer": offers[0], "answer": "declined"}
    words = "Our roads are short. A taxi of the neighbours brings us."
    mothers.does(mothers.secretary, service.answer_offer, **given, words=words)

"""The network screens whom it lists: findings of every kind, and what lies on the desk now.

Everything in it is invented: groups, papers, doubts and reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tequio.governance import service as governance
from tequio.registry import service as registry
from tequio.registry.rules.saying import Value
from tequio.screening import service
from tequio.site.demonstration.examining import (
    Examiner,
    Hearing,
    asks_to_open,
    decide_together,
    keeps,
    opens_books,
    piece,
)
from tequio.site.demonstration.registering import number_of
from tequio.site.demonstration.stage import Group

ASSESSORS = ("Kavita Maurya", "João Brandão")
PANEL = ("Achieng Otieno", "Inés Fontana", "Kossi Amegan")
APPEAL = ("Mele Taufa", "Pilar Quispe", "Ewa Nowicka")
GREEN, IMPACT = "Evergreen Wraps Ltd", "Impact Ltd"
TAILORS, PORCH, CIRCLE = (
    "Kiran Rekha self-help group",
    "The Borrowing Porch",
    "Maple Lane Mutual Aid Circle",
)
GROCERY, TANDA = "Épicerie des Trois Bocaux", "Tanda de las comadres de la Estación"
CARPETS, SOFTWARE = "Dari Bunai weavers’ cooperative", "Octets & Sabots"
SAVERS = "Caja solidaria El Molcajete"
SETTLED_BY_MEETINGS = {
    "practice__decides_together": True,
    "practice__veto_used": False,
    "practice__outside_seats": "0",
    "practice__demutualised": False,
}
SETTLED_BY_ACCOUNTS = {
    "practice__active": True,
    "practice__surplus_divided": False,
    "practice__insider_payments": False,
    "practice__reserve_drawn": False,
    "practice__assets_below_value": False,
}
OF_RULES = {
    "rules__purpose": "members",
    "rules__open_membership": True,
    "rules__free_exit": True,
    "rules__vote": "one_member_one_vote",
    "rules__veto": False,
    "rules__appointed_outside": False,
    "rules__controlled_by_state": False,
    "rules__controlled_by_firm": False,
    "rules__reserve_indivisible": True,
}
OF_A_COMPANY = {
    "rules__legal_form": "company",
    "rules__vote": "by_capital",
    "rules__veto": True,
    "rules__distribution": "by_capital",
}


@dataclass(frozen=True)
class Examined:
    """What the network's screening goes on with.

    porch     whose finding lapses later
    software  whose time to answer is over
    """

    examiner: Examiner
    porch: Hearing
    software: Hearing

    @property
    def network(self) -> Group:
        return self.examiner.network


def begins(network: Group, today: date) -> Examined:
    """Eight weeks ago the members adopted three packs; six were looked at, and one appealed."""
    examiner = Examiner(network, ASSESSORS, PANEL, APPEAL)
    network.stage.on(today - timedelta(days=57))
    examiner.adopts("un-ilo", "informal", "fr-ess")
    network.stage.later(1)
    _list_companies(network)
    drafts = _drafts(examiner)
    network.stage.later(10)
    tailors, porch = _findings(drafts)
    network.stage.later(5)
    software = _drafted_by_letter(examiner, *OF_SOFTWARE)
    _answers_by_letter(software)
    _an_appeal(tailors)
    return Examined(examiner, porch, software)


def _list_companies(network: Group) -> None:
    for name, does, town in (
        (GREEN, "Wrapping of recycled paper; its brochure speaks of solidarity", "Halifax"),
        (IMPACT, "Lunch boxes; for every box a smile is counted on its wall", "Toronto"),
    ):
        values = (
            Value("name.legal", {"text": name, "language": "en"}),
            Value("description", does),
            Value("address.locality", town),
            Value("address.country", "CA"),
        )
        network.does(network.secretary, registry.list_organisation, values=values)


def _drafts(examiner: Examiner) -> dict[str, Hearing]:
    """Kavita and João open six cases, look at what there is, and write to each."""
    network = examiner.network
    opened = {
        name: examiner.opens(number_of(network, name), pack, reason)
        for name, pack, reason in (
            (GREEN, "un-ilo@1", "They ask members of ours for the discount of cooperatives."),
            (IMPACT, "un-ilo@1", "A practice of yours was brought to our library."),
            (TANDA, "un-ilo@1", "They wish to be found on our map as one of us."),
            (GROCERY, "fr-ess@1", "Two official lists say two things of you."),
            (TAILORS, "informal@1", "You asked for orders for school uniforms through us."),
            (PORCH, "un-ilo@1", "The city asks us whether to lend you a hall."),
        )
    }
    extract = piece(
        network,
        "register_extract",
        OF_A_COMPANY,
        pointer="Memorandum, articles 4, 9 and 12",
        words="A copy lies in our office; anybody may ask for it at the register of companies.",
    )
    for company in (GREEN, IMPACT):
        examiner.is_shown(opened[company].listed, extract)
    seen = {
        "kind": "visit",
        "words": "Kavita was there on two Saturdays, read the by-laws and saw the accounts.",
    }
    facts = {**OF_RULES, **SETTLED_BY_MEETINGS, **SETTLED_BY_ACCOUNTS, "practice__members": 64}
    examiner.is_shown(opened[PORCH].listed, piece(network, facts=facts, **seen))
    for name, hearing in opened.items():
        hearing.is_taken().is_drafted(DRAFTED[name])
    return opened


DRAFTED = {
    GREEN: "Your founder alone can stop every decision, votes and profit go by capital.",
    IMPACT: "Votes go by shares, and one founder can stop what all others decide.",
    TANDA: "Nothing was shown to us yet. A photographed page of your book would be enough.",
    GROCERY: "One official list says that you belong to the sector, another that you do not.",
    TAILORS: "We know your name and how many you are. Who decides, and where the money goes, we"
    " have not seen.",
    PORCH: "Your by-laws and what we saw agree.",
}
ANSWERED = {
    GREEN: "We plant a tree for every thousand boxes.",
    IMPACT: "Our mission is people. It says so on every box.",
    GROCERY: "Nobody told us that we were left out. We have written to both offices.",
    TAILORS: "We cannot read English. Please come.",
    PORCH: "Thank you. Come and borrow a ladder.",
}
REASONS = {
    GREEN: "One founder can stop what all others decide, and profit goes by capital. How green"
    " the boxes are was not asked.",
    IMPACT: "Its text is warm. Votes and profit go by capital, and one founder has the last word.",
    TANDA: "Nobody answered, and nothing was shown. That is no proof against them: whoever brings"
    " a photographed page of their book can ask again at any time.",
    GROCERY: "Two offices contradict each other. We do not choose between them: we have asked both"
    " to agree, and looked at nothing else.",
    TAILORS: "It was not shown who decides and where the money goes.",
    PORCH: "Sixty-four neighbours own the tools, decide in the yard and share out nothing.",
}


def _findings(drafts: Mapping[str, Hearing]) -> tuple[Hearing, Hearing]:
    """Five answer by letter, one does not; once the time of all is over the panel decides."""
    for name, words in ANSWERED.items():
        drafts[name].is_answered(words)
    drafts[TANDA].network.stage.later(5)
    for name, hearing in drafts.items():
        hearing.is_found(REASONS[name])
    return drafts[TAILORS], drafts[PORCH]


def _an_appeal(first: Hearing) -> None:
    """The tailors' federation writes for them; João goes there, and another panel decides."""
    again = first.is_appealed("You wrote in English and did not come. Look at our book with us.")
    network = again.network
    again.is_taken(ASSESSORS[1])
    network.stage.later(6)
    facts = {
        **SETTLED_BY_MEETINGS,
        **SETTLED_BY_ACCOUNTS,
        "practice__members": 14,
        "practice__attested_by_groups": 2,
    }
    seen = piece(
        network,
        "visit",
        facts,
        words="João sat with them for an evening; two groups of the lane came and spoke for them.",
    )
    again.examiner.is_shown(again.listed, seen, by=ASSESSORS[1])
    again.is_drafted("We have seen your book, and heard your neighbours.").is_answered("It is so.")
    network.stage.later(15)
    again.is_found(
        "The first finding asked for papers in a language that they do not read. They save, meet"
        " and decide together; two neighbouring groups say so.",
        *APPEAL,
    )


def lapses(examined: Examined) -> None:
    """Another took the place of the porch: what was found of it counts no more."""
    network = examined.network
    network.does(
        network.secretary,
        registry.declare_successor,
        successor=number_of(network, CIRCLE),
        predecessor=number_of(network, PORCH),
        since=network.stage.today,
    )
    network.does(ASSESSORS[0], service.lapse, finding=examined.porch.finding)


def goes_on(examined: Examined, groups: Mapping[str, Group], today: date) -> None:
    """What groups of this node ask and let be read; what waits on the desk."""
    examiner, network = examined.examiner, examined.network
    riders, mothers, circle, village = groups.values()
    day = today - timedelta(days=2)
    for group in (network, *groups.values()):
        group.stage.on(day)
    case = _riders_ask(examiner, riders)
    _mothers_change_their_mind(examiner, mothers)
    _neighbours_vouch(network, village)
    waiting = examiner.is_asked_by(circle, "informal@1", "We have a box, a book and no papers.")
    _somebody_doubts(examiner)
    _drafted_by_letter(examiner, *OF_SAVERS)
    village_asks = examiner.is_asked_by(village, "un-ilo@1", "Our groups trust us; does the bank?")
    village_asks.is_taken().is_assessed()
    for group in (network, riders, mothers):
        group.stage.later(1)
    waiting.is_taken(ASSESSORS[1]).is_drafted(
        "You meet every week, we believe that gladly. Photograph two pages of your book, and ask a"
        " neighbouring group or your federation to vouch for you: that is all that is missing."
    )
    software = examined.software
    software.is_proposed(
        "One list says no, and we cannot see why. Their by-laws were not shown to us."
    ).is_called()
    network.does(PANEL[0], governance.cast, ballot=software.ballot, choice="yes")
    case.is_answered("It is so. We hang the finding up at the charging place.")
    case.is_found(
        "A hundred and twenty riders own it together. Their books were open to us: how many they"
        " are and how they decide stands there; their by-laws and accounts say the rest."
    )


def _riders_ask(examiner: Examiner, riders: Group) -> Hearing:
    """Their assembly opens the books; they show by-laws, minutes and accounts."""
    everything = ("statutes", "meetings", "members", "money", "loans")
    proposal = asks_to_open(riders, examiner, riders.secretary, everything, "un-ilo")
    decide_together(riders, [proposal])
    opens_books(riders, proposal)
    for kind, facts, pointer in (
        ("clause", OF_RULES, "By-laws, articles 2 to 11"),
        ("minutes", SETTLED_BY_MEETINGS, "Minute book, pages 12 to 19"),
        ("accounts", SETTLED_BY_ACCOUNTS, "Accounts of the first half year"),
    ):
        words = "It lies in the shed at the charging place; ask whoever is there."
        more = {"file": keeps(riders, f"{pointer}\n{INVENTED}\n"), "pointer": pointer}
        shown = piece(riders, kind, facts, words=words, **more)
        given = {"examiner": examiner.network.slug}
        riders.does(riders.secretary, service.submit_evidence, evidence=shown, **given)
    words = "The district asks who may drive for the schools. We want to be found as what we are."
    case = examiner.is_asked_by(riders, "un-ilo@1", words)
    return case.is_taken().is_drafted("What your books say and what you showed agree.")


def _mothers_change_their_mind(examiner: Examiner, mothers: Group) -> None:
    """They allowed that their roll is read, and took it back."""
    proposal = asks_to_open(mothers, examiner, mothers.secretary, ("members",), "informal")
    decide_together(mothers, [proposal])
    consent = opens_books(mothers, proposal)
    mothers.does(mothers.secretary, service.withdraw_consent, consent=consent)


INVENTED = "This paper is invented, as all of the demonstration is."
OF_SOFTWARE = (
    SOFTWARE,
    "fr-ess@1",
    "A list of France says that you do not belong.",
    "The list says no; your by-laws we have not seen.",
)
OF_SAVERS = (
    SAVERS,
    "un-ilo@1",
    "You asked to be shown on the map.",
    "Who decides, and what became of the surplus, was not shown yet.",
)


def _drafted_by_letter(
    examiner: Examiner, name: str, pack: str, reason: str, draft: str
) -> Hearing:
    """A draft goes out by letter; an answer may come."""
    opened = examiner.opens(number_of(examiner.network, name), pack, reason)
    return opened.is_taken().is_drafted(draft)


def _answers_by_letter(software: Hearing) -> None:
    """One of the panel has an interest, and will stand aside."""
    network, words = software.network, "My sister works there."
    network.does(PANEL[1], service.declare_interest, listed=software.listed, words=words)
    software.is_answered("We wrote to the list of France in spring, and nobody answered.")


def _neighbours_vouch(network: Group, village: Group) -> None:
    village.does(
        village.secretary,
        service.attest,
        examiner=network.slug,
        listed=number_of(network, "Jasmine self-help group"),
        words="They have met in our yard every week since the flood.",
    )


def _somebody_doubts(examiner: Examiner) -> None:
    network = examiner.network
    kept = piece(
        network,
        "minutes",
        {"practice__insider_payments": True},
        pointer="Minutes of the last assembly, page 3",
        words="My cousin weaves there and has a copy.",
    )
    words = "They sell all carpets to the chair's own firm, below the price of the market."
    listed = number_of(network, CARPETS)
    examiner.is_doubted_by("a rider", listed, "un-ilo@1", words, kept)

"""Women who drive battery rickshaws in a district of Uttar Pradesh: 12 groups of 10.

After the seeds' example of safe mobility by and for women.  Persons, sums and dates are invented.
"""

from __future__ import annotations

from datetime import date, timedelta

from tequio.governance import queries as governance_queries
from tequio.governance import service as governance
from tequio.governance.rules.budgets import NewProject
from tequio.governance.rules.effects import (
    AllowBudget,
    AllowPayment,
    AmendStatutes,
    GiveOffice,
    RatifyClaim,
)
from tequio.governance.rules.founding import Founder, NewGroup, Opening
from tequio.governance.rules.meetings import Hands
from tequio.ledger import service as ledger
from tequio.lending import service as lending
from tequio.site.demonstration import capital
from tequio.site.demonstration.stage import Group, Stage

FLOWERS = """
    Genda Kamal Chameli Gulab Champa Juhi Bela Kaner Palash Harsingar Mogra Surajmukhi
""".split()
NAMES = """
    Anita Asha Babita Bindu Champa Durga Geeta Gulabo Heera Indu
    Jaya Kalawati Kamla Kanti Lalita Laxmi Malti Manju Meena Munni
    Nirmala Parvati Phoolmati Prema Pushpa Radha Rajkumari Rani Rekha Sarita
    Savitri Seema Shanti Sita Sudha Sunita Sushila Tara Urmila Vimla
""".split()
FAMILIES = ("Devi", "Kumari", "Bano")
WOMEN = [f"{name} {family}" for family in FAMILIES for name in NAMES]
CHAIR, SECRETARY, TREASURER, BOOKKEEPER = WOMEN[0], WOMEN[1], WOMEN[2], WOMEN[3]
NEW_SECRETARY = WOMEN[14]
THOSE_WHO_CAME = WOMEN[:96]
OFFICES = {
    CHAIR: ("chair",),
    SECRETARY: ("secretary",),
    TREASURER: ("treasurer",),
    BOOKKEEPER: ("bookkeeper",),
}
RUPEES = 100


def tell(stage: Stage, today: date) -> Group:
    """The history of the cooperative up to today."""
    stage.on(today - timedelta(days=152))
    group = _founded(stage, _groups_of_ten(stage))
    group.secretary = SECRETARY
    _first_assembly(group)
    notice = capital.is_paid_in(group, TREASURER)
    _budget(group, _loans_and_a_budget(group))
    _new_secretary(group)
    _a_repair_without_decision(group, capital.giving_back(group, TREASURER, notice))
    capital.is_given_back(group, TREASURER, notice)
    _the_box_is_counted(group)
    _what_is_open_now(group, today)
    return group


def _groups_of_ten(stage: Stage) -> dict[str, int]:
    """Twelve neighbourhood groups, each with its own small book; everybody's number by name."""
    people: dict[str, int] = {}
    for place, flower in enumerate(FLOWERS):
        ten = WOMEN[place * 10 : place * 10 + 10]
        offices = dict(zip(ten, (("chair",), ("secretary",), ("treasurer",)), strict=False))
        group = stage.found(
            NewGroup(
                f"Aarya group {flower}", "self-help-group", "INR", country="IN", is_invented=True
            ),
            [Founder(name, offices=offices.get(name, ())) for name in ten],
            opening=[Opening("cash", (500 + 50 * place) * RUPEES)],
        )
        people |= group.person
    return people


def _founded(stage: Stage, people: dict[str, int]) -> Group:
    return stage.later(1).found(
        NewGroup(
            "Aarya e-mobility cooperative",
            "cooperative",
            "INR",
            template="cooperative",
            country="IN",
            language="hi",
            is_invented=True,
        ),
        [Founder(person=people[name], offices=OFFICES.get(name, ())) for name in WOMEN],
        opening=[Opening("cash", 12_000 * RUPEES), Opening("bank", 450_000 * RUPEES)],
        values={
            "lending.largest": 200_000 * RUPEES,
            "lending.multiple_of_savings": "0",
            "lending.longest_months": 60,
            "lending.rate": "1/100",
            "lending.guarantors": 2,
            "notice.days": 7,
            "privacy.votes": "members",
            **capital.RULES,
        },
    )


def _first_assembly(group: Group) -> None:
    """Called with notice; 96 of 120 come; a charging place is decided and paid."""
    stage = group.stage
    charging = group.proposes(
        CHAIR,
        "A charging place behind the bus station",
        AllowPayment(
            "mandate",
            "ledger.pay",
            60_000 * RUPEES,
            "INR",
            ("treasurer",),
            subject="charging-place",
            until=stage.today + timedelta(days=120),
        ),
        text="Deposit and first year's rent for a shed with eight sockets.",
    )
    called = group.does(
        SECRETARY,
        governance.call_meeting,
        held_on=stage.today + timedelta(days=10),
        agenda=(charging,),
        place="School yard, after the morning round",
    )["meeting"]
    stage.later(10)
    meeting = group.meets(SECRETARY, THOSE_WHO_CAME, meeting=called)
    group.raises_hands(
        SECRETARY, charging, (88, 3, 5), meeting=meeting, witnesses=(WOMEN[20], WOMEN[33])
    )
    group.does(SECRETARY, governance.close_meeting, meeting=meeting)
    for days, rupees, what in ((4, 35_000, "Deposit"), (15, 20_000, "Rent and wiring")):
        stage.later(days)
        group.pays(TREASURER, rupees * RUPEES, "charging-place", what, from_="bank")


def _loans_and_a_budget(group: Group) -> int:
    """Two vehicles are financed; one borrower pays on time, the other falls behind.

    In the same meeting they decide on a budget; the number of that resolution.
    """
    stage = group.stage
    wanted = (("Durga Devi", 120_000), ("Rani Kumari", 95_000))
    loans = []
    for name, rupees in wanted:
        asked = group.does(
            name,
            lending.request,
            minor=rupees * RUPEES,
            months=24,
            purpose_text="Battery rickshaw, second hand, with a new battery",
            guarantors=group.numbers((WOMEN[40], WOMEN[41])),
        )
        loans.append(asked)
        for guarantor in (WOMEN[40], WOMEN[41]):
            group.does(guarantor, lending.guarantee, loan=asked["loan"])
    road = _forty_thousand(group)
    meeting = group.meets(SECRETARY, THOSE_WHO_CAME)
    adopted = group.raises_hands(
        SECRETARY, road, (79, 6, 11), meeting=meeting, witnesses=(WOMEN[50], WOMEN[61])
    )
    for asked in loans:
        group.raises_hands(
            SECRETARY,
            asked["proposal"],
            (81, 4, 11),
            meeting=meeting,
            witnesses=(WOMEN[50], WOMEN[61]),
        )
    group.does(SECRETARY, governance.close_meeting, meeting=meeting)
    stage.later(2)
    for asked in loans:
        group.does(TREASURER, lending.pay_out, loan=asked["loan"], account=group.account("bank"))
    for month in range(3):
        stage.later(29)
        for (name, _), asked in zip(wanted, loans, strict=True):
            if month == 0 or name == "Durga Devi":
                group.does(
                    BOOKKEEPER,
                    lending.repay,
                    loan=asked["loan"],
                    minor=5_700 * RUPEES if name == "Durga Devi" else 4_500 * RUPEES,
                    account=group.account("cash"),
                )
    return int(adopted["resolution"])


def _forty_thousand(group: Group) -> int:
    """The chair proposes what may be shared; the number of the proposal."""
    until = group.stage.today + timedelta(days=300)
    return group.proposes(
        CHAIR,
        "Forty thousand for the road",
        AllowBudget("budget", 40_000 * RUPEES, "INR", "budget.equal-shares.cost.add1@1", until),
        text="We save on interest this year. Let every rider say what the road needs.",
    )


def _budget(group: Group, resolution: int) -> None:
    """Members share 40,000 rupees among projects by equal shares."""
    stage = group.stage
    opened = group.does(
        SECRETARY,
        governance.open_budget,
        budget=governance.NewBudget(
            resolution,
            stage.today + timedelta(days=7),
            text="What makes the rounds safer this winter? Approve as many as you like.",
        ),
        projects=(
            NewProject("lamps", "Lamps at the two dark stops", 14_000 * RUPEES),
            NewProject("shelter", "Rain shelter at the girls' school", 22_000 * RUPEES),
            NewProject("phones", "Two emergency phones for the night riders", 9_000 * RUPEES),
            NewProject(
                "training", "First-aid training for one rider of each group", 12_000 * RUPEES
            ),
            NewProject("paint", "Paint and stickers for all vehicles", 18_000 * RUPEES),
        ),
    )
    projects = [
        one.id
        for one in governance_queries.projects_of_budget(group.organisation, opened["ballot"])
    ]
    likes = ((0, 1), (0, 3), (1, 2), (0, 2, 3), (1,), (3, 4))
    for place, name in enumerate(WOMEN[:72]):
        chosen = tuple(projects[index] for index in likes[place % len(likes)])
        group.does(name, governance.approve_projects, ballot=opened["ballot"], projects=chosen)
    stage.later(8)
    group.does(SECRETARY, governance.close_ballot, ballot=opened["ballot"])
    stage.later(2)
    group.does(
        TREASURER,
        ledger.pay,
        purpose="budget.project",
        subject=str(projects[0]),
        account=group.account("bank"),
        minor=9_500 * RUPEES,
        unit="INR",
        payee_text="Two solar lamps; the masts follow",
    )


def _new_secretary(group: Group) -> None:
    """The secretary moves away; the assembly gives her office to another in one meeting."""
    group.stage.later(5)
    group.does(
        CHAIR,
        governance.hand_over,
        office="secretary",
        person=group.person[NEW_SECRETARY],
        replaces=group.person[SECRETARY],
        present=group.numbers(THOSE_WHO_CAME),
        hands=Hands(83, 2, 11, group.numbers((WOMEN[70], WOMEN[71]))),
    )
    group.secretary = NEW_SECRETARY


def _a_repair_without_decision(group: Group, giving_back: int) -> None:
    """Tyres after a flood: paid at once, ratified in part, the rest is still open.  A small budget
    and share capital are decided in the same meeting."""
    stage = group.stage.later(3)
    paid = group.does(
        TREASURER,
        ledger.record_undecided,
        person=group.person[TREASURER],
        account=group.account("cash"),
        minor=4_800 * RUPEES,
        unit="INR",
        subject="tyres",
        payee_text="Six tyres after the flood, bought on the way",
    )
    proposal = group.proposes(
        TREASURER,
        "Accept what was paid for tyres after the flood",
        RatifyClaim("ratification", paid["claim"], 3_000 * RUPEES),
        text="Three tyres were for members' vehicles; the other three are still argued about.",
    )
    rest = group.proposes(
        WOMEN[20],
        "Nine thousand for the rest room",
        AllowBudget(
            "budget",
            9_000 * RUPEES,
            "INR",
            "budget.greedy-skip@1",
            stage.today + timedelta(days=240),
        ),
    )
    stage.later(2)
    meeting = group.meets(NEW_SECRETARY, THOSE_WHO_CAME)
    matters = ((proposal, (62, 20, 14)), (rest, (90, 0, 6)), (giving_back, (94, 0, 2)))
    for matter, hands in matters:
        group.raises_hands(
            NEW_SECRETARY, matter, hands, meeting=meeting, witnesses=(WOMEN[80], WOMEN[90])
        )
    group.does(NEW_SECRETARY, governance.close_meeting, meeting=meeting)


def _the_box_is_counted(group: Group) -> None:
    """The count finds 250 rupees less than the book says; the treasurer answers for it."""
    group.stage.later(3)
    held = group.money_in("cash")
    group.does(
        BOOKKEEPER,
        ledger.count_cash,
        account=group.account("cash"),
        counted_minor=held - 250 * RUPEES,
        answerable=group.person[TREASURER],
    )


def _what_is_open_now(group: Group, today: date) -> None:
    """A ballot that runs, a request for a loan, and the next assembly."""
    stage = group.stage.on(today - timedelta(days=2))
    quorum = group.proposes(
        "Sudha Kumari",
        "A lower quorum for ordinary decisions",
        AmendStatutes("amendment", {"decision.ordinary.quorum": "1/3"}, today + timedelta(days=10)),
        text="Twice we went home because four women were missing.",
    )
    ballot = group.does(
        NEW_SECRETARY,
        governance.open_ballot,
        proposal=quorum,
        way="phone",
        closes_on=today + timedelta(days=6),
    )["ballot"]
    for place, name in enumerate(WOMEN[4:44]):
        choice = ("yes", "yes", "no", "yes", "abstain")[place % 5]
        group.does(name, governance.cast, ballot=ballot, choice=choice)
    asked = group.does(
        "Tara Bano",
        lending.request,
        minor=88_000 * RUPEES,
        months=24,
        purpose_text="My first own vehicle; now I rent one by the day",
        guarantors=group.numbers((WOMEN[42], WOMEN[43])),
    )
    group.does(WOMEN[42], lending.guarantee, loan=asked["loan"])
    chair = group.proposes(
        WOMEN[12],
        "A deputy for the treasurer during the harvest",
        GiveOffice("office", "treasurer", group.person[WOMEN[16]]),
    )
    stage.later(1)
    group.does(
        NEW_SECRETARY,
        governance.call_meeting,
        held_on=today + timedelta(days=7),
        agenda=(asked["proposal"], chair),
        place="School yard, after the morning round",
    )

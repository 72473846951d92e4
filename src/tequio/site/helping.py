"""How do I …: short steps for each task of a group or network, each with what it is on paper.

Everything here can also be done on paper first and be typed in later; a step says what is written
where.  A page leads here with `{% help "lend" %}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tequio.kernel import gettext_noop as _


@dataclass(frozen=True)
class Step:
    """What is done, and what of it stands on paper (empty: nothing)."""

    do: str
    paper: str = ""


@dataclass(frozen=True)
class Topic:
    """A task: its question and its steps."""

    code: str
    question: str
    steps: tuple[Step, ...]


TOPICS: Mapping[str, Topic] = {
    topic.code: topic
    for topic in (
        Topic(
            "hold-a-meeting",
            _("How do we hold a meeting?"),
            (
                Step(
                    _("Say who is here, who is excused, who is absent."),
                    _("A tick, an E or a line beside each name."),
                ),
                Step(
                    _("Read aloud what was in the box last time, and count it."),
                    _("The last line of the sheet before."),
                ),
                Step(
                    _("Take in savings, repayments, the social fund and fines, one after another."),
                    _("One column for each, one line for each member."),
                ),
                Step(
                    _("Let members ask for loans, and count the raised hands."),
                    _("Name, sum, hands for and against, two witnesses."),
                ),
                Step(
                    _("Hand out what was decided, and count the box again."),
                    _("What the column says, and what lies there."),
                ),
                Step(
                    _("Read the six words aloud. Everybody remembers them until next time."),
                    _("Write them at the foot of the sheet."),
                ),
            ),
        ),
        Topic(
            "save",
            _("How does a member save?"),
            (
                Step(_("She says how many shares she buys, and lays the money on the table.")),
                Step(
                    _("Somebody else counts it. Write the number of shares in her line."),
                    _("A stamp or a stroke for each share, in her passbook too."),
                ),
                Step(_("She looks at her passbook: the new stamp must be there before she goes.")),
            ),
        ),
        Topic(
            "lend",
            _("How do we lend?"),
            (
                Step(
                    _("The member says how much, what for, and in how many parts it comes back."),
                    _("A line on the page of loans."),
                ),
                Step(_("Those who stand for her say so aloud, in the room.")),
                Step(
                    _("All raise their hands. Without the decision nothing can be paid out."),
                    _("Hands for, hands against, two witnesses."),
                ),
                Step(
                    _("Open the box with all its keys, and hand the money over before all eyes."),
                    _("She signs or gives her thumbprint."),
                ),
                Step(
                    _("A repayment pays interest first, then the oldest part of the loan."),
                    _("Her card: day, sum, what is left."),
                ),
            ),
        ),
        Topic(
            "count-the-box",
            _("How do we count the box?"),
            (
                Step(_("Two members count, one after the other, without telling each other.")),
                Step(
                    _("Notes first, by kind, then coins. Say each heap aloud."),
                    _("A table: kind, how many, sum."),
                ),
                Step(_("Write down what lies there, not what should lie there.")),
                Step(_("Compare with the book only after the number is written.")),
            ),
        ),
        Topic(
            "count-differs",
            _("What do we do when the count differs?"),
            (
                Step(_("Count once more, with two other members. Most differences end here.")),
                Step(_("Go through today's sheet line by line, with everybody listening.")),
                Step(
                    _("Write the true count down all the same. The difference becomes a line."),
                    _("The difference, and the name of who answers for it."),
                ),
                Step(
                    _(
                        "Whoever keeps the box answers for it until the money is found or the"
                        " members accept it by a decision."
                    )
                ),
                Step(_("Nobody pays it in secret from her own purse: then nothing is ever found.")),
            ),
        ),
        Topic(
            "share-out",
            _("How do we share out?"),
            (
                Step(_("Stop lending in time, so that loans come back before the last day.")),
                Step(
                    _("Count box and bag, and settle every difference first."),
                    _("The last sheet of the cycle."),
                ),
                Step(
                    _("Propose the share-out; all see what each would get; raise hands."),
                    _("All that there is, divided by all shares, is worth of a share."),
                ),
                Step(
                    _("Pay each her shares, less what she still owes."),
                    _("Shares, worth, debt, paid, left: one line each, signed."),
                ),
                Step(_("What is smaller than a coin goes to the social fund. Begin anew.")),
            ),
        ),
        Topic(
            "take-turns",
            _("How do we take turns?"),
            (
                Step(
                    _("Agree what each pays in a round, and how the order is found."),
                    _("A list of names with the number of the round."),
                ),
                Step(
                    _("For a lot, everybody first lays down a sealed word, then all open theirs."),
                    _("Folded papers in a bowl."),
                ),
                Step(
                    _("In each round all pay, and one receives the whole pot."),
                    _("A tick for who paid, a cross for who did not."),
                ),
                Step(_("Who has received the pot still owes the rest of the rounds.")),
            ),
        ),
        Topic(
            "join-a-federation",
            _("How do we join a federation?"),
            (
                Step(_("Talk about it in the meeting: what it gives, what it asks, what it sees.")),
                Step(
                    _("The secretary asks to be admitted; the federation's members decide."),
                    _("A letter with the signatures of the committee."),
                ),
                Step(
                    _(
                        "Decide what the federation may see: nothing, figures without names, or"
                        " your sheets. Until you decide it sees nothing."
                    ),
                    _("A resolution in the minutes."),
                ),
                Step(
                    _("For a loan both decide: you to borrow, it to lend."),
                    _("Two resolutions, one in each book."),
                ),
                Step(_("Confirm what arrived only after you have counted it yourselves.")),
            ),
        ),
        Topic(
            "phone-lost",
            _("What do we do when the phone is lost?"),
            (
                Step(
                    _("What was sent is safe. Only what was not sent yet is lost with the phone."),
                    _("Your paper sheet of that meeting."),
                ),
                Step(_("Take the phone off the list of the group's phones, from any other one.")),
                Step(_("Who signed in on it changes her password; who had a PIN chooses another.")),
                Step(
                    _("Type the sheet in again from paper, with the day of the meeting."),
                    _("The sheet that all saw, or its photograph."),
                ),
                Step(
                    _(
                        "If the phone is found and sends the same meeting, it counts once: the"
                        " second is shown beside the first."
                    )
                ),
            ),
        ),
        Topic(
            "keep-a-register",
            _("How do we keep a register of organisations?"),
            (
                Step(
                    _(
                        "Take in the lists of others with their licence. Where there is none, go"
                        " and ask."
                    ),
                    _("A line for each group: its name is enough."),
                ),
                Step(
                    _(
                        "Everybody may suggest. The offices that the statutes name decide, and say"
                        " why."
                    ),
                ),
                Step(_("Two that look like one are merged only by a person, who can undo it.")),
                Step(
                    _("Who is missing in a new list has vanished from it, and is not closed. Ask."),
                ),
                Step(_("Hide where shelters and homes are: then no page, map or file tells it.")),
                Step(_("A group that was recognised writes its own record, in its own words.")),
            ),
        ),
        Topic(
            "sources-disagree",
            _("What does “Sources disagree” mean?"),
            (
                Step(
                    _("Two sources say different things of one organisation. Both stand there."),
                ),
                Step(
                    _("The statutes of who keeps the register say whose word is shown first."),
                ),
                Step(_("If you know better, press “Correct this” and say how you know.")),
                Step(
                    _("Its office sets its own word beside the others; nobody's word is deleted."),
                ),
                Step(
                    _("Tell the source too: an error comes back with every list until it is gone.")
                ),
            ),
        ),
        Topic(
            "without-papers",
            _("How are we recognised without papers?"),
            (
                Step(
                    _("Nobody needs a registration. What a group does counts, written down or not.")
                ),
                Step(
                    _(
                        "Photograph the pages of the minute book: the day, who was there, what was"
                        " decided, the signs of two members."
                    ),
                    _("The page itself, flat, in daylight, all four corners."),
                ),
                Step(
                    _("Photograph the last page of a few savings books, with the names covered."),
                    _("A strip of paper over the names."),
                ),
                Step(
                    _(
                        "Ask a neighbouring group or your federation to vouch for you: they say how"
                        " they know you, and what they saw."
                    ),
                ),
                Step(
                    _("Say yourselves how you vote and share. Your own word alone is not enough."),
                ),
                Step(
                    _(
                        "If something is not shown, the answer says what would help, the least"
                        " trouble first. Not shown never means refused."
                    ),
                ),
            ),
        ),
        Topic(
            "this-quarter",
            _("How does a network find what there is to do?"),
            (
                Step(
                    _("Write down who is there, what each has and needs, and who works with whom."),
                    _("A line for each organisation: it has, it needs, it works with."),
                ),
                Step(_("A tie counts as confirmed once both sides said so, and for a year.")),
                Step(_("Press “Find what there is to do”, and print the page for the meeting.")),
                Step(_("At the meeting, write beside each line who does it, and until when.")),
                Step(_("First we look back: did those who were introduced come together?")),
            ),
        ),
        Topic(
            "diagnose",
            _("How do we find out where groups see it differently?"),
            (
                Step(_("Choose a framework, and at least two groups who are asked.")),
                Step(
                    _(
                        "It is open. Tell the groups, and print the sheet for those without a"
                        " phone."
                    ),
                    _(
                        "Write no name. Tick one number for each line; leave out what you cannot"
                        " answer."
                    ),
                ),
                Step(
                    _("Then nobody answers any more, and everybody who takes part sees the table.")
                ),
                Step(
                    _(
                        "Where groups disagree comes first: it is worth a talk before anything is"
                        " planned."
                    )
                ),
            ),
        ),
        Topic(
            "keep-watch",
            _("How do we keep watch together?"),
            (
                Step(
                    _("One round: everybody brings one need, one practice or one idea."),
                    _("A line for each, and whose it is."),
                ),
                Step(_("Everybody brings one thing. Nobody discusses it yet.")),
                Step(
                    _(
                        "A need, a practice, an idea: one sentence each. What belongs together"
                        " becomes a practice."
                    )
                ),
                Step(
                    _(
                        "Practitioners and researchers weigh the same: without both it stays"
                        " spotted."
                    )
                ),
            ),
        ),
        Topic(
            "would-it-stand-here",
            _("Would a practice stand here?"),
            (
                Step(
                    _(
                        "A village, a quarter, a valley: whatever those who live there call one"
                        " place. Nothing is taken over from its neighbours."
                    )
                ),
                Step(
                    _(
                        "Read each question out. Mark or write what the assembly says. “We do not"
                        " know” is an answer too; nobody has to guess."
                    ),
                    _("Questions for an assembly, on paper"),
                ),
                Step(
                    _(
                        "Both answers stay. Until those who live there settle it, it counts as"
                        " unknown."
                    )
                ),
                Step(
                    _("Only your own members decide. They read this assessment before they vote.")
                ),
            ),
        ),
    )
}
"""Code → topic, in the order in which a group meets them."""

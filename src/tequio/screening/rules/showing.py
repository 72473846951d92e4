"""What a piece of evidence may show, who may bring it, and who may see its file.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any

from tequio.chronicle.rules.inputs import Code, Language, Number, Purpose, Text, Title, Words
from tequio.kernel import Refusal, RefusalKind, add_months, digest
from tequio.kernel import gettext_noop as _
from tequio.screening.rules.catalogue import FACTS, Fact
from tequio.screening.rules.evidence import EVIDENCE, OF_THOSE_WHO_VOUCH
from tequio.screening.rules.values import Value, exact, is_too_large, plain_value

SELF_DECLARATION, ATTESTATION = "self_declaration", "attestation"
OF_ASSESSORS = frozenset({"visit", "audit"})
"""Kinds that only an assessor without an interest brings."""
NOT_HANDED_IN = frozenset({"platform", "register", ATTESTATION})
"""Kinds that are read here, or told by an act of their own."""
BY_GROUPS, BY_FEDERATION = "practice.attested_by_groups", "practice.attested_by_federation"
COUNTED_HERE = OF_THOSE_WHO_VOUCH
MONTHS_VOUCHED = 24
"""For how long one who vouches for an organisation counts."""
MOST_FACTS = 60

FACT_UNKNOWN = RefusalKind(
    "no_such_fact",
    _("“{fact}” is nothing that is asked of an organisation here."),
    _("Choose one from the list of facts."),
    about="input",
)
FACT_TWICE = RefusalKind(
    "fact_twice",
    _("{title}: it is said twice."),
    _("Say it once; what differs by the year belongs in two pieces of evidence."),
    about="input",
)
NOT_ITS_VALUE = RefusalKind(
    "not_a_value_of_the_fact",
    _("{title}: this is no value of that kind."),
    _("Write yes or no, a whole number, a fraction such as 2/3, or choose from the list."),
    about="input",
)
OUT_OF_RANGE = RefusalKind(
    "fact_out_of_range",
    _("{title}: {value} is more or less than there can be."),
    _("Correct it; a part of a whole lies between 0 and 1."),
    about="input",
)
NOTHING_SHOWN = RefusalKind(
    "nothing_shown",
    _("Evidence shows at least one fact, and at most {most}."),
    _("Say what can be seen from it."),
    about="input",
)
NO_SUCH_KIND = RefusalKind(
    "no_such_evidence_kind",
    _("“{kind}” is no kind of evidence that can be handed in."),
    _("Choose one from the list of kinds."),
    about="input",
)
NOT_SO_FAR = RefusalKind(
    "shown_in_the_future",
    _("It says what was so until {until}; that day is yet to come."),
    _("Write until which day it was true so far."),
    about="input",
)
ENDS_FIRST = RefusalKind(
    "shown_ends_first",
    _("The last day comes before the first one."),
    _("Correct the days and send again."),
    about="input",
)
NOWHERE_SEEN = RefusalKind(
    "nowhere_to_be_seen",
    _("Nobody could look at it: there is neither a file nor words on where it can be seen."),
    _("Add the file, or name the page or clause and say where it can be seen."),
    about="input",
)
TWIN_WITHOUT_FILE = RefusalKind(
    "twin_without_file",
    _("There is a copy with names blackened, but not the file itself."),
    _("Add the file too, or hand the copy in as the file."),
    about="input",
)
FILE_NOT_KEPT = RefusalKind(
    "file_not_kept",
    _("A file is named that was never handed in here."),
    _("Add the file on the page where evidence is handed in, or say where it can be seen."),
    about="input",
)
ASSESSORS_ONLY = RefusalKind(
    "assessors_only",
    _("A visit or an audit is written down by an assessor of the network."),
    _("Ask the network for a visit; until then show papers, or let another group vouch."),
    about="who",
)
ONLY_ITSELF = RefusalKind(
    "only_itself",
    _("Only an organisation itself gives its own word."),
    _("Ask its officers to give it here, or hand in what you saw."),
    about="who",
)
NO_CASE_OF_IT = RefusalKind(
    "no_case_of_it",
    _("Case {case} is no open case about this organisation."),
    _("Choose an open case, or hand it in without one."),
    about="input",
)
NO_SUCH_EVIDENCE = RefusalKind(
    "no_such_evidence",
    _("There is no evidence with the number {evidence} that you gave."),
    _("Choose one from what you handed in."),
    about="input",
)
EVIDENCE_WITHDRAWN = RefusalKind(
    "evidence_already_withdrawn",
    _("Evidence {evidence} was withdrawn already."),
    _("Nothing is left to do."),
)
VOUCHES_FOR_ITSELF = RefusalKind(
    "vouches_for_itself",
    _("Nobody vouches for herself."),
    _("Ask a neighbouring group or the federation to vouch for you."),
)
ALREADY_VOUCHES = RefusalKind(
    "vouches_already",
    _("You vouch for it already, as evidence {evidence}."),
    _("Withdraw that first, if you would say it in other words."),
)
NOT_TO_VOUCH_FOR = RefusalKind(
    "not_to_vouch_for",
    _("{title}: nobody else can vouch for that."),
    _("What stands in the rules is shown by the clause; those who vouch are counted here."),
    about="input",
)
WITHOUT_WORDS = RefusalKind(
    "vouches_without_words",
    _("It is not said how you know it."),
    _("Say in a sentence how you know this organisation."),
    about="input",
)
OF_FACTS = (FACT_UNKNOWN, FACT_TWICE, NOT_ITS_VALUE, OUT_OF_RANGE)
OF_A_PERIOD = (NOT_SO_FAR, ENDS_FIRST)
OF_EVIDENCE = (
    *OF_FACTS,
    *OF_A_PERIOD,
    NOTHING_SHOWN,
    NO_SUCH_KIND,
    NOWHERE_SEEN,
    TWIN_WITHOUT_FILE,
    FILE_NOT_KEPT,
    ASSESSORS_ONLY,
    ONLY_ITSELF,
)
"""Every way in which a piece of evidence can be wrong, whoever hands it in."""

ProofOfFile = Annotated[str, Text(64, form="([0-9a-f]{64})?")]


@dataclass(frozen=True)
class Shown:
    """One fact that a piece of evidence shows.

    value  yes_no: true or false; count: a whole number; share, number: a fraction as text, such as
           "2/3"; choice: its code; money: {"minor", "unit"}
    """

    fact: Purpose
    value: Words | Number | bool | dict[Code, Words | Number]


@dataclass(frozen=True)
class NewEvidence:
    """A piece of evidence as it is handed in.

    kind          a code of `evidence.EVIDENCE`
    since, until  when what it shows was true: of accounts the year, not the day of printing
    file          SHA-256 of the file; redacted: of the copy in which names are blackened
    pointer       clause or page
    is_public     the file itself may be seen by everybody who sees what is found
    words         where it can be seen, or what was seen
    """

    kind: Code
    facts: tuple[Shown, ...]
    until: date
    since: date | None = None
    file: ProofOfFile = ""
    redacted: ProofOfFile = ""
    pointer: Title = ""
    language: Language = ""
    is_public: bool = False
    words: Words = ""


def values_of(facts: Iterable[Shown]) -> dict[str, Any]:
    """The values as they are kept, by fact; they were read before (`objections_to_facts`)."""
    return {one.fact: plain_value(exact(one.fact, one.value)) for one in facts}


def proof_of_shown(values: Mapping[str, Any], pointer: str) -> str:
    """The digest under which a line tells what was shown, and where it stands."""
    return digest({"facts": dict(values), "pointer": pointer})


def objections_to_facts(facts: Collection[Shown]) -> Iterator[Refusal]:
    """Against the facts that are said: unknown, twice, no value of their kind, out of range."""
    codes = [one.fact for one in facts]
    for code in dict.fromkeys(codes):
        if codes.count(code) > 1:
            yield FACT_TWICE.because(title=FACTS[code].title if code in FACTS else code)
    for one in facts:
        fact = FACTS.get(one.fact)
        if fact is None:
            yield FACT_UNKNOWN.because(fact=one.fact)
            continue
        if is_too_large(one.value):
            yield OUT_OF_RANGE.because(title=fact.title, value=str(one.value))
            continue
        try:
            value = exact(one.fact, one.value)
        except ValueError:
            yield NOT_ITS_VALUE.because(title=fact.title)
            continue
        if not _is_in_range(fact, value):
            yield OUT_OF_RANGE.because(title=fact.title, value=str(value))


LEAST = {"practice.pay_gap": Fraction(-10), "practice.return_above_bonds": Fraction(-1)}
MOST = {"practice.volunteers_to_workers": None}
"""Shares that are no part of a whole."""


def _is_in_range(fact: Fact, value: Value) -> bool:
    if not isinstance(value, Fraction):
        return True
    most = MOST.get(fact.code, Fraction(1)) if fact.kind == "share" else None
    return LEAST.get(fact.code, Fraction(0)) <= value and (most is None or value <= most)


def objections_to_period(since: date | None, until: date, *, today: date) -> Iterator[Refusal]:
    """Against the time for which it is said."""
    if until > today:
        yield NOT_SO_FAR.because(until=until)
    if since is not None and since > until:
        yield ENDS_FIRST.because()


def objections_to_evidence(
    given: NewEvidence, *, today: date, by_itself: bool = False, by_assessor: bool = False
) -> Iterator[Refusal]:
    """Against a piece of evidence.

    by_itself    an officer hands it in for the organisation of which it speaks
    by_assessor  an assessor does
    """
    if given.kind not in EVIDENCE or given.kind in NOT_HANDED_IN:
        yield NO_SUCH_KIND.because(kind=given.kind)
    if not 1 <= len(given.facts) <= MOST_FACTS:
        yield NOTHING_SHOWN.because(most=MOST_FACTS)
    yield from objections_to_facts(given.facts)
    yield from objections_to_period(given.since, given.until, today=today)
    if not _can_be_seen(given):
        yield NOWHERE_SEEN.because()
    if given.redacted and not given.file:
        yield TWIN_WITHOUT_FILE.because()
    if given.kind in OF_ASSESSORS and not by_assessor:
        yield ASSESSORS_ONLY.because()
    if given.kind == SELF_DECLARATION and not by_itself:
        yield ONLY_ITSELF.because()


def _can_be_seen(given: NewEvidence) -> bool:
    has_words = bool(given.words.strip())
    if given.kind == SELF_DECLARATION:
        return True
    if given.kind in OF_ASSESSORS:
        return bool(given.file) or has_words
    return bool(given.file) or (has_words and bool(given.pointer.strip()))


def objections_to_attest(
    facts: Collection[Shown],
    *,
    words: str,
    is_itself: bool,
    vouches: int | None,
) -> Iterator[Refusal]:
    """Against vouching for an organisation.

    is_itself  it would vouch for itself
    vouches    the evidence with which it vouches for it already
    """
    if is_itself:
        yield VOUCHES_FOR_ITSELF.because()
    elif vouches is not None:
        yield ALREADY_VOUCHES.because(evidence=vouches)
    if not words.strip():
        yield WITHOUT_WORDS.because()
    if len(facts) > MOST_FACTS:
        yield NOTHING_SHOWN.because(most=MOST_FACTS)
    yield from objections_to_facts(facts)
    for one in facts:
        known = FACTS.get(one.fact)
        if known and (known.aspect == "rules" or known.code in COUNTED_HERE):
            yield NOT_TO_VOUCH_FOR.because(title=known.title)


def vouched_since(on: date) -> date:
    """The first day on which one must have vouched to be counted on a day."""
    return add_months(on, -MONTHS_VOUCHED)


@dataclass(frozen=True)
class Viewer:
    """Whoever would look at a file.

    assesses  an assessor without a tie to the organisation; examines: or of a panel without one
    parties   organisations of the node in which she holds an office
    sees      what is found about the organisation
    """

    person: int | None
    assesses: bool
    examines: bool
    parties: frozenset[int]
    sees: bool


@dataclass(frozen=True)
class Files:
    """Of a piece of evidence what decides who sees its file.

    person, party  who handed it in; subject: of whom it speaks
    is_waiting     it came with a challenge that nobody took up: unpublished
    """

    person: int
    party: int | None
    subject: int | None
    file: str
    redacted: str
    is_public: bool
    is_waiting: bool = False
    is_withdrawn: bool = False


def file_for(viewer: Viewer, files: Files) -> str:
    """Which file somebody may see: the file, the copy with names blackened, or none (empty)."""
    gave_it = viewer.person is not None and viewer.person == files.person
    close = {files.party} if files.is_waiting else {files.party, files.subject}
    examines = viewer.assesses if files.is_waiting else viewer.examines
    if examines or gave_it or not viewer.parties.isdisjoint(close - {None}):
        return files.file
    if not viewer.sees or files.is_waiting or files.is_withdrawn:
        return ""
    return files.file if files.is_public else files.redacted

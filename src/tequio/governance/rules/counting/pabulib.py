"""Reading files of the Pabulib format (`.pb`), the common form of participatory budget data.

Source: D. Stolicki, S. Szufa, N. Talmon, "Pabulib: A Participatory Budgeting Library"
(arXiv:2012.06539) and the description of the format at pabulib.org.  Three sections, META,
PROJECTS and VOTES, each a heading, a line of column names and rows divided by `;` with CSV quoting.

Sums become integers of minor units, never floats.  A file that cannot be read without guessing is
refused with its line and what to do.  Age, sex and other columns about voters are not taken over.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tequio.governance.rules.counting import pabulib_fields as fields
from tequio.governance.rules.counting import pabulib_refusals as no
from tequio.governance.rules.counting.ballots import (
    APPROVING,
    Ballot,
    BallotKind,
    BudgetVote,
    Pile,
    Project,
)
from tequio.governance.rules.counting.pabulib_sections import Section, sections_of
from tequio.kernel import Refused

WITHDRAWN_COST = 999_999_999
"""The artificial cost, in whole units, by which Pabulib marks a withdrawn project."""

_THRESHOLD = "min_project_score_threshold"


@dataclass(frozen=True)
class PabulibFile:
    """A file as it was read.

    meta       key and value of each line of META, in order
    rule       the rule as the file states it, such as `greedy-no-skip`; empty if it states none
    vote       what is counted: budget, projects, piles of equal ballots
    voters     the voters' ids as in the file, and
    ballots    the ballot of each, in the same order
    selected   the official outcome: for each project id the mark in the column `selected`
               (0 no, 1 yes, 2 and 3 by other money); empty if the file has no such column
    published  for each project id the score (or number of votes) that the file prints; may be empty
    """

    meta: tuple[tuple[str, str], ...]
    rule: str
    vote: BudgetVote
    voters: tuple[str, ...]
    ballots: tuple[Ballot, ...]
    selected: tuple[tuple[str, int], ...]
    published: tuple[tuple[str, int], ...]

    @property
    def comments(self) -> tuple[str, ...]:
        """What the publishers say about the data: prose, to be shown to whoever looks."""
        return tuple(value for key, value in self.meta if key == "comment" and value)

    def value(self, key: str) -> str:
        """A value of META; empty if it is not there."""
        return dict(self.meta).get(key, "")

    def chosen_ids(self, ballot: Ballot) -> tuple[str, ...]:
        """The project ids on a ballot."""
        return tuple(self.vote.projects[choice].id for choice in ballot.choices)


def read(data: bytes) -> PabulibFile:
    """The file from its bytes, which must be UTF-8 (a byte order mark may stand in front).

    Raises Refused, see `parse`.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(no.NOT_UTF8.because(line=line)) from None
    return parse(text)


def parse(text: str) -> PabulibFile:
    """The file from its text.

    Raises Refused with one of the kinds of `pabulib_refusals`, each naming the line; before it
    `pabulib_ends_early` where the file ends without an end of that line.
    """
    try:
        return _parse(text)
    except Refused as refused:
        last = text.count("\n") + 1
        line = dict(refused.refusals[0].fields).get("line", last)
        is_ours = refused.refusals[0].code != no.BEFORE_SECTIONS.code
        if text.endswith(("\n", "\r")) or line != last or not is_ours:
            raise
        raise Refused(no.ENDS_EARLY.because(line=last), *refused.refusals) from refused


def _parse(text: str) -> PabulibFile:
    sections = sections_of(text)
    meta = _meta(sections["META"])
    values = dict(meta)
    kind = fields.ballot_kind(values.get("vote_type", ""))
    table = _projects(sections["PROJECTS"], values.get("budget", ""))
    votes = _votes(sections["VOTES"], table.projects, kind)
    for key, found in (("num_projects", table.projects), ("num_votes", votes.voters)):
        said = fields.whole_of_meta(key, values.get(key, ""))
        if said is not None and said != len(found):
            raise Refused(no.COUNT_DIFFERS.because(key=key, said=said, found=len(found)))
    if values.get("default_score", "0") != "0":
        raise Refused(no.DEFAULT_SCORE.because(text=values["default_score"]))
    vote = BudgetVote(
        budget=table.budget,
        projects=table.projects,
        piles=votes.piles,
        kind=kind,
        exponent=table.exponent,
        currency=values.get("currency", ""),
        threshold=fields.whole_of_meta(_THRESHOLD, values.get(_THRESHOLD, "")) or 0,
        places=fields.whole_of_meta("max_length", values.get("max_length", "")) or 0,
    )
    rule = values.get("rule", "").lower()
    return PabulibFile(
        meta, rule, vote, votes.voters, votes.ballots, table.selected, table.published
    )


def _meta(section: Section) -> tuple[tuple[str, str], ...]:
    """Keys and values; a value may contain semicolons."""
    found: dict[str, str] = {}
    meta = []
    for line, row in section.rows:
        key, value = row[0].strip().lower(), ";".join(row[1:]).rstrip(";").strip()
        if key in found and key != "comment":
            raise Refused(no.KEY_TWICE.because(line=line, key=key))
        found[key] = value
        meta.append((key, value))
    return tuple(meta)


@dataclass(frozen=True)
class _Projects:
    """The section PROJECTS, its sums and the budget in the same minor units."""

    budget: int
    exponent: int
    projects: tuple[Project, ...]
    selected: tuple[tuple[str, int], ...]
    published: tuple[tuple[str, int], ...]


def _projects(section: Section, budget: str) -> _Projects:
    """The projects, and as many decimals as the finest sum among costs and budget needs."""
    id_at, cost_at = section.column("project_id"), section.column("cost")
    name_at = section.columns.get("name")
    whole = _budget(budget)
    costs: dict[str, tuple[int, int]] = {}
    names = []
    for line, row in section.rows:
        project = row[id_at].strip()
        if not project or "," in project:
            raise Refused(no.PROJECT_ID_MISSING.because(line=line))
        if project in costs:
            raise Refused(no.PROJECT_TWICE.because(line=line, project=project))
        costs[project] = _cost(line, project, row[cost_at])
        names.append("" if name_at is None else row[name_at].strip())
    exponent = max(decimals for _digits, decimals in [whole, *costs.values()])
    withdrawn = WITHDRAWN_COST * 10**exponent
    in_minor = [fields.minor(*cost, exponent) for cost in costs.values()]
    return _Projects(
        budget=fields.minor(*whole, exponent),
        exponent=exponent,
        projects=tuple(
            Project(project, cost, name, withdrawn=cost == withdrawn)
            for project, cost, name in zip(costs, in_minor, names, strict=True)
        ),
        selected=_marks(section, "selected"),
        published=_marks(section, "score") or _marks(section, "votes"),
    )


def _budget(text: str) -> tuple[int, int]:
    if not text:
        raise Refused(no.BUDGET_MISSING.because())
    found = fields.sum_of_money(text)
    if found is None or found[0] <= 0:
        raise Refused(no.BUDGET_UNREADABLE.because(text=text))
    return found


def _cost(line: int, project: str, text: str) -> tuple[int, int]:
    found = fields.sum_of_money(text)
    if found is None:
        raise Refused(no.COST_UNREADABLE.because(line=line, project=project, text=text))
    if found[0] <= 0:
        raise Refused(no.COST_NOT_POSITIVE.because(line=line, project=project, text=text))
    return found


def _marks(section: Section, column: str) -> tuple[tuple[str, int], ...]:
    """A column of whole numbers by project id; empty if the file has it not."""
    if column not in section.columns:
        return ()
    at, id_at = section.columns[column], section.columns["project_id"]
    marks = []
    for line, row in section.rows:
        number, project = fields.whole(row[at]), row[id_at].strip()
        if number is None:
            raise Refused(
                no.MARK_UNREADABLE.because(line=line, column=column, project=project, text=row[at])
            )
        marks.append((project, number))
    return tuple(marks)


@dataclass(frozen=True)
class _Votes:
    """The section VOTES: who voted, how, and the piles of equal ballots."""

    voters: tuple[str, ...]
    ballots: tuple[Ballot, ...]
    piles: tuple[Pile, ...]


def _votes(section: Section, projects: tuple[Project, ...], kind: BallotKind) -> _Votes:
    """Each distinct ballot is read once."""
    voter_at, vote_at = section.column("voter_id"), section.column("vote")
    points_at = section.column("points") if kind in {"cumulative", "scoring"} else None
    places = {project.id: place for place, project in enumerate(projects)}
    read: dict[tuple[str, str], Ballot] = {}
    voters: dict[str, tuple[str, str]] = {}
    for line, row in section.rows:
        written = (row[vote_at], "" if points_at is None else row[points_at])
        if written not in read:
            read[written] = _ballot(line, written, places, kind)
        voter = row[voter_at].strip()
        if not voter or voter in voters:
            raise Refused(
                no.VOTER_TWICE.because(line=line, voter=voter)
                if voter
                else no.VOTER_MISSING.because(line=line)
            )
        voters[voter] = written
    sizes: dict[Ballot, int] = {}
    for written, number in Counter(voters.values()).items():
        sizes[read[written]] = sizes.get(read[written], 0) + number
    return _Votes(
        voters=tuple(voters),
        ballots=tuple(map(read.__getitem__, voters.values())),
        piles=tuple(Pile(ballot, number) for ballot, number in sizes.items()),
    )


def _ballot(
    line: int, written: tuple[str, str], places: dict[str, int], kind: BallotKind
) -> Ballot:
    """One ballot; where order says nothing, in the order of the list, so that equals are equal."""
    named = [name.strip() for name in written[0].split(",")] if written[0].strip() else []
    choices = []
    for name in named:
        if name not in places:
            raise Refused(no.PROJECT_UNKNOWN.because(line=line, project=name))
        if places[name] in choices:
            raise Refused(no.NAMED_TWICE.because(line=line, project=name))
        choices.append(places[name])
    if kind == "choose-1" and len(choices) > 1:
        raise Refused(no.TOO_MANY_CHOICES.because(line=line, found=len(choices)))
    if kind == "ordinal":
        return Ballot(tuple(choices))
    if kind in APPROVING:
        return Ballot(tuple(sorted(choices)))
    points = _points(line, written[1], len(choices), kind)
    pairs = sorted(zip(choices, points, strict=True))
    return Ballot(tuple(place for place, _n in pairs), tuple(number for _p, number in pairs))


def _points(line: int, text: str, choices: int, kind: BallotKind) -> tuple[int, ...]:
    found = fields.points(text, kind)
    if found is None:
        raise Refused(no.POINTS_UNREADABLE.because(line=line, text=text))
    if len(found) != choices:
        raise Refused(no.POINTS_DIFFER.because(line=line, choices=choices, points=len(found)))
    return found

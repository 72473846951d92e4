"""Reading Pabulib files: what is taken over exactly, and what is refused with its line."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tequio.governance.rules.counting import greedy, pabulib, pabulib_refusals
from tequio.governance.rules.counting.ballots import Ballot, BudgetVote, Pile, Project
from tequio.governance.tests.strategies import approval_votes, pointed_votes, unhurried
from tequio.kernel import Refused

GOOD = """META
key;value
description;A village; with a semicolon
num_projects;2
num_votes;3
budget;100.50
vote_type;approval
rule;greedy
currency;GHS
comment;"#1: a ""quoted"" word; and a semicolon"
PROJECTS
project_id;cost;name;selected;votes
well;60.5;"The ""deep"" well; new";1;2
roof;50;Roof;0;2
VOTES
voter_id;vote;age;sex
v1;well;30;F
v2;roof,well;41;M
v3;roof;;
"""

CUMULATIVE = """META
key;value
budget;10
vote_type;cumulative
PROJECTS
project_id;cost
a;5
b;6
VOTES
voter_id;vote;points
v1;b,a;2,1
"""


def codes(text: str) -> list[str]:
    with pytest.raises(Refused) as refused:
        pabulib.parse(text)
    return [reason.code for reason in refused.value.refusals]


def test_a_file_is_read_as_it_is_written() -> None:
    file = pabulib.parse(GOOD)
    assert file.rule == "greedy"
    assert file.comments == ('#1: a "quoted" word; and a semicolon',)
    assert file.value("description") == "A village; with a semicolon"
    assert file.vote.projects == (
        Project("well", 605, 'The "deep" well; new'),
        Project("roof", 500, "Roof"),
    )
    assert (file.vote.budget, file.vote.exponent, file.vote.currency) == (1005, 1, "GHS")
    assert file.voters == ("v1", "v2", "v3")
    assert [file.chosen_ids(ballot) for ballot in file.ballots] == [
        ("well",),
        ("well", "roof"),
        ("roof",),
    ]
    assert file.selected == (("well", 1), ("roof", 0))


def test_lines_may_end_in_either_way_and_a_byte_order_mark_may_stand_in_front() -> None:
    expected = pabulib.parse(GOOD)
    assert pabulib.parse(GOOD.replace("\n", "\r\n")) == expected
    assert pabulib.read(b"\xef\xbb\xbf" + GOOD.encode()) == expected
    assert pabulib.parse(GOOD.replace("PROJECTS\n", "\nPROJECTS\n\n")) == expected


def test_columns_that_a_spreadsheet_added_are_ignored() -> None:
    padded = "\n".join(line + ";;" if line else "" for line in GOOD.split("\n"))
    assert pabulib.parse(padded).vote == pabulib.parse(GOOD).vote


def test_equal_ballots_lie_on_one_pile_whatever_the_order_of_writing() -> None:
    text = GOOD.replace("v1;well;", 'v1;"well, roof";')
    assert pabulib.parse(text).vote.piles == (Pile(Ballot((0, 1)), 2), Pile(Ballot((1,)), 1))


def test_the_order_on_an_ordinal_ballot_stays() -> None:
    text = GOOD.replace("approval", "ordinal")
    assert pabulib.parse(text).ballots[1] == Ballot((1, 0))


def test_points_stay_with_their_projects() -> None:
    assert pabulib.parse(CUMULATIVE).ballots == (Ballot((0, 1), (1, 2)),)


def test_a_project_with_the_artificial_cost_is_withdrawn() -> None:
    text = GOOD.replace("roof;50;", "roof;999999999;")
    assert [project.withdrawn for project in pabulib.parse(text).vote.projects] == [False, True]


def test_decimals_that_are_all_zero_are_none() -> None:
    text = GOOD.replace("100.50", "100.0").replace("60.5", "60.00")
    assert pabulib.parse(text).vote.exponent == 0


def test_age_and_sex_of_voters_are_not_taken_over() -> None:
    assert "41" not in str(pabulib.parse(GOOD).voters + pabulib.parse(GOOD).meta)


# code, what stands in the good file, what stands there instead, the line that the refusal names
BAD = [
    ("pabulib_section_missing", GOOD[GOOD.index("VOTES") :], "", None),
    ("pabulib_section_missing", GOOD[: GOOD.index("PROJECTS")], "", None),
    ("pabulib_section_twice", "VOTES\n", "PROJECTS\n", 15),
    ("pabulib_before_sections", "META\n", "key;value\nMETA\n", 1),
    ("pabulib_column_missing", "project_id;cost;", "id;cost;", None),
    ("pabulib_column_missing", "voter_id;vote;", "voter_id;choice;", None),
    ("pabulib_row_length", "v3;roof;;", "v3;roof", 19),
    ("pabulib_row_length", "v3;roof;;", "v3;roof;;;x", 19),
    ("pabulib_ends_early", "v3;roof;;\n", "v3;roof", 19),
    ("pabulib_broken_quotes", "roof;50;Roof", 'roof;50;"Ro"of', 14),
    ("pabulib_broken_quotes", "roof;50;Roof", 'roof;50;"Roof', 19),
    ("pabulib_key_twice", "currency;GHS", "budget;7", 9),
    ("pabulib_budget_missing", "budget;100.50\n", "", None),
    ("pabulib_budget_unreadable", "100.50", "0", None),
    ("pabulib_budget_unreadable", "100.50", "100,50", None),
    ("pabulib_budget_unreadable", "100.50", "1e5", None),
    ("pabulib_budget_unreadable", "100.50", "٣", None),
    ("pabulib_vote_type_unknown", "approval", "acclamation", None),
    ("pabulib_number_unreadable", "num_votes;3", "num_votes;three", None),
    ("pabulib_count_differs", "num_votes;3", "num_votes;4", None),
    ("pabulib_count_differs", "num_projects;2", "num_projects;1", None),
    ("pabulib_project_id_missing", "roof;50;", ";50;", 14),
    ("pabulib_project_id_missing", "roof;50;", '"a,b";50;', 14),
    ("pabulib_project_twice", "roof;50;", "well;50;", 14),
    ("pabulib_cost_unreadable", "roof;50;", "roof;fifty;", 14),
    ("pabulib_cost_unreadable", "roof;50;", "roof;;", 14),
    ("pabulib_cost_unreadable", "roof;50;", "roof;9999999999999999;", 14),
    ("pabulib_cost_not_positive", "roof;50;", "roof;-50;", 14),
    ("pabulib_cost_not_positive", "roof;50;", "roof;0.00;", 14),
    ("pabulib_mark_unreadable", "Roof;0;2", "Roof;no;2", 14),
    ("pabulib_voter_missing", "v3;", ";", 19),
    ("pabulib_voter_twice", "v3;", "v1;", 19),
    ("pabulib_project_unknown", "v3;roof;", "v3;tower;", 19),
    ("pabulib_named_twice", "v3;roof;", "v3;roof,roof;", 19),
    ("pabulib_too_many_choices", "approval", "choose-1", 18),
    ("pabulib_default_score", "rule;greedy", "default_score;1", None),
]
BAD_POINTS = [
    ("pabulib_points_differ", "2,1", "2", 11),
    ("pabulib_points_unreadable", "2,1", "2,-1", 11),
    ("pabulib_points_unreadable", "2,1", "2,1.5", 11),
    ("pabulib_points_unreadable", "2,1", "2,", 11),
    ("pabulib_column_missing", "vote;points\nv1;b,a;2,1", "vote\nv1;b,a", None),
    ("pabulib_section_empty", "VOTES\nvoter_id;vote;points\nv1;b,a;2,1\n", "VOTES\n", None),
]
EVERY = [(GOOD, *bad) for bad in BAD] + [(CUMULATIVE, *bad) for bad in BAD_POINTS]


@pytest.mark.parametrize(
    ("good", "code", "old", "new", "line"), EVERY, ids=[f"{bad[1]}-{bad[3]!r}" for bad in EVERY]
)
def test_a_bad_file_is_refused_with_its_line(
    good: str, code: str, old: str, new: str, line: int | None
) -> None:
    assert pabulib.parse(good)
    assert good.count(old)
    with pytest.raises(Refused) as refused:
        pabulib.parse(good.replace(old, new, 1))
    reason = refused.value.refusals[0]
    assert reason.code == code
    assert dict(reason.fields).get("line") == line
    assert str(reason)
    assert reason.remedy.format_map(dict(reason.fields))
    assert reason.about == "input"


def test_a_file_in_another_encoding_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as refused:
        pabulib.read(GOOD.replace("Roof", "Dach für alle").encode("latin-1"))
    assert str(refused.value.refusals[0]) == "Line 14 is not written in UTF-8."


def test_every_reason_to_refuse_a_file_has_been_seen() -> None:
    seen = {bad[1] for bad in EVERY} | {"pabulib_not_utf8"}
    assert seen == {kind.code for kind in pabulib_refusals.ALL}


@unhurried
@given(st.text(alphabet='METAPROJCSV\nab;,"1.-\r\0', max_size=60))
@example("")
@example("META\nPROJECTS\nVOTES")
@example('META\nk;"' + "x" * 140_000 + '"')
def test_no_text_breaks_the_reader(text: str) -> None:
    assert codes(text)


@unhurried
@given(st.one_of(approval_votes(), pointed_votes()))
def test_what_is_written_is_read_again(vote: BudgetVote) -> None:
    read = pabulib.parse(written(vote)).vote
    assert (read.budget, read.voters) == (vote.budget, vote.voters)
    assert read.supporters() == vote.supporters()
    assert greedy.scores(read) == greedy.scores(vote)


def written(vote: BudgetVote) -> str:
    """A vote as a Pabulib file; each voter of a pile in a row."""
    meta = ["META", "key;value", f"budget;{vote.budget}", f"vote_type;{vote.kind}"]
    meta += [f"max_length;{vote.places}"] if vote.places else []
    projects = ["PROJECTS", "project_id;cost"]
    projects += [f"{project.id};{project.cost}" for project in vote.projects]
    votes = ["VOTES", "voter_id;vote;points"]
    for number, pile in enumerate(vote.piles):
        named = ",".join(vote.projects[choice].id for choice in pile.ballot.choices)
        points = ",".join(map(str, pile.ballot.points))
        votes += [f"{number}-{voter};{named};{points}" for voter in range(pile.voters)]
    return "\n".join(meta + projects + votes)


@pytest.mark.parametrize("cut", ["v3;roof;;\n", ";roof;;\n", "oof;;\n"])
def test_a_file_that_is_cut_off_says_so_first(cut: str) -> None:
    with pytest.raises(Refused) as caught:
        pabulib.parse(GOOD.removesuffix(cut))
    first = caught.value.refusals[0]
    is_whole_row = cut.startswith("v3")
    assert (first.code == "pabulib_ends_early") != is_whole_row
    assert is_whole_row or dict(first.fields) == {"line": 19}

"""A budget voted elsewhere: every refusal through the door, each one change of a lawful file."""

from __future__ import annotations

import pytest

from tequio.governance import service
from tequio.governance.rules.effects import AmendStatutes
from tequio.governance.tests.scene import (
    Row,
    Scene,
    differs,
    each,
    founded,
    not_tried,
    payment,
    try_row,
)
from tequio.ledger import queries as books
from tequio.ledger import service as ledger

pytestmark = pytest.mark.django_db
FILE = """META
key;value
description;A village
num_projects;2
num_votes;3
budget;100.50
vote_type;cumulative
rule;greedy
currency;GHS
PROJECTS
project_id;cost;name;selected
well;60.5;A deep well;1
roof;50;A roof;0
VOTES
voter_id;vote;points
v1;well;2
v2;roof,well;2,1
v3;roof;3
"""


@pytest.fixture
def scene() -> Scene:
    return founded()


def text(*changes):
    """The lawful file with this instead of that."""

    def change(scene):
        file = FILE
        for old, new in changes:
            assert file.count(old) >= 1, old
            file = file.replace(old, new, 1)
        return {"file": file}

    return change


def line(old, new):
    return text((old, new))


def account(scene, kind):
    """The number of the account of this kind into which budgets are received."""
    listed = books.accounts(scene.organisation, scene.today)
    found = [one.id for one in listed if one.kind == kind]
    return found[0] if found else ledger.account_for(scene.organisation, unit="GHS", kind=kind)


def limited(kind, act, **limits):
    def change(scene):
        number = account(scene, kind)
        allowed = {"purpose": "ledger.limits", "subject": str(number)}
        scene.decides(payment(1, **allowed))
        scene.does("Caro", act, account=number, **limits)
        scene.later(days=1)
        return {}

    return change


def without_a_standing_mandate(scene):
    values = {"standing.purposes": ["ledger.claim"]}
    scene.decides(AmendStatutes("amendment", values, scene.today))
    return {}


R61 = "r" * 61
OPERATOR = "the operator"
"""Nobody whom the scene knows: an act by nobody is the operator's."""
READ: list[Row] = [
    ("the secretary brings it in", differs(by="Bea"), "only_the_operator"),
    ("in rupees", line("currency;GHS", "currency;INR"), "unit_unknown"),
    ("in thousandths", line("60.5", "60.505"), "unit_unknown"),
    (
        "every project was withdrawn",
        text(("60.5", "999999999"), ("roof;50", "roof;999999999")),
        "projects_missing",
    ),
    (
        "nobody voted",
        text(("num_votes;3\n", ""), (FILE[FILE.index("v1;") :], "")),
        "roll_empty",
    ),
    (
        "a project's code of 61 letters",
        text(
            ("roof;50", "r" * 61 + ";50"),
            ("v2;roof", "v2;" + "r" * 61),
            ("v3;roof", "v3;" + "r" * 61),
        ),
        "too_long",
    ),
    ("a voter's name of 121 letters", line("v1;", "v" * 121 + ";"), "too_long"),
    (
        "more than a book can bear",
        line("100.50", "9" * 15),
        "amount_too_large",
    ),
    ("a method that is none", differs(method="lot"), "unknown_method"),
    ("a rule that is none", line("rule;greedy", "rule;best"), "rule_not_counted"),
    ("no rule", line("rule;greedy\n", ""), "rule_not_counted"),
    ("a threshold unsaid", line("rule;greedy", "rule;greedy-threshold"), "threshold_missing"),
    ("points by equal shares", line("rule;greedy", "rule;equalshares/add1"), "ballots_do_not_fit"),
]
RECEIVED: list[Row] = [
    ("nothing allows to receive it", without_a_standing_mandate, "no_mandate"),
    ("the bank account is closed", limited("bank", ledger.close_account), "account_closed"),
    (
        "the bank account takes 100.00 at most",
        limited("bank", ledger.change_limit, floor=-100_00),
        "below_the_floor",
    ),
    (
        "budgets of 100.00 at most",
        limited("budget", ledger.change_limit, ceiling=100_00),
        "above_the_limit",
    ),
]
FORM: list[Row] = [
    ("marks that do not close", line("A roof", '"A roof'), "pabulib_broken_quotes"),
    ("no votes", text((FILE[FILE.index("VOTES") :], "")), "pabulib_section_missing"),
    ("projects twice", line("VOTES", "PROJECTS"), "pabulib_section_twice"),
    (
        "votes without a heading",
        text((FILE[FILE.index("voter_id") :], "")),
        "pabulib_section_empty",
    ),
    ("a line before all", line("META\n", "key;value\nMETA\n"), "pabulib_before_sections"),
    ("no cost", line("project_id;cost", "project_id;price"), "pabulib_column_missing"),
    ("a row too short", line("v3;roof;3", "v3;roof"), "pabulib_row_length"),
    (
        "cut off in its last row",
        text((FILE[FILE.index("v3;roof") :], "v3;roof")),
        "pabulib_ends_early pabulib_row_length",
    ),
    ("the budget twice", line("rule;greedy", "budget;7"), "pabulib_key_twice"),
    ("no budget", line("budget;100.50\n", ""), "pabulib_budget_missing"),
    ("a budget of nothing", line("100.50", "0"), "pabulib_budget_unreadable"),
    ("a vote by cheers", line("cumulative", "cheers"), "pabulib_vote_type_unknown"),
    ("three in letters", line("num_votes;3", "num_votes;three"), "pabulib_number_unreadable"),
    ("four votes said", line("num_votes;3", "num_votes;4"), "pabulib_count_differs"),
    ("a score for the unnamed", line("rule;greedy", "default_score;1"), "pabulib_default_score"),
]
ROWS: list[Row] = [
    ("a project without a code", line("roof;50", ";50"), "pabulib_project_id_missing"),
    ("a project twice", line("roof;50", "well;50"), "pabulib_project_twice"),
    ("fifty in letters", line("roof;50", "roof;fifty"), "pabulib_cost_unreadable"),
    ("a cost of nothing", line("roof;50", "roof;0"), "pabulib_cost_not_positive"),
    ("selected: no", line("A roof;0", "A roof;no"), "pabulib_mark_unreadable"),
    ("a vote of nobody", line("v3;", ";"), "pabulib_voter_missing"),
    ("a voter twice", line("v3;", "v1;"), "pabulib_voter_twice"),
    ("a vote for a tower", line("v3;roof", "v3;tower"), "pabulib_project_unknown"),
    ("the roof twice", line("v3;roof", "v3;roof,roof"), "pabulib_named_twice"),
    ("two of one choice", line("cumulative", "choose-1"), "pabulib_too_many_choices"),
    ("points for one of two", line("2,1", "2"), "pabulib_points_differ"),
    ("points below nothing", line("2,1", "2,-1"), "pabulib_points_unreadable"),
]


@each([*READ, *RECEIVED, *FORM, *ROWS])
def test_a_budget_is_not_brought_in(scene, change, codes):
    try_row(scene, service.import_budget, {"by": OPERATOR, "file": FILE}, change, codes)


def test_long_words_of_a_real_file_are_cut_and_kept(scene):
    file = FILE.replace("A deep well", "w" * 300).replace("A village", "v" * 300)
    told = scene.does(OPERATOR, service.import_budget, file=file)
    assert told["mandates"]


def test_every_refusal_of_a_file_is_tried():
    assert not_tried("governance.import_budget", READ, RECEIVED, FORM, ROWS) == set()

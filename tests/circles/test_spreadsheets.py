"""A group's meetings go out whole and come in again; its balances come in from a cut-off."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date

import pytest

from tequio.circles.queries.workbook import tables_of
from tequio.circles.service.bringing import bring_in
from tequio.governance.rules.founding import Founder, NewGroup
from tequio.kernel import Refused
from tequio.ledger import queries as ledger
from tequio.lending.queries.loans import loan as find_loan
from tequio.membership import queries as members
from tequio.membership.visits.spreadsheets import read_tables, written_csv, written_workbook
from tequio.site.demonstration.meeting import Asks, Savers, Told
from tequio.site.demonstration.stage import Stage
from tequio.site.everything import everything
from tequio.site.verification import findings
from tests.circles.groups import MONDAY, VALUES, WOMEN, ten


def group_called(name: str, stage: Stage | None = None) -> Savers:
    """Ten women who meet on Mondays, from the first Monday on."""
    return ten((stage or Stage()).on(MONDAY), name=name)


@pytest.fixture
def met(db: None) -> Savers:
    """A group that met four times; Fati borrowed and pays back, Gifty was late."""
    savers = group_called("Nsoroma")
    savers.starts()
    savers.meets(dict.fromkeys(WOMEN, 3))
    savers.group.stage.later(7)
    savers.meets(Told({"Ama": 2}, asks=[Asks("Fati", 4_000, (9, 0, 1), months=2)]))
    savers.group.stage.later(7)
    late = {"Gifty": "late"}
    told = Told({"Bea": 1}, attendance=late, fines=late, repays={the_loan(savers): 1_000})
    savers.meets(told)
    savers.group.stage.later(7)
    savers.meets(Told({}, fines_paid={"Gifty": 100}, helps={"Ines": 300}, too_much=-50))
    return savers


def the_loan(savers: Savers) -> int:
    listed = ledger.accounts(savers.group.organisation)
    return next(int(one.ref[5:]) for one in listed if one.kind == "member-loan" and one.minor)


def balances(savers: Savers) -> dict[tuple[str, str], int]:
    """What stands on every account, by kind and by whose it is."""
    names = {number: name for name, number in savers.group.person.items()}
    held: dict[tuple[str, str], int] = {}
    for one in ledger.accounts(savers.group.organisation):
        ref = one.ref.partition(":")[0] if ":" in one.ref else one.ref
        key = (one.kind, names.get(one.person or 0, ref))
        held[key] = held.get(key, 0) + one.minor
    return {key: minor for key, minor in held.items() if minor}


def like(met: Savers) -> Savers:
    """Another group of the same women, begun on the same day and met by the stage's today."""
    today = met.group.stage.today
    again = group_called("Nsoroma again", met.group.stage)
    again.starts()
    again.group.stage.on(today)
    return again


def brought(savers: Savers, tables: dict, **more):
    """Bring tables in as Caro does, today."""
    return bring_in(lambda key: savers.group.act("Caro", key), tables, **more)


def test_meetings_that_went_out_come_in_again_to_the_same_balances(met: Savers) -> None:
    tables = tables_of(met.group.organisation, met.group.stage.today)
    again = like(met)
    files = read_tables(written_workbook(tables), "group.xlsx")
    outcomes = brought(again, files)
    assert [one.what for one in outcomes] == ["meeting written down"] * 4
    assert balances(again) == balances(met)
    assert [one.what for one in brought(again, files)] == ["already there"] * 4
    assert list(findings()) == []


def test_a_dry_run_says_row_by_row_what_would_happen_and_writes_nothing(met: Savers) -> None:
    tables = tables_of(met.group.organisation, met.group.stage.today)
    again = like(met)
    outcomes = brought(again, tables, is_dry_run=True)
    assert [one.what for one in outcomes] == ["meeting written down"] * 4
    assert balances(again) == {}


def test_one_wrong_row_keeps_the_whole_file_out(met: Savers) -> None:
    tables = tables_of(met.group.organisation, met.group.stage.today)
    place = tables["lines"][0].index("shares")
    tables["lines"][12][place] = "9"
    again = like(met)
    outcomes = brought(again, tables)
    refused = [one for one in outcomes if one.is_refused]
    first = next(refusal.code for one in refused for refusal in one.refusals)
    assert first == "shares_over_the_most"
    assert balances(again) == {}


@pytest.mark.parametrize(
    ("table", "column", "text", "code"),
    [
        ("lines", "member", "Nobody", "nobody_of_that_name"),
        ("lines", "attendance", "asleep", "row_unreadable"),
        ("lines", "social", "fifty", "row_unreadable"),
        ("lines", "day", "2026-03-30", "day_without_meeting"),
        ("repayments", "loan", "the old one", "loan_unknown_here"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(met: Savers, table, column, text, code) -> None:
    tables = tables_of(met.group.organisation, met.group.stage.today)
    tables[table][1][tables[table][0].index(column)] = text
    again = like(met)
    with pytest.raises(Refused) as caught:
        brought(again, tables)
    assert code in [refusal.code for refusal in caught.value.refusals]
    assert balances(again) == {}


@pytest.mark.parametrize(
    ("table", "column", "text", "there"),
    [("meetings", "counted", "149.00", "150.00"), ("lines", "shares", "2", "3")],
)
def test_a_meeting_that_differs_from_the_sheet_that_is_there_is_refused(
    met: Savers, table, column, text, there
) -> None:
    tables = tables_of(met.group.organisation, met.group.stage.today)
    tables[table][1][tables[table][0].index(column)] = text
    refused = [one for one in brought(met, tables) if one.is_refused]
    (only,) = [refusal for one in refused for refusal in one.refusals]
    shown = dict(only.fields)
    assert only.code == "differs_from_the_sheet"
    assert (shown["what"], shown["there"], shown["text"]) == (column, there, text)


def test_a_number_that_names_a_loan_of_the_file_is_no_loan_of_the_book(met: Savers) -> None:
    number, today = str(the_loan(met)), met.group.stage.today
    met.group.stage.later(7)
    day = met.group.stage.today.isoformat()
    tables = tables_of(met.group.organisation, today)
    head = ["day", "loan", "member", "amount", "months", "yes", "no", "witnesses"]
    lines = [["day", "member", "attendance"], *[[day, name, "present"] for name in WOMEN]]
    repaid = [["day", "loan", "amount"], [day, number, "5.00"]]
    file = {
        "meetings": [["day", "counted", "witnesses"], [day, "0.00", "Dede; Efua"]],
        "lines": lines,
        "loans": [head, [day, number, "Ama", "1.00", "1", "10", "0", "Dede; Efua"]],
        "repayments": repaid,
    }
    with pytest.raises(Refused) as caught:
        brought(met, file)
    assert [one.code for one in caught.value.refusals] == ["loan_unknown_here"]
    assert [row[1] for row in tables["loans"][1:]] == [number]
    repaid[1][1] = f"#{number}"
    assert not any(one.is_refused for one in brought(met, file, is_dry_run=True))


def test_meetings_of_another_book_are_left_out_and_said_to_be(met: Savers) -> None:
    tables = tables_of(met.group.organisation, met.group.stage.today)
    assert {row[-1] for name in tables for row in tables[name][1:]} == {"main"}
    for name in tables:
        other = [[*row[:-1], "widows"] for row in tables[name][1:]]
        tables[name] += other
    again = like(met)
    whats = [one.what for one in brought(again, tables)]
    assert whats == ["of another book"] * 4 + ["meeting written down"] * 4
    assert balances(again) == balances(met)


CUT_OFF = """Name of Member;Total Savings;Loan Outstanding;Months left
Ama;50,00;;
Bea;75,00;30,00;3
Caro;40,00;;
"""


def cut_off(yes: str = "10", owes: str = "30.00", day: str = "2026-03-02") -> dict:
    """A statement with a loan that runs, and the meeting of the same day that agreed to it."""
    lines = [["day", "member", "attendance"], *[[day, name, "present"] for name in WOMEN]]
    return {
        "cut_off": [line.replace(",", ".").split(";") for line in CUT_OFF.splitlines()],
        "meetings": [["day", "counted", "witnesses"], [day, "140.00", "Dede; Efua"]],
        "lines": lines,
        "loans": [
            ["day", "loan", "member", "amount", "months", "yes", "no"],
            [day, "old", "Bea", owes, "3", yes, str(10 - int(yes))],
        ],
    }


def test_a_cut_off_statement_gives_shares_and_the_loans_that_hands_agreed_to(db: None) -> None:
    savers = group_called("Sakhi")
    outcomes = brought(savers, cut_off(), cash=140_00)
    assert not any(one.is_refused for one in outcomes)
    held = balances(savers)
    assert held["member-shares", "Bea"] == 75_00
    assert held["member-loan", "loan"] == 30_00
    assert held["cash", ""] == 140_00
    assert list(findings()) == []
    savers.group.stage.later(1)
    again = brought(savers, cut_off(), cash=140_00)
    assert [one.what for one in again] == ["already there"] * 2
    assert balances(savers) == held


def test_a_cut_off_statement_without_loans_needs_no_hands_and_comes_in_once(db: None) -> None:
    savers = group_called("Sakhi")
    text = CUT_OFF.replace("30,00;3", ";").replace(",00", ".00").encode()
    assert not any(one.is_refused for one in brought(savers, read_tables(text, "cut-off.csv")))
    assert balances(savers)["cash", ""] == 165_00
    savers.group.stage.later(1)
    again = brought(savers, read_tables(text, "cut-off.csv"))
    assert [one.what for one in again] == ["already there"]


def only_the_statement() -> dict:
    return {"cut_off": cut_off()["cut_off"]}


def test_loans_that_run_come_in_without_hands_with_what_is_left_of_them(db: None) -> None:
    savers = group_called("Sakhi")
    outcomes = brought(savers, only_the_statement(), cash=140_00)
    assert "loan brought in, from the books before" in [one.what for one in outcomes]
    held = balances(savers)
    assert (held["member-loan", "loan"], held["cash", ""]) == (30_00, 140_00)
    assert held["income", "brought"] == 140_00 + 30_00 - 165_00
    loan = find_loan(savers.group.organisation, the_loan(savers))
    assert loan is not None
    assert loan.is_brought
    assert [line.due_on.month for line in loan.instalments] == [4, 5, 6]
    assert list(findings()) == []
    savers.group.stage.later(1)
    assert [one.what for one in brought(savers, only_the_statement(), cash=140_00)] == [
        "already there"
    ]


def test_a_loan_that_runs_without_months_is_named_with_its_row(db: None) -> None:
    savers, tables = group_called("Sakhi"), only_the_statement()
    tables["cut_off"][2][3] = ""
    with pytest.raises(Refused) as caught:
        brought(savers, tables, cash=140_00)
    assert [(one.code, dict(one.fields)["row"]) for one in caught.value.refusals] == [
        ("months_missing", 3)
    ]


@pytest.mark.parametrize(
    "tables",
    [cut_off(owes="20.00"), cut_off(day="2026-03-01"), cut_off(yes="0")],
    ids=["another sum", "another day", "voted down"],
)
def test_a_meeting_that_decides_otherwise_on_a_loan_that_runs_keeps_the_file_out(
    db: None, tables: dict
) -> None:
    savers = group_called("Sakhi")
    with pytest.raises(Refused) as caught:
        brought(savers, tables, cash=140_00)
    (only,) = caught.value.refusals
    assert (only.code, dict(only.fields)["row"]) == ("loans_need_hands", 3)
    assert balances(savers) == {}


def test_savings_between_two_shares_are_refused_and_not_rounded(db: None) -> None:
    savers = group_called("Sakhi")
    with pytest.raises(Refused) as caught:
        brought(savers, {"cut off": [["name", "savings"], ["Ama", "52.50"]]})
    assert [one.code for one in caught.value.refusals] == ["savings_between_shares"]


def test_two_of_one_name_need_their_numbers(db: None) -> None:
    group = Stage(MONDAY).found(
        NewGroup("Twins", "savings-circle", "GHS", template="savings-circle"),
        [Founder("Ama", offices=("chair", "treasurer")), *[Founder("Bea")] * 2]
        + [Founder(name) for name in WOMEN[2:]],
        values=VALUES,
    )
    savers = Savers(group, "Ama", ("Dede", "Efua"))
    number = group.person["Bea"]
    table = [["member", "shares"], ["Bea", "2"]]
    act = group.act
    with pytest.raises(Refused) as caught:
        bring_in(lambda key: act("Ama", key), {"shares": table})
    assert [one.code for one in caught.value.refusals] == ["several_of_that_name"]
    table[1][0] = f"Bea #{number}"
    outcomes = bring_in(lambda key: act("Ama", key), {"shares": table})
    assert not any(one.is_refused for one in outcomes)
    assert savers.group.organisation


def test_all_that_a_group_has_goes_out_in_one_file(met: Savers) -> None:
    identity = members.organisation(met.group.organisation)
    assert identity is not None
    with zipfile.ZipFile(io.BytesIO(everything(identity, met.group.stage.today))) as archive:
        names = set(archive.namelist())
        whole = json.loads(archive.read("group.json"))
        book, text = archive.read("group.xlsx"), archive.read("group.json")
    assert {"group.xlsx", "group.json", "books/main.journal", "csv/lines.csv"} <= names
    assert len(whole["tables"]["lines"]) == 1 + 4 * len(WOMEN)
    assert whole["head"]["number"] == whole["chronicle"][-1]["number"]
    assert read_tables(book, "group.xlsx")["lines"] == whole["tables"]["lines"]
    assert read_tables(text, "group.json") == whole["tables"]
    assert read_tables(everything(identity, met.group.stage.today), "all.zip") == whole["tables"]


def test_what_is_no_spreadsheet_is_refused(db: None) -> None:
    for data in (b"\x89PNG\r\n\x1a\n\x00", b"PK\x03\x04no zip", b"{}", b"{"):
        with pytest.raises(Refused) as caught:
            read_tables(data, "photo.png")
        assert caught.value.refusals[0].code == "not_a_spreadsheet"
    savers = group_called("Sakhi")
    for tables, code in (
        ({"a": [["x"]], "b": [["y"]]}, "table_unknown"),
        ({"shares": [["member"], ["Ama"]]}, "heading_missing"),
    ):
        with pytest.raises(Refused) as caught:
            brought(savers, tables)
        assert caught.value.refusals[0].code == code


def test_no_cell_goes_out_as_a_formula() -> None:
    table = [["name", "sum"], ['=HYPERLINK("x")', "-12.50"], ["@me", "1"], ["\t=1", "＝1+1"]]
    table += [["Alpha;=HYPERLINK(1)", "A; -2.5"], ["A\n+1+1", "A=B; C"]]
    text = written_csv(table)
    assert text.splitlines()[1] == '"\'=HYPERLINK(""x"")","-12.50"'
    assert list(csv.reader(io.StringIO(text)))[2:] == [
        ["'@me", "1"],
        ["'\t'=1", "'＝1+1"],
        ["Alpha;'=HYPERLINK(1)", "A; -2.5"],
        ["A\n'+1+1", "A=B; C"],
    ]


def test_a_day_is_read_as_people_write_it() -> None:
    from tequio.circles.rules.workbook import day_of

    assert (
        day_of("2026-12-31") == day_of("31.12.2026") == day_of("31/12/2026") == date(2026, 12, 31)
    )

"""Świecie 2023: 2,553 residents shared 1,070,000 złoty.  From their votes to the payments.

The same refusals through page, API and command line; and the database keeps what was posted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from tequio.governance.models import RollRow
from tequio.kernel import Act
from tequio.membership import service as membership
from tequio.membership.rules import hash_of_code
from tests.lanes.copies import Copy, Template, pointed_at

SWIECIE = "data/elections/pabulib/Poland_Swiecie_2023.pb"
TOKEN = "swiecie-officer"


@dataclass
class Town:
    """The imported budget, and three ways to pay out of it."""

    copy: Copy
    told: dict[str, Any]

    def pay(self, way: str, project: dict[str, Any], minor: int) -> str:
        """Pay a project: empty if it worked, else the code of the first refusal."""
        return getattr(self, way)(project, minor)

    def fields(self, project: dict[str, Any], minor: int) -> dict[str, Any]:
        """What every way sends."""
        return {
            "purpose": self.told["purpose"],
            "subject": project["subject"],
            "account": self.told["bank"],
            "minor": minor,
            "unit": self.told["unit"],
            "payee_text": "Builders of the town",
        }

    def command(self, project: dict[str, Any], minor: int) -> str:
        """`./tequio act ledger.pay …`."""
        pairs = [f"{name}={value}" for name, value in self.fields(project, minor).items()]
        words = [word for pair in pairs for word in ("--with", pair)]
        who = ["--by", str(self.told["by"]), "--for", self.told["organisation"], "--json"]
        done = self.copy.run("act", "ledger.pay", *who, *words)
        told = json.loads(done.stdout)
        return told["refusals"][0]["code"] if done.returncode else ""

    def api(self, project: dict[str, Any], minor: int) -> str:
        """`POST /api/v1/acts/ledger.pay`."""
        body = {
            "organisation": self.told["organisation"],
            "key": f"api-{project['subject']}-{minor}-{timezone.now().timestamp()}",
            "with": self.fields(project, minor),
        }
        answer = Client().post(
            "/api/v1/acts/ledger.pay",
            json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {TOKEN}"},
        )
        return "" if answer.status_code == 200 else answer.json()["code"]

    def page(self, project: dict[str, Any], minor: int) -> str:
        """The page on which the treasurer pays, as a browser without script sends it."""
        from tequio.membership.models import AccountRow
        from tests.stories.paying_page import pay_on_page

        client = Client()
        client.force_login(AccountRow.objects.get(person_id=self.told["by"]))
        return pay_on_page(client, self.told["organisation"], self.fields(project, minor))


@pytest.fixture(scope="module")
def brought_in(database_template: Template, shared: Path) -> Iterator[tuple[Copy, dict[str, Any]]]:
    """The file brought in by the command, once, and what the command told."""
    with database_template.copied() as copy:
        done = copy.run("import", "pabulib", str(shared / SWIECIE), "--for", "Swiecie 2023")
        assert done.returncode == 0, done.stderr
        yield copy, json.loads(done.stdout)


@pytest.fixture
def town(
    brought_in: tuple[Copy, dict[str, Any]], database_template: Template, django_db_blocker: Any
) -> Iterator[Town]:
    """A copy of that town for each test."""
    original, told = brought_in
    with (
        django_db_blocker.unblock(),
        database_template.copied(original) as copy,
        pointed_at(copy),
    ):
        by = told["by"]
        membership.open_account(by)
        membership.issue_token(
            Act(by, None, timezone.localtime(), "token"), token_hash=hash_of_code(TOKEN)
        )
        yield Town(copy, told)


def test_every_voter_is_on_the_roll_and_the_winners_fit_into_the_budget(town):
    assert town.told["voters"] == RollRow.objects.count() == 2553
    winners = [project["minor"] for project in town.told["winners"]]
    assert 0 < sum(winners) <= 1_070_000_00
    assert len(town.told["winners"]) + len(town.told["others"]) == 22


def test_a_winner_is_paid_up_to_its_cost_one_unit_more_and_a_loser_never(town):
    loser = town.told["others"][0]
    for way, winner in zip(("command", "api", "page"), town.told["winners"][:3], strict=True):
        assert town.pay(way, winner, winner["minor"] - 1) == "", way
        assert town.pay(way, winner, 2) == "over_the_ceiling", way
        assert town.pay(way, winner, 1) == "", way
        assert town.pay(way, winner, 1) == "over_the_ceiling", way
        assert town.pay(way, loser, 1) == "no_mandate", way
    assert town.copy.run("verify").returncode == 0


def test_a_posted_row_changed_by_hand_is_refused_and_behind_dropped_guards_found(town):
    winner = town.told["winners"][0]
    assert town.pay("api", winner, 1000) == ""
    change = "UPDATE ledger_transferrow SET minor = minor + 1 WHERE code = 'budget.project'"
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(change)
    assert town.copy.run("verify").returncode == 0
    with town.copy.connect() as bare:
        for trigger in guards_of("ledger_transferrow"):
            bare.execute(trigger)
        bare.execute(change)
    found = town.copy.run("verify")
    assert found.returncode == 1
    assert "ledger" in found.stdout


def guards_of(table: str) -> list[str]:
    """Statements that drop every trigger of a table."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table]
            )
            return [f"DROP TRIGGER {name}" for (name,) in cursor.fetchall()]
    return [f"ALTER TABLE {table} DISABLE TRIGGER USER"]


def test_bringing_the_same_file_in_again_answers_with_the_first_result(town, shared):
    again = town.copy.run("import", "pabulib", str(shared / SWIECIE), "--for", "Swiecie 2023")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout)["resolution"] == town.told["resolution"]
    assert RollRow.objects.count() == 2553

"""What the chronicle tells of the books: the acts by their keys, and what each left behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tequio.chronicle import queries as chronicle
from tequio.chronicle.rules import Line

Facts = dict[str, Any]
DIVIDED = "told in two ways"
"""The root of no journal: an act and its steps do not agree on it."""
PAYEES = ("payee", "payer", "person", "answerable")
"""Under which of these names the line of an act says who was paid or who paid; the first counts."""


@dataclass(frozen=True)
class Said:
    """What an act's line says of the journal that it wrote.

    root    of its entries, empty where the act says none
    person  whose savings or capital
    payee   who was paid or who paid, if anybody
    text    digest of what was noted, empty for nothing
    """

    kind: str
    by: int | None
    at: datetime
    root: str
    person: int | None
    payee: int | None
    text: str


@dataclass
class Story:
    """Everything that the lines of an organisation tell of its books.

    acts   key → what the act said of its journal
    rows   thing → number or name → facts, of which the tables must hold exactly these
    kept   account → limits and last day as the last change left them
    """

    acts: dict[str, Said] = field(default_factory=dict)
    rows: dict[str, dict[Any, Facts]] = field(default_factory=lambda: defaultdict(dict))
    kept: dict[int, Facts] = field(default_factory=dict)
    imports: list[Facts] = field(default_factory=list)


def story_of(organisation: int) -> Story:
    """Read the chronicle once.  Two queries."""
    story = Story()
    for line in chronicle.all_lines(organisation):
        _hear(story, line)
        if reader := READERS.get(line.kind):
            reader(story, line, line.facts)
    return story


def _hear(story: Story, line: Line) -> None:
    """A journal is the act's, whoever told of it in a step: one root for all of them, and neither
    a person nor a note, which only an act of its own can have."""
    whole, own = story.acts.get(line.key), _said(line)
    if whole is None:
        story.acts[line.key] = own
    elif own.root and own.root != whole.root:
        story.acts[line.key] = replace(whole, root=DIVIDED if whole.root else own.root)


def _said(line: Line) -> Said:
    facts = line.facts
    is_ours = line.kind.startswith(("ledger.", "lending.", "shares."))
    payee = next((facts[name] for name in PAYEES if name in facts), None) if is_ours else None
    text = facts.get("text", "") if line.kind.startswith("ledger.") else ""
    root, person = facts.get("root") or "", facts.get("person")
    return Said(line.kind, line.by, line.at, root, person, payee, text)


def _opened(story: Story, line: Line, facts: Mapping[str, Any]) -> None:
    story.rows["account"][facts["account"]] = _some(facts, "book unit kind ref")


def _limited(story: Story, line: Line, facts: Mapping[str, Any]) -> None:
    _changed(story, line, _some(facts, "account floor ceiling mandate") | {"closed_on": None})


def _closed(story: Story, line: Line, facts: Mapping[str, Any]) -> None:
    """The limits stay as they were; where no change came before, the table's own are meant."""
    _changed(story, line, _some(facts, "account closed_on mandate"))


def _changed(story: Story, line: Line, told: Facts) -> None:
    rows, account, mandate = story.rows["change"], told.pop("account"), told.pop("mandate")
    place = sum(1 for earlier in rows if earlier[0] == account)
    story.kept[account] = story.kept.get(account, {}) | told
    rows[account, place] = story.kept[account] | {"mandate": mandate, "by": line.by}


def _period(story: Story, line: Line, facts: Mapping[str, Any]) -> None:
    told = {"mandate": facts["mandate"], "by": line.by, "at": line.at}
    story.rows["close"][facts["closed_through"]] = told


def _claimed(story: Story, line: Line, facts: Mapping[str, Any]) -> None:
    story.rows["claim"][facts["claim"]] = _some(facts, "person office subject") | {"side": 0}


def _counted(story: Story, line: Line, facts: Mapping[str, Any]) -> None:
    names = "account counted_minor booked_minor counted_on answerable transfer"
    story.rows["count"][facts["count"]] = _some(facts, names)
    if facts["transfer"] is not None:
        side = 0 if facts["booked_minor"] > facts["counted_minor"] else 1
        told = {"person": facts["answerable"], "office": "", "subject": "", "side": side}
        story.rows["claim"][facts["transfer"]] = told


def _imported(story: Story, line: Line, facts: Mapping[str, Any]) -> None:
    story.imports.append(dict(facts))


def _matched(story: Story, line: Line, facts: Mapping[str, Any]) -> None:
    story.rows["match"][facts["line"]] = _some(facts, "transfer account")


def _unmatched(story: Story, line: Line, facts: Mapping[str, Any]) -> None:
    story.rows["match"].pop(facts["line"], None)


def _prepared(story: Story, line: Line, facts: Mapping[str, Any]) -> None:
    names = "mandate payment purpose subject account unit minor payee"
    told = _some(facts, names) | {"by": line.by, "at": line.at}
    story.rows["prepared"][facts["prepared"]] = told


def _some(facts: Mapping[str, Any], names: str) -> Facts:
    return {name: facts.get(name) for name in names.split()}


READERS: Mapping[str, Callable[[Story, Line, Mapping[str, Any]], None]] = {
    "ledger.add_account": _opened,
    "ledger.change_limit": _limited,
    "ledger.close_account": _closed,
    "ledger.close_period": _period,
    "ledger.record_undecided": _claimed,
    "ledger.count_cash": _counted,
    "ledger.import_lines": _imported,
    "ledger.match_line": _matched,
    "ledger.unmatch_line": _unmatched,
    "ledger.prepare_payment": _prepared,
}

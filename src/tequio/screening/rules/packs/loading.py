"""Reading a rule pack from its text; what is wrong is told all at once, with its path.  Pure."""

from __future__ import annotations

import re
from collections.abc import Hashable
from datetime import date
from typing import Any, cast

import yaml

from tequio.screening.rules.catalogue import Aspect
from tequio.screening.rules.evidence import EVIDENCE
from tequio.screening.rules.packs.bounded import Bounded
from tequio.screening.rules.packs.expressions import facts_of
from tequio.screening.rules.packs.fields import Fields, Problems
from tequio.screening.rules.packs.pack import (
    AUTHORITIES,
    MONTHS,
    Authority,
    Citation,
    Criterion,
    Pack,
    Papers,
    Rule,
)
from tequio.screening.rules.packs.reading_expressions import read_expression

LONGEST = 400_000
MOST_PARTS = 20_000
DEEPEST = 40
TOO_MANY = f"it says more than {MOST_PARTS} things"
MOST_CRITERIA = 60
MOST_WORDS_QUOTED = 40
NOTHING = {"rules": "rules.vote", "practice": "practice.members"}


class PackError(ValueError):
    """A text that is no rule pack.  `problems`: all that is wrong, each "path: what"."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


class _Careful(Bounded):
    """Safe YAML in which a repeated name is an error, not a silent last word."""

    error = PackError

    def objection(self, *, is_reference: bool) -> str:
        """References are counted anew when all is read."""
        if self.parts > MOST_PARTS:
            return TOO_MANY
        return f"nested deeper than {DEEPEST}" if self.depth > DEEPEST else ""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = set()
        for key, _value in node.value:
            name = self.construct_object(key, deep=True)
            if not isinstance(name, str):
                raise PackError([f"line {key.start_mark.line + 1}: a name must be a word"])
            if name in seen:
                raise PackError([f"line {key.start_mark.line + 1}: {name} stands twice"])
            seen.add(name)
        return super().construct_mapping(node, deep)


_Careful.yaml_implicit_resolvers = {
    sign: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:bool"]
    for sign, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Careful.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|false"), list("tf"))
"""As in YAML 1.2: `on` and `no` are words (and a country is called NO)."""


def read_yaml(text: str) -> Any:
    """What a YAML or JSON text says.  Raises PackError with the line."""
    if len(text) > LONGEST:
        raise PackError([f"the text is longer than {LONGEST} signs"])
    try:
        content = yaml.load(text, Loader=_Careful)  # noqa: S506 - a subclass of SafeLoader
    except (yaml.YAMLError, ValueError, OverflowError) as problem:
        if isinstance(problem, PackError):
            raise
        raise PackError([" ".join(str(problem).split())]) from problem
    if _is_too_large(content):
        raise PackError([f"{TOO_MANY}, references counted anew"])
    return content


def _is_too_large(content: Any) -> bool:
    """A reference (& and *) costs as much as what it stands for: small texts can be made to say
    more than any machine can read, or to hold themselves."""
    waiting, seen = [content], 0
    while waiting and seen <= MOST_PARTS:
        one = waiting.pop()
        seen += 1
        if isinstance(one, dict | list):
            waiting.extend(one.values() if isinstance(one, dict) else one)
    return seen > MOST_PARTS


def load_pack(text: str) -> Pack:
    """A pack from its YAML (or JSON) text.  Raises PackError with everything that is wrong."""
    problems = Problems()
    pack = _pack(Fields(read_yaml(text), "", problems))
    if problems.told:
        raise PackError(problems.told)
    return pack


def _pack(fields: Fields) -> Pack:
    pack = Pack(
        code=fields.matching("pack", r"[a-z][a-z0-9-]{1,39}", "a code such as un-ilo"),
        version=fields.whole("version", 1, 9_999),
        titles=fields.texts("title"),
        about=fields.texts("about"),
        authority=cast("Authority", fields.one_of("authority", tuple(AUTHORITIES))),
        jurisdiction=fields.matching(
            "jurisdiction", r"[A-Z]{2}(-[A-Z0-9]{1,3})?", "a country such as FR or CA-QC", ""
        ),
        since=fields.day("since", is_needed=True) or date.min,
        until=fields.day("until", is_needed=False),
        papers=cast("Papers", fields.one_of("papers", ("helpful", "required"))),
        months=fields.whole("months", 1, 120, MONTHS),
        criteria=_criteria(fields),
    )
    if pack.until and pack.until < pack.since:
        fields.note("lies before since", "until")
    fields.end()
    return pack


def _criteria(fields: Fields) -> tuple[Criterion, ...]:
    listed = fields.list_of("criteria")
    if len(listed) > MOST_CRITERIA:
        fields.note(f"has more than {MOST_CRITERIA}", "criteria")
    found = tuple(
        _criterion(content, f"criteria {number}", fields.problems)
        for number, content in enumerate(listed[:MOST_CRITERIA], 1)
    )
    fields.once("criteria", [criterion.id for criterion in found])
    if found and not any(criterion.is_gate for criterion in found):
        fields.note("at least one must be a gate", "criteria")
    return found


def _criterion(content: Any, path: str, problems: Problems) -> Criterion:
    said = content.get("id") if isinstance(content, dict) else None
    fields = Fields(content, f"{path} ({said})" if isinstance(said, str) else path, problems)
    code = fields.matching(
        "id", r"C([1-9]|1[0-2])(-[a-z][a-z0-9-]{0,29})?", "C1 … C12, or such as C5-reserves"
    )
    is_gate = fields.flag("gate")
    titles = fields.texts("title", is_needed=False)
    rules, practice = (_rule(fields, aspect, is_gate) for aspect in ("rules", "practice"))
    if not rules and not practice:
        fields.note("needs rules or practice")
    if code.partition("-")[0] == "C12" and is_gate:
        fields.note("formality is an aspiration and never a gate", "gate")
    fields.end()
    return Criterion(code, is_gate, rules, practice, titles)


def _rule(criterion: Fields, aspect: str, is_gate: bool) -> Rule | None:
    fields = criterion.table(aspect)
    if fields is None:
        return None
    condition = fields.anything("applies_if")
    applies_if = read_expression(condition, fields, "applies_if", None) if condition else None
    if not fields.has("expression"):
        fields.note("is missing", "expression")
        fields.content["expression"] = {"exists": NOTHING[aspect]}
    expression = read_expression(
        fields.anything("expression"), fields, "expression", cast("Aspect", aspect)
    )
    rule = Rule(
        expression=expression,
        applies_if=applies_if,
        citation=_citation(fields),
        accepts=_accepts(fields),
        least_grade=fields.whole("least_grade", 0, 4, 1),
        max_age_months=(
            fields.whole("max_age_months", 1, 240) if fields.has("max_age_months") else None
        ),
        remedy=fields.texts("remedy", is_needed=False),
    )
    _reachable(fields, rule, is_gate)
    fields.end()
    return rule


def _reachable(fields: Fields, rule: Rule, is_gate: bool) -> None:
    if is_gate and rule.least_grade < 1:
        fields.note("what an organisation says of itself cannot open a gate", "least_grade")
    kinds = [EVIDENCE[code] for code in rule.accepts or EVIDENCE]
    if max(kind.grade for kind in kinds) < rule.least_grade:
        fields.note(f"nothing of it can have grade {rule.least_grade}", "accepts")
    if not facts_of(rule.expression):
        fields.note("asks for no fact", "expression")


def _accepts(fields: Fields) -> tuple[str, ...]:
    listed = fields.list_of("accepts", is_needed=False)
    for code in listed:
        if code not in EVIDENCE:
            fields.note(f"{code} is not a kind of evidence: {', '.join(EVIDENCE)}", "accepts")
    return tuple(dict.fromkeys(code for code in listed if code in EVIDENCE))


def _citation(rule: Fields) -> Citation:
    fields = rule.table("citation")
    if fields is None:
        rule.note("is missing: every rule names its source", "citation")
        return Citation("")
    cited = Citation(
        document=fields.text("document"),
        article=fields.text("article", ""),
        url=fields.link("url"),
        quote=fields.text("quote", ""),
        verified=fields.flag("verified"),
        checked_on=fields.day("checked_on", is_needed=False),
        note=fields.text("note", ""),
    )
    if len(cited.quote.split()) > MOST_WORDS_QUOTED:
        fields.note(f"has more than {MOST_WORDS_QUOTED} words", "quote")
    if cited.verified and not (cited.url and cited.checked_on):
        fields.note("needs the address and the day of the official text that was read", "verified")
    fields.end()
    return cited

"""For each act of the office a scene in which it is refused, by the code of the refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tequio.membership.tests import groups
from tequio.registry import service
from tequio.registry.models import ListedRow
from tequio.registry.rules.saying import Value
from tequio.registry.tests.office import Office

Scene = Callable[[Office], object]
NAME = (Value("name.legal", "Ama"),)
SOURCE: Mapping[str, Any] = {"code": "coops", "title": "Coops", "kind": "partner"}
TURNED = {"since": date(2026, 2, 1), "until": date(2026, 1, 1)}


def lists(values: tuple[Value, ...] = NAME, who: str = "asha") -> Scene:
    return lambda office: office.does(service.list_organisation, who, values=values)


def adds(who: str = "asha", **more: Any) -> Scene:
    return lambda office: office.does(service.add_source, who, **SOURCE | more)


def changes(who: str = "asha", **more: Any) -> Scene:
    def scene(office: Office) -> None:
        office.does(service.add_source, **SOURCE)
        office.does(service.change_source, who, **{"source": "coops"} | more)

    return scene


def says(who: str = "asha", **more: Any) -> Scene:
    def scene(office: Office) -> None:
        listed = office.lists("Ama")
        given = {"listed": listed, "property": "status", "value": "active", "reason": "Seen."}
        office.does(service.assert_value, who, **given | more)

    return scene


def of_merged(act: Callable[..., Any], **more: Any) -> Scene:
    """Done with an organisation that was merged into another."""

    def scene(office: Office) -> None:
        kept, gone, other = (office.lists(name) for name in ("Ama", "Kofi", "Esi"))
        office.merges(kept, gone)
        numbers = {"listed": gone, "other": other, "gone": gone, "kept": other}
        asked = {name: numbers.get(word, word) for name, word in more.items()}
        office.does(act, **asked)

    return scene


def of_two(act: Callable[..., Any], one: str, other: str, who: str = "asha", **more: Any) -> Scene:
    """Done with two that are there; `times` as often."""

    def scene(office: Office) -> None:
        pair = [office.lists("Ama"), office.lists("Kofi")]
        times = more.pop("times", 1)
        given = {one: pair[0], other: pair[1]} | more
        for _time in range(times):
            office.does(act, who, **given)

    return scene


def twice_one(act: Callable[..., Any], one: str, other: str, **more: Any) -> Scene:
    def scene(office: Office) -> None:
        listed = office.lists("Ama")
        office.does(act, **{one: listed, other: listed} | more)

    return scene


def with_nobody(act: Callable[..., Any], one: str, other: str, **more: Any) -> Scene:
    return lambda office: office.does(act, **{one: office.lists("Ama"), other: 9_999} | more)


def in_a_circle(act: Callable[..., Any], one: str, other: str, **more: Any) -> Scene:
    """Over a third one."""

    def scene(office: Office) -> None:
        first, second, third = (office.lists(name) for name in ("Ama", "Kofi", "Esi"))
        for here, there in ((first, second), (second, third), (third, first)):
            office.does(act, **{one: here, other: there} | more)

    return scene


def two_of_the_node(office: Office) -> None:
    kept, gone = office.lists("Ama"), office.lists("Kofi")
    for listed, slug in ((kept, "ama"), (gone, "kofi")):
        row = ListedRow.objects.filter(organisation_id=office.keeper, id=listed)
        row.update(party_id=groups.found(slug).id)
    office.merges(kept, gone)


def undoes(times: int = 1, who: str = "asha", merge: int = 0) -> Scene:
    def scene(office: Office) -> None:
        made = office.merges(office.lists("Ama"), office.lists("Kofi"))
        for _time in range(times):
            office.does(service.undo_merge, who, merge=merge or made)

    return scene


def undoes_below(office: Office) -> None:
    first, second, third = (office.lists(name) for name in ("Ama", "Kofi", "Esi"))
    below = office.merges(first, second)
    office.merges(third, first)
    office.does(service.undo_merge, merge=below)


def ends(who: str = "asha", **more: Any) -> Scene:
    def scene(office: Office) -> None:
        given = {"listed": office.lists("Ama"), "other": office.lists("Kofi")}
        since = date(2026, 2, 1)
        told = office.does(service.relate, **given, type="member_of", since=since)
        office.does(service.end_relation, who, **{"relation": told["relation"]} | more)

    return scene


def guards(who: str = "asha", **more: Any) -> Scene:
    given = {"exposure": "hidden"} | more
    return lambda office: office.does(
        service.guard_place, who, **{"listed": office.lists("Ama")} | given
    )


def _related(act: Callable[..., Any], one: str, other: str, **more: Any) -> dict[str, Scene]:
    merged = {one: "listed", other: "other"} | more
    return {
        "office_not_held": of_two(act, one, other, "chand", **more),
        "one_and_the_same": twice_one(act, one, other, **more),
        "no_such_listed": with_nobody(act, one, other, **more),
        "merged_away": of_merged(act, **merged),
        "already_related": of_two(act, one, other, times=2, **more),
        "goes_in_a_circle": in_a_circle(act, one, other, **more),
    }


WRONG = {
    "no_such_property": {"property": "colour"},
    "value_not_understood": {"value": "asleep"},
    "value_ends_first": TURNED,
}
OF_THE_OFFICE: dict[str, dict[str, Scene]] = {
    "registry.add_source": {
        "office_not_held": adds("bina"),
        "source_code_missing": adds(title=" "),
        "licence_missing": adds(may_publish=True),
        "source_code_taken": adds(code="keeper"),
    },
    "registry.change_source": {
        "office_not_held": changes("bina"),
        "no_such_source": changes(source="others"),
        "source_code_missing": changes(title=""),
        "licence_missing": changes(may_publish=True),
    },
    "registry.list_organisation": {
        "office_not_held": lists(who="chand"),
        "name_missing": lists((Value("status", "active"),)),
        "no_such_property": lists((Value("relation", "Ama"),)),
        "value_not_understood": lists((Value("members", "many"),)),
        "value_ends_first": lists((Value("name.legal", "Ama", **TURNED),)),
    },
    "registry.assert_value": {
        "office_not_held": says("chand"),
        "no_such_listed": says(listed=9_999),
        "merged_away": of_merged(
            service.assert_value, listed="listed", property="status", value="active", reason="So."
        ),
        **{code: says(**given) for code, given in WRONG.items()},
        "why_missing": says(reason=" "),
        "name_missing": says(property="name.legal", value=None),
    },
    "registry.guard_place": {
        "office_not_held": guards("bina"),
        "no_such_listed": guards(listed=9_999),
        "merged_away": of_merged(service.guard_place, listed="listed", exposure="hidden"),
    },
    "registry.merge": {
        "office_not_held": of_two(service.merge, "kept", "gone", "bina", reason="So."),
        "one_and_the_same": twice_one(service.merge, "kept", "gone", reason="So."),
        "no_such_listed": with_nobody(service.merge, "kept", "gone", reason="So."),
        "merged_away": of_merged(service.merge, kept="kept", gone="gone", reason="So."),
        "two_of_the_node": two_of_the_node,
        "why_missing": of_two(service.merge, "kept", "gone", reason=""),
    },
    "registry.undo_merge": {
        "office_not_held": undoes(who="chand"),
        "no_such_merge": undoes(merge=9_999),
        "merge_already_undone": undoes(times=2),
        "later_merge_stands": undoes_below,
    },
    "registry.declare_not_same": {
        "office_not_held": of_two(service.declare_not_same, "one", "other", "chand"),
        "one_and_the_same": twice_one(service.declare_not_same, "one", "other"),
        "no_such_listed": with_nobody(service.declare_not_same, "one", "other"),
        "merged_away": of_merged(service.declare_not_same, one="listed", other="other"),
        "known_not_same": of_two(service.declare_not_same, "one", "other", times=2),
    },
    "registry.declare_successor": _related(service.declare_successor, "successor", "predecessor"),
    "registry.declare_branch": _related(service.declare_branch, "branch", "of"),
    "registry.relate": {
        **_related(service.relate, "listed", "other", type="subsidiary_of"),
        "relation_ends_first": of_two(service.relate, "listed", "other", type="hosts", **TURNED),
    },
    "registry.end_relation": {
        "office_not_held": ends("bina"),
        "no_such_relation": ends(relation=9_999),
        "relation_ends_first": ends(until=date(2026, 1, 1)),
    },
    "registry.find_matches": {
        "office_not_held": lambda office: office.does(service.find_matches, "chand"),
    },
}

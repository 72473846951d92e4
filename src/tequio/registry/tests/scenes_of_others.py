"""For each act of those who do not keep the register, and each that answers them, a scene in which
it is refused, by the code of the refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tequio.membership.tests import groups
from tequio.registry import service
from tequio.registry.models import ListedRow
from tequio.registry.rules.saying import Value
from tequio.registry.tests.office import Office, opened, with_member
from tequio.registry.tests.scenes import WRONG, Scene, of_merged

NAME = Value("name.legal", "Ama")


def recognises(who: str = "asha", *, member: bool = True, **more: Any) -> Scene:
    def scene(office: Office) -> None:
        group = with_member(office if member else opened("others"))
        given = {"listed": office.lists("Ama"), "organisation": group.id} | more
        office.does(service.recognise, who, **given)

    return scene


def recognises_two(*, listed: int, groups: int) -> Scene:
    """So many listed ones as so many members, in turn."""

    def scene(office: Office) -> None:
        members = [with_member(office, f"weavers-{number}") for number in range(groups)]
        numbers = [office.lists(f"Ama {number}") for number in range(listed)]
        for place in range(2):
            given = {"listed": numbers[place % listed], "organisation": members[place % groups].id}
            office.does(service.recognise, **given)

    return scene


def asks(who: str = "asha", *, times: int = 1, recognised: bool = False, **more: Any) -> Scene:
    def scene(office: Office) -> None:
        group, listed = with_member(office), office.lists("Ama")
        if recognised:
            office.does(service.recognise, listed=listed, organisation=group.id)
        for _time in range(times):
            _for(office, group, service.ask_recognition, who, **{"listed": listed} | more)

    return scene


def asks_merged(office: Office) -> None:
    kept, gone = office.lists("Ama"), office.lists("Kofi")
    office.merges(kept, gone)
    office.of(with_member(office), service.ask_recognition, listed=gone)


def _for(
    office: Office, group: groups.Group, act: Callable[..., Any], who: str, **given: Any
) -> None:
    keeper = given.pop("keeper", office.group.slug)
    doing = office.act()
    mine = type(doing)(group.people[who], group.id, doing.at, doing.key)
    act(mine, keeper=keeper, **given)


def describes(who: str = "asha", *, recognised: bool = True, **more: Any) -> Scene:
    def scene(office: Office) -> None:
        group, listed = with_member(office), office.lists("Ama")
        if recognised:
            office.does(service.recognise, listed=listed, organisation=group.id)
        _for(office, group, service.describe, who, **{"values": (NAME,)} | more)

    return scene


def describes_wrongly(**wrong: Any) -> Scene:
    value = {"property": "status", "value": "active"} | wrong
    return describes(values=(NAME, Value(**value)))


def suggests(who: str = "chand", *, times: int = 1, public: bool = True, **more: Any) -> Scene:
    def scene(office: Office) -> None:
        if not public:
            office.adopts(register__public=False)
        given = {"listed": office.lists("Ama"), "words": "Seen."} | more
        office.group.people["kofi"] = groups.found("others").people["chand"]
        for _time in range(times):
            office.does(service.suggest, who, **given)

    return scene


def suggests_wrongly(**wrong: Any) -> Scene:
    value = {"property": "status", "value": "active"} | wrong
    return suggests(values=(Value(**value),))


def answers(who: str = "asha", *, times: int = 1, **more: Any) -> Scene:
    def scene(office: Office) -> None:
        asked = office.does(service.suggest, "chand", listed=office.lists("Ama"), words="Seen.")
        given = {"suggestion": asked["suggestion"], "is_taken": True} | more
        for _time in range(times):
            office.does(service.answer_suggestion, who, **given)

    return scene


def answers_recognition(office: Office) -> None:
    asked = office.of(with_member(office), service.ask_recognition, listed=office.lists("Ama"))
    office.does(service.answer_suggestion, suggestion=asked["suggestion"], is_taken=True)


def answers_withdrawn(office: Office) -> None:
    listed = office.lists("Ama")
    asked = office.does(service.suggest, "chand", listed=listed, words="Seen.")
    ListedRow.objects.filter(organisation_id=office.keeper).update(is_withdrawn=True)
    office.does(service.answer_suggestion, suggestion=asked["suggestion"], is_taken=True)


def shows_what_is_hidden(office: Office) -> None:
    group, listed = with_member(office), office.lists("Ama")
    office.does(service.recognise, listed=listed, organisation=group.id)
    office.of(group, service.describe, values=(NAME,), exposure="hidden")
    office.does(service.guard_place, listed=listed, exposure="coarse")


OF_OTHERS: dict[str, dict[str, Scene]] = {
    "registry.recognise": {
        "office_not_held": recognises("bina"),
        "no_such_listed": recognises(listed=9_999),
        "merged_away": of_merged(service.recognise, listed="listed", organisation=None),
        "no_such_organisation_here": recognises(organisation=9_999),
        "neither_member_nor_asked": recognises(member=False),
        "recognised_as_another": recognises_two(listed=1, groups=2),
        "recognised_elsewhere": recognises_two(listed=2, groups=1),
    },
    "registry.ask_recognition": {
        "office_not_held": asks("chand"),
        "no_such_register": asks(keeper="nobody"),
        "no_such_listed": asks(listed=9_999),
        "merged_away": asks_merged,
        "recognition_already_asked": asks(times=2),
        "recognised_elsewhere": asks(recognised=True),
    },
    "registry.describe": {
        "office_not_held": describes("bina"),
        "no_such_register": describes(keeper="nobody"),
        "not_recognised": describes(recognised=False),
        "name_missing": describes(values=()),
        **{code: describes_wrongly(**wrong) for code, wrong in WRONG.items()},
    },
    "registry.suggest": {
        "not_signed_in": suggests("nobody"),
        "not_a_member": suggests("kofi", public=False),
        "no_such_listed": suggests(listed=9_999),
        "merged_away": of_merged(service.suggest, listed="listed", words="Seen."),
        **{code: suggests_wrongly(**wrong) for code, wrong in WRONG.items()},
        "nothing_suggested": suggests(words=" "),
        "suggestion_too_long": suggests(words="a" * 2001),
        "contact_is_its_own": suggests_wrongly(property="phone", value="+228 90"),
        "too_many_open": suggests(times=6),
    },
    "registry.answer_suggestion": {
        "office_not_held": answers("chand"),
        "no_such_suggestion": answers(suggestion=9_999),
        "suggestion_already_answered": answers(times=2),
        "asks_recognition": answers_recognition,
        "no_such_listed": answers_withdrawn,
        "why_missing": answers(is_taken=False),
    },
}

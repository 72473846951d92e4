"""Heads, witnesses, and "check it yourself"."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from tequio.chronicle import queries as chronicle
from tequio.governance.tests import hall as hall_of
from tequio.kernel import devanagari, six_words
from tequio.membership import service
from tequio.membership.tests.groups import Group, found
from tequio.site.pages.chronicle_forms import LARGEST_FILE
from tequio.site.tests.chronicles import address, group_with_lines, of, text

pytestmark = pytest.mark.django_db
OTHER = {"chain": "a" * 32, "number": 5, "digest": "b" * 64}


@pytest.fixture
def group() -> Group:
    return group_with_lines()


# The head -----------------------------------------------------------------------------------


def test_the_head_is_shown_printed_and_downloaded_alike(group: Group) -> None:
    head, browser = chronicle.head_of(group.id), group.browser("chand")
    said = " ".join(six_words(head.digest))
    for name in ("chronicle", "sheet"):
        assert said in text(browser.get(address(group, name)))
    answer = browser.get(address(group, "head"))
    assert answer["Content-Disposition"] == f'attachment; filename="sakhi-line-{head.number}.json"'
    told = json.loads(answer.content)
    assert told["format"] == "tequio.head@1"
    assert told["heads"] == [of(group) | {"words": said}]


# Witnesses ----------------------------------------------------------------------------------


def hold(group: Group, who: str = "asha", **sent: Any) -> Any:
    given = {"key": "a key"} | sent
    return group.browser(who).post(address(group, "witnesses"), given, follow=True)


def test_an_officer_holds_the_head_of_a_neighbour(group: Group) -> None:
    sister = found("sister")
    service.register_person(sister.act("asha", "r"), name="Somebody")
    service.admit_organisation(sister.id, group.id, since=timezone.localdate())
    page = group.browser("asha").get(address(group, "witnesses"))
    ((value, name),) = page.context["form"].fields["head"].choices
    assert name == sister.facts.name
    service.register_person(sister.act("asha", "r2"), name="Meanwhile their book grew")
    for answer in (hold(group, head=value), hold(group, head=value)):
        assert "1 head is held." in text(answer)
    ((one,), (two,)) = (answer_held(group, "theirs"), answer_held(sister, "ours"))
    assert (one.name, one.agrees) == (sister.facts.name, True)
    assert (two.name, two.agrees) == (group.facts.name, True)


def answer_held(group: Group, name: str) -> Any:
    return group.browser("bina").get(address(group, "witnesses")).context[name]


def test_only_known_organisations_are_offered(group: Group) -> None:
    unknown = found("unknown")
    service.register_person(unknown.act("asha", "r"), name="Somebody")
    page = group.browser("asha").get(address(group, "witnesses"))
    assert unknown.facts.name not in text(page)


def test_heads_from_another_node_are_held_from_file_and_text(group: Group) -> None:
    file = SimpleUploadedFile("heads.json", json.dumps({"heads": [OTHER]}).encode())
    more = json.dumps(OTHER | {"chain": "c" * 32})
    assert "2 heads are held." in text(hold(group, file=file, pasted=more))
    held = answer_held(group, "theirs")
    assert {one.head.chain for one in held} == {"a" * 32, "c" * 32}
    assert all(one.agrees is None for one in held)


@pytest.mark.parametrize(
    ("who", "sent", "status", "said"),
    [
        ("chand", {"pasted": json.dumps(OTHER)}, 403, "office_not_held"),
        ("asha", {"pasted": json.dumps(OTHER | {"digest": "x"})}, 422, "head_malformed"),
        ("asha", {"pasted": json.dumps(OTHER | {"number": 10**30})}, 422, "input_not_readable"),
        ("asha", {"pasted": "[" * 100_000}, 422, "is not a file with heads"),
        ("asha", {"pasted": '["a"]'}, 422, "is not a file with heads"),
        ("asha", {"pasted": "{}"}, 422, "is not a file with heads"),
        ("asha", {"pasted": ""}, 422, "Choose an organisation"),
        ("asha", {"head": "nonsense"}, 422, "errorlist"),
        ("asha", {"pasted": json.dumps(OTHER), "key": ""}, 422, "key_not_usable"),
    ],
)
def test_what_is_no_head_is_refused_above_the_form(
    group: Group, who: str, sent: dict[str, str], status: int, said: str
) -> None:
    service.admit_organisation(group.id, neighbour().id, since=timezone.localdate())
    answer = hold(group, who, **sent)
    assert answer.status_code == status
    assert said in text(answer)
    assert answer_held(group, "theirs") == []


def neighbour() -> Group:
    sister = found("sister")
    service.register_person(sister.act("asha", "r"), name="Somebody")
    return sister


def test_ones_own_head_and_a_false_one_are_refused(group: Group) -> None:
    sister = neighbour()
    own = hold(group, pasted=json.dumps(of(group)))
    assert (own.status_code, "own_chain" in text(own)) == (409, True)
    false = hold(group, pasted=json.dumps(of(sister) | {"digest": "0" * 64}))
    assert (false.status_code, "head_unknown" in text(false)) == (409, True)


def test_too_large_a_file_is_not_read(group: Group) -> None:
    file = SimpleUploadedFile("heads.json", b" " * (LARGEST_FILE + 1))
    answer = hold(group, file=file)
    assert answer.status_code == 422
    assert "too large" in text(answer)


def test_a_member_sees_why_the_button_is_grey(group: Group) -> None:
    page = text(group.browser("chand").get(address(group, "witnesses")))
    assert "Only these offices may do this" in page
    assert "disabled" in page


# Check it yourself --------------------------------------------------------------------------


def checked(group: Group, **sent: Any) -> Any:
    return group.browser("chand").post(address(group, "check"), sent)


def test_a_book_that_holds_says_so_room_by_room(group: Group) -> None:
    answer = checked(group, pasted="")
    assert answer.status_code == 200
    page = text(answer)
    assert "Everything holds, from the first line to line 2." in page
    assert "Every line follows the one before" in page
    assert "Nobody else holds a head of this chronicle" in page
    assert "./tequio verify --for sakhi" in page


def test_the_first_thing_that_does_not_hold_is_named(group: Group) -> None:
    break_line(group, 1)
    answer = checked(group, pasted="")
    assert answer.context["finding"].code == "line_changed"
    assert "Line 1 of the chronicle was changed after it was written." in text(answer)
    assert answer.context["whole"] == []
    line = text(group.browser("chand").get(address(group, "line")))
    assert "Changed after it was written" in line


def break_line(group: Group, number: int) -> None:
    """What somebody with the database file does: drop the guards, change a line."""
    past_the_guards(
        "chronicle_linerow",
        "UPDATE chronicle_linerow SET facts = %s WHERE organisation_id = %s AND number = %s",
        ['{"person":1}', group.id, number],
    )


def past_the_guards(table: str, sentence: str, given: list[Any]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(sentence, given)


def test_a_decision_that_was_changed_is_named_in_words() -> None:
    hall = hall_of.found()
    hall.decides()
    organisation = hall.organisation
    past_the_guards(
        "governance_handsrow",
        "UPDATE governance_handsrow SET yes = yes - 1 WHERE organisation_id = %s AND yes > %s",
        [organisation, 0],
    )
    browser = hall.enters("Devi")
    answer = browser.post(reverse("chronicle:check", args=[hall.slug]), {"pasted": ""})
    number = dict(answer.context["finding"].fields)["number"]
    said = f"The chronicle tells otherwise of count of hands {number} than it stands here."
    assert said in text(answer)
    assert "Every balance is the sum of its entries" in text(answer), "so far it held"
    assert "every vote gives the same when it is counted again" not in text(answer)


def test_a_head_that_was_kept_shows_a_book_that_was_rewritten(group: Group) -> None:
    kept = of(group)
    same = checked(group, pasted=json.dumps(kept))
    assert same.context["finding"] is None
    assert "compared with 1 head" in text(same)
    rewritten = checked(group, pasted=json.dumps(kept | {"digest": "0" * 64}))
    assert "differs from what the file that you gave witnessed" in text(rewritten)
    strange = checked(group, pasted=json.dumps(OTHER))
    assert "belongs to another chronicle" in text(strange)


def test_a_witness_that_differs_is_called_by_name(group: Group) -> None:
    sister = neighbour()
    service.witness_head(sister.act("asha", "w"), **of(group))
    table = "chronicle_witnessrow"
    past_the_guards(table, f"UPDATE {table} SET digest = %s", ["0" * 64])
    page = text(checked(group, pasted=""))
    assert f"differs from what {sister.facts.name} witnessed" in page
    assert answer_held(group, "ours")[0].agrees is False


def test_what_is_no_file_of_heads_is_said_beside_the_field(group: Group) -> None:
    answer = checked(group, pasted="not a head")
    assert answer.status_code == 422
    assert "is not a file with heads" in text(answer)
    assert "is_checked" not in answer.context


@pytest.mark.parametrize("script", ["latin", "devanagari"])
def test_the_words_of_a_paper_are_compared_with_their_line(group: Group, script: str) -> None:
    proof = chronicle.digest_at(group.id, 1)
    assert proof is not None
    words = list(six_words(proof))
    if script == "devanagari":
        words = [devanagari(word) for word in words]
    browser, where = group.browser("chand"), address(group, "check")
    said = ", ".join(words).upper() + "."
    assert "They agree" in text(browser.get(where, {"line": 1, "words": said}))
    assert "They differ." in text(browser.get(where, {"line": 2, "words": said}))
    assert "no such line" in text(browser.get(where, {"line": 77, "words": said}))
    assert browser.get(where, {"line": "x", "words": said}).status_code == 422

"""Acts of the registry."""

from tequio.registry.service.feeds import SignedPage, take_feed
from tequio.registry.service.importing import import_batch, save_mapping, undo_batch
from tequio.registry.service.listing import assert_value, guard_place, list_organisation
from tequio.registry.service.matching import find_matches
from tequio.registry.service.merging import declare_not_same, merge, undo_merge
from tequio.registry.service.recognising import ask_recognition, describe, recognise
from tequio.registry.service.relating import (
    declare_branch,
    declare_successor,
    end_relation,
    relate,
)
from tequio.registry.service.showing import show_again
from tequio.registry.service.sources import add_source, change_source
from tequio.registry.service.staged import stage, unstage
from tequio.registry.service.subscribing import end_subscription, note_reading, subscribe
from tequio.registry.service.suggesting import answer_suggestion, suggest

__all__ = [
    "SignedPage",
    "add_source",
    "answer_suggestion",
    "ask_recognition",
    "assert_value",
    "change_source",
    "declare_branch",
    "declare_not_same",
    "declare_successor",
    "describe",
    "end_relation",
    "end_subscription",
    "find_matches",
    "guard_place",
    "import_batch",
    "list_organisation",
    "merge",
    "note_reading",
    "recognise",
    "relate",
    "save_mapping",
    "show_again",
    "stage",
    "subscribe",
    "suggest",
    "take_feed",
    "undo_batch",
    "undo_merge",
    "unstage",
]

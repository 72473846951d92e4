"""Words for the lines of a register: what its office, its members and others did there."""

from __future__ import annotations

from collections.abc import Mapping

from tequio.kernel import gettext_noop as _

ACTS: Mapping[str, str] = {
    "registry.add_source": _("A source was added to the register"),
    "registry.answer_suggestion": _("A suggestion was answered"),
    "registry.ask_recognition": _("A group asked to be recognised in a register"),
    "registry.assert_value": _("The register's office wrote what it knows of an organisation"),
    "registry.change_source": _("What is known of a source was corrected"),
    "registry.declare_branch": _("One organisation was found to be a branch of another"),
    "registry.declare_not_same": _("Two organisations were found not to be one"),
    "registry.declare_successor": _("One organisation was found to succeed another"),
    "registry.describe": _("An organisation wrote its own record in a register"),
    "registry.end_relation": _("A relation between two organisations ended"),
    "registry.end_subscription": _("A partner's feed is not followed any more"),
    "registry.find_matches": _("The register was searched for organisations listed twice"),
    "registry.guard_place": _("It was said how much of a place may be seen"),
    "registry.import_batch": _("A file was taken into the register"),
    "registry.list_organisation": _("An organisation was listed by hand"),
    "registry.merge": _("Two listed organisations were found to be one"),
    "registry.recognise": _("A listed organisation was recognised as one of this node"),
    "registry.relate": _("It was written how two organisations stand to each other"),
    "registry.save_mapping": _("It was saved how a file is read"),
    "registry.subscribe": _("The register began to follow a partner's feed"),
    "registry.suggest": _("Somebody suggested a correction"),
    "registry.take_feed": _("What a partner's feed told was taken into the register"),
    "registry.undo_batch": _("A file was taken out of the register again"),
    "registry.undo_merge": _("A merge of two organisations was undone"),
}
FIELDS: Mapping[str, str] = {
    "listed": _("Number in the register"),
    "source": _("Source"),
    "property": _("What it says"),
    "kept": _("Kept"),
    "gone": _("Merged into it"),
    "merge": _("Merge"),
    "relation": _("Relation"),
    "other": _("The other organisation"),
    "organisation": _("Organisation"),
    "register": _("Keeper of the register"),
    "exposure": _("How much of the place is shown"),
    "suggestion": _("Suggestion"),
    "candidates": _("Pairs found"),
    "looked_at": _("Organisations looked at"),
    "since": _("From"),
    "until": _("Until"),
}
CHECKED = _(
    "Every import, every word written by hand and every merge is as it was told, and what is shown"
    " follows from what is said."
)
CODES: Mapping[str, str] = {
    "taken": _("taken"),
    "declined": _("declined"),
    "hidden": _("not shown at all"),
    "coarse": _("within ten kilometres only"),
}

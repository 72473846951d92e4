"""What can be wrong with a mapping, and with a row under it.  Pure."""

from tequio.kernel import RefusalKind
from tequio.kernel import gettext_noop as _

_READ = _("The ready mappings show how an entry is written.")

MAPPING_NOT_READABLE = RefusalKind(
    "mapping_not_readable",
    _("The mapping is no YAML and no JSON: line {line}, {what}."),
    _("Mend that line; columns and words with signs such as : or # stand in quotation marks."),
    about="input",
)
MAPPING_ENTRY_MISSING = RefusalKind(
    "mapping_entry_missing",
    _("The mapping lacks {name} in {where} (line {line})."),
    _READ,
    about="input",
)
MAPPING_ENTRY_UNKNOWN = RefusalKind(
    "mapping_entry_unknown",
    _("The mapping says {name} in {where} (line {line}), which means nothing there."),
    _READ,
    about="input",
)
MAPPING_ENTRY_WRONG = RefusalKind(
    "mapping_entry_wrong",
    _("The mapping says “{said}” in {where} (line {line}); needed is {needed}."),
    _READ,
    about="input",
)
KEY_COLUMN_MISSING = RefusalKind(
    "key_column_missing",
    _("The file has no column “{column}”, by which the mapping tells organisations apart."),
    _("Look whether this is the right file for the mapping, or name another column as key."),
    about="input",
)
ROW_WITHOUT_KEY = RefusalKind(
    "row_without_key",
    _("Line {line} has nothing that tells this organisation from others in “{column}”."),
    _("Fill in the key, or leave the line out."),
    about="input",
)

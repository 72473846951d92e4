"""Options, lanes and fixtures of all tests; what they do stands in `tests/lanes`."""

import os

from hypothesis import settings

pytest_plugins = [
    "tests.lanes.databases",
    "tests.lanes.refusals",
    "tests.lanes.nodes",
    "tests.lanes.demonstrations",
    "tests.lanes.summary",
]

# No deadline: a busy machine is not a mistake.  The checks of a submission repeat exactly.
settings.register_profile("tequio", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("tequio")

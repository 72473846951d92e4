"""Options, lanes and fixtures of all tests; what they do stands in `tests/lanes`."""

pytest_plugins = [
    "tests.lanes.databases",
    "tests.lanes.refusals",
    "tests.lanes.nodes",
    "tests.lanes.summary",
]

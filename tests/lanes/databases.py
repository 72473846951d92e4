"""Fixtures `committed` and `db`, and the option `--db=sqlite|pg`."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from django.db import transaction

from tests.lanes import postgres
from tests.lanes.copies import ROOT, SECRET, Copy, Template, pointed_at

T = TypeVar("T")
HOME = "TEQUIO_TEST_HOME"
SERVER = "TEQUIO_TEST_SERVER"
TOUCHING = {
    "db",
    "transactional_db",
    "database_template",
    "client",
    "admin_client",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the choice of the engine."""
    parser.addoption(
        "--db", choices=("sqlite", "pg"), default="sqlite", help="the engine under the tests"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Choose the engine, make the home of this run, and only then read the settings."""
    from django.conf import settings

    if settings.configured and HOME not in os.environ:  # workers inherit it, rightly
        raise pytest.UsageError("Unset DJANGO_SETTINGS_MODULE: these tests choose it themselves.")
    leave = ExitStack()
    config.add_cleanup(leave.close)
    if HOME not in os.environ:  # not a worker: workers inherit
        home = Path(tempfile.mkdtemp(prefix="tequio-tests-"))
        leave.callback(shutil.rmtree, home, ignore_errors=True)
        server = postgres.start(home, leave) if config.getoption("--db") == "pg" else ""
        os.environ.update({HOME: str(home), SERVER: server})
        leave.callback(lambda: (os.environ.pop(HOME, None), os.environ.pop(SERVER, None)))
        leave.callback(_template().drop_template)
    os.environ.pop("TEQUIO_DEMO", None)
    os.environ.update(
        {
            "TEQUIO_DATA": os.environ[HOME],
            "TEQUIO_SECRET": SECRET,
            "TEQUIO_PLAIN_HTTP": "1",
            "TEQUIO_HOSTS": "localhost,127.0.0.1,testserver",
            "DATABASE_URL": os.environ[SERVER],
            "DJANGO_SETTINGS_MODULE": "tequio.site.settings",
        }
    )
    _read_settings()


def _read_settings() -> None:
    import django
    from django.conf import settings

    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    settings.WHITENOISE_AUTOREFRESH = True  # else every new client looks at every file beforehand
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The same few PINs are proved over and over; what they come to is reckoned once.
    hashlib.pbkdf2_hmac = lru_cache(maxsize=None)(hashlib.pbkdf2_hmac)  # type: ignore[assignment]
    django.setup()
    try:
        from tequio.site.translations import compile_catalogues
    except ImportError:
        return
    compile_catalogues()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Set the lanes from what a test asks for, and let browser tests come last: Playwright keeps
    its thread to itself, so no test that uses the ORM may follow in the same worker. Of these last
    come those that read the walk, which one worker makes while the other has work left."""
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if asked & {"page", "browser", "context", "walk"}:
            if ROOT / "tests" not in item.path.parents:
                raise pytest.UsageError(f"{item.nodeid}: its lane collects ./tests alone")
            item.add_marker(pytest.mark.browser)
        if asked & TOUCHING or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)
    items.sort(
        key=lambda item: (
            item.get_closest_marker("browser") is not None,
            "walk" in getattr(item, "fixturenames", ()),
        )
    )


def pytest_collection_finish() -> None:
    """What stands now stays until the end: thousands of tests and all modules need not be searched
    for garbage again and again, and what a test makes only every now and then."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _template() -> Template:
    return Template(Path(os.environ[HOME]), os.environ[SERVER])


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in the language of the code, whatever the one before it read."""
    from django.utils import translation

    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def engine(pytestconfig: pytest.Config) -> str:
    """`sqlite` or `pg`."""
    return str(pytestconfig.getoption("--db"))


@pytest.fixture(scope="session")
def database_template(django_db_blocker: Any) -> Template:
    """The migrated template of this run."""
    template = _template()
    with django_db_blocker.unblock():
        template.original()
    return template


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, database_template: Template) -> Iterator[None]:
    """pytest-django's own database, as a copy of the template, for tests that roll back."""
    with (
        django_db_blocker.unblock(),
        database_template.copied() as copy,
        pointed_at(copy),
    ):
        yield


@pytest.fixture
def committed(django_db_blocker: Any, database_template: Template) -> Iterator[Copy]:
    """A database of one's own in which transactions really commit."""
    with (
        django_db_blocker.unblock(),
        database_template.copied() as copy,
        pointed_at(copy),
    ):
        yield copy


@pytest.fixture(scope="module")
def told_once(
    django_db_setup: None, django_db_blocker: Any, database_template: Template
) -> Iterator[Callable[[Callable[[], T]], T]]:
    """Tell what every test of a file begins with once, on a database of the file's own, for a
    fixture of the module's scope. Each test then takes a copy of what was told (`deepcopy`, since
    the clock of a stage goes on) and rolls back with `db` whatever it adds."""
    with (
        django_db_blocker.unblock(),
        database_template.copied() as copy,
        pointed_at(copy),
    ):

        def tell(history: Callable[[], T]) -> T:
            with transaction.atomic():
                return history()

        yield tell


@pytest.fixture(scope="module")
def told_before(
    django_db_setup: None, django_db_blocker: Any, database_template: Template
) -> Iterator[Callable[[object, Callable[[], Any]], AbstractContextManager[Any]]]:
    """As `told_once`, where the tests of a file begin with one of several histories. Each is told
    when a test first asks for it by its key, on a database of its own, and the test gets a copy.
    A fixture that a test names before `db` enters here, so that the history outlives the test."""
    known: dict[object, tuple[Copy, Any]] = {}
    with django_db_blocker.unblock(), ExitStack() as until_the_end:

        @contextmanager
        def told(key: object, history: Callable[[], Any]) -> Iterator[Any]:
            if key not in known:
                copy = until_the_end.enter_context(database_template.copied())
                with pointed_at(copy), transaction.atomic():
                    known[key] = copy, history()
            copy, scene = known[key]
            with pointed_at(copy):
                yield deepcopy(scene)

        yield told


@pytest.fixture(scope="session")
def shared() -> Path:
    """The directory of reference data beside the repository; absent on most machines."""
    place = Path(os.environ.get("TEQUIO_SHARED", ROOT.parent / "shared"))
    if not (place / "data").is_dir():
        pytest.skip(f"the reference data is not here: {place}")
    return place

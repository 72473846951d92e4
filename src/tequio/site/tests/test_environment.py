"""What a node reads from its environment, and when it refuses to start."""

from __future__ import annotations

import pytest

from tequio.site import environment

REAL = {"TEQUIO_SECRET": "a-long-and-quite-random-secret-0123456789"}


def test_a_node_with_a_secret_may_serve() -> None:
    assert environment.reasons_not_to_serve(environment.read(REAL)) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"TEQUIO_SECRET": ""}, "TEQUIO_SECRET is missing"),
        ({"TEQUIO_SECRET": "short"}, "could be guessed"),
        ({"TEQUIO_SECRET": "s" * 50}, "could be guessed"),
        ({"TEQUIO_SECRET": environment.DEMO_SECRET}, "TEQUIO_SECRET is missing"),
        ({"TEQUIO_DEMO": "1"}, "TEQUIO_DEMO is set"),
    ],
)
def test_a_node_is_refused(change: dict[str, str], word: str) -> None:
    reasons = environment.reasons_not_to_serve(environment.read(REAL | change))
    assert len(reasons) == 1
    assert word in reasons[0]


def test_only_the_demonstration_has_a_secret_of_its_own() -> None:
    assert environment.read({}).secret == ""
    assert environment.read({"TEQUIO_DEMO": "1"}).secret == environment.DEMO_SECRET


def test_without_an_address_the_book_is_a_file_opened_as_money_needs_it() -> None:
    described = environment.database(environment.read({"TEQUIO_DATA": "/srv/book"}))
    assert described["NAME"] == "/srv/book/tequio.sqlite3"
    assert described["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in described["OPTIONS"]["init_command"]


def test_an_address_of_postgresql_is_read_with_its_signs_and_options() -> None:
    described = environment.postgres("postgres://a%40b:s%2Fx@db.example:5433/book?sslmode=require")
    assert (described["USER"], described["PASSWORD"]) == ("a@b", "s/x")
    assert (described["HOST"], described["PORT"], described["NAME"]) == (
        "db.example",
        "5433",
        "book",
    )
    assert described["OPTIONS"]["sslmode"] == "require"


@pytest.mark.parametrize(("said", "threshold"), [("", 5), ("?prepare_threshold=never", None)])
def test_statements_are_prepared_unless_a_pooler_stands_between(
    said: str, threshold: int | None
) -> None:
    options = environment.postgres(f"postgres://db.example/book{said}")["OPTIONS"]
    assert options == {"server_side_binding": True, "prepare_threshold": threshold}


def test_a_socket_is_an_address_too() -> None:
    described = environment.postgres("postgresql://postgres:@/book?host=/run/postgresql")
    assert (described["HOST"], described["NAME"]) == ("/run/postgresql", "book")


def test_another_database_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="mysql"):
        environment.postgres("mysql://localhost/book")


def test_mail_goes_through_the_server_that_is_named() -> None:
    described = environment.mail("smtp://tequio:a%20word@mail.example:2525")
    assert described["EMAIL_HOST"] == "mail.example"
    assert described["EMAIL_PORT"] == 2525
    assert described["EMAIL_HOST_PASSWORD"] == "a word"
    assert described["EMAIL_USE_TLS"]
    assert environment.mail("smtps://mail.example")["EMAIL_PORT"] == 465


def test_without_a_mail_server_mails_are_written_into_the_log() -> None:
    assert environment.mail("")["EMAIL_BACKEND"].endswith("console.EmailBackend")
    assert environment.read({"TEQUIO_DEMO": "1", "TEQUIO_MAIL": "smtp://x"}).mail_url == ""


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"DATABASE_URL": "mysql://x"}, "expected postgres://"),
        ({"DATABASE_URL": "postgres://here:door/book"}, "DATABASE_URL cannot be read"),
        ({"TEQUIO_MAIL": "http://x"}, "expected smtp://"),
        ({"TEQUIO_TIMEZONE": "Mars/Base"}, "no such time zone"),
        ({"TEQUIO_TIMEZONE": "../etc"}, "no such time zone"),
        ({"TEQUIO_COUNTRY": "Z9"}, "no such country"),
    ],
)
def test_what_is_written_wrong_is_said_in_a_sentence(change: dict[str, str], word: str) -> None:
    (reason,) = environment.reasons_not_to_work(environment.read(REAL | change))
    assert word in reason
    assert environment.reasons_not_to_serve(environment.read(REAL | change)) == [reason]
    assert environment.reasons_not_to_work(environment.read(REAL | {"TEQUIO_COUNTRY": "in"})) == []


@pytest.mark.parametrize(
    "url",
    ["https://sms.example/send", "file:///srv/out", "http://localhost:9000/", "http://[::1]/"],
)
def test_a_gateway_of_messages_is_an_address_or_a_folder(url: str) -> None:
    assert environment.reasons_not_to_work(environment.read({"TEQUIO_MESSAGES": url})) == []


@pytest.mark.parametrize(
    "url", ["http://sms.example/send", "file:relative", "ftp://x/", "sms.example", "https:///x"]
)
def test_messages_go_to_no_address_that_would_read_them_aloud(url: str) -> None:
    (reason,) = environment.reasons_not_to_work(environment.read({"TEQUIO_MESSAGES": url}))
    assert reason.startswith("TEQUIO_MESSAGES cannot be read")


def test_a_secret_for_replies_that_could_be_guessed_is_refused() -> None:
    (reason,) = environment.reasons_not_to_serve(
        environment.read(REAL | {"TEQUIO_REPLIES_SECRET": "short"})
    )
    assert "TEQUIO_REPLIES_SECRET" in reason


def test_the_demonstration_writes_its_messages_into_its_own_directory() -> None:
    demo = {"TEQUIO_DEMO": "1", "TEQUIO_DATA": "/srv/demo", "TEQUIO_MESSAGES": "https://real.org/"}
    assert environment.read(demo).messages_url == "file:///srv/demo/messages"

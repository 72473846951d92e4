"""The side of django-hordak in `benchmarks/ledger.py`, in an environment of its own.

    python _hordak.py DATABASE_URL

`one`: `Account.transfer_to`, its public way, which makes one Transaction with two Legs; each in
one commit.  `bulk`: as many Transactions and twice as many Legs by bulk_create in one commit.
"""

from __future__ import annotations

import platform
import sys
from datetime import date
from importlib.metadata import version
from urllib.parse import parse_qsl, unquote, urlsplit

import _clock
import django
from django.conf import settings

MEMBERS = 20
DAY = date(2026, 2, 14)


def main() -> None:
    """Make the database, then measure what is asked for."""
    configure(sys.argv[1])
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    conditions = _clock.server_conditions() | {
        "django": django.get_version(),
        "hordak": version("django-hordak"),
        "python": platform.python_version(),
    }
    _clock.answer(conditions, works())


def configure(url: str) -> None:
    """Settings with nothing in them but hordak and its database."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    apps = ("django.contrib.contenttypes", "django.contrib.auth", "mptt", "djmoney", "hordak")
    settings.configure(
        INSTALLED_APPS=apps,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": unquote(parts.path.lstrip("/")),
                "USER": unquote(parts.username or options.get("user", "")),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": options.get("host", parts.hostname or ""),
                "PORT": options.get("port", str(parts.port or "")),
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DEFAULT_CURRENCY="EUR",
        USE_TZ=True,
        HORDAK_DECIMAL_PLACES=2,
        HORDAK_MAX_DIGITS=13,
    )
    django.setup()


def works() -> dict[str, _clock.Work]:
    """A cash box, members' savings, and two ways to move a cent between them."""
    from django.db import transaction
    from hordak.models import Account, AccountType, Leg, Transaction
    from moneyed import Money

    def account(code: int, kind: AccountType) -> Account:
        return Account.objects.create(
            name=f"account {code}", code=str(code), type=kind, currencies=["EUR"]
        )

    cash = account(1, AccountType.asset)
    savings = [account(n + 2, AccountType.liability) for n in range(MEMBERS)]
    cent = Money("0.01", "EUR")

    def one(count: int) -> None:
        with transaction.atomic():
            savings[count % MEMBERS].transfer_to(cash, cent, date=DAY)

    def bulk(count: int) -> None:
        with transaction.atomic():
            made = Transaction.objects.bulk_create([Transaction(date=DAY) for _ in range(count)])
            legs = []
            for number, each in enumerate(made):
                other = savings[number % MEMBERS]
                legs.append(Leg(transaction=each, account=other, credit=cent))
                legs.append(Leg(transaction=each, account=cash, debit=cent))
            Leg.objects.bulk_create(legs)

    return {"one": one, "bulk": bulk}


main()

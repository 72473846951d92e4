"""Shares: capital, dividends, the division of a surplus, refunds by use.  Pure."""

from tequio.shares.rules.capital import (
    Asked,
    Terms,
    Year,
    objections_to_give_notice,
    objections_to_subscribe,
    objections_to_withdraw,
)
from tequio.shares.rules.dividends import dividends, share_days
from tequio.shares.rules.events import (
    NoticeGiven,
    SharePaid,
    SharesSubscribed,
    SharesWithdrawn,
)
from tequio.shares.rules.refusals import (
    COUNT_NOT_POSITIVE,
    GIVEN_BACK,
    MORE_THAN_HELD,
    NO_SHARES,
    NO_SUCH_NOTICE,
    NOTICE_RUNS,
    OF_A_NOTICE,
    OF_A_PAYMENT,
    OF_A_SUBSCRIPTION,
    OF_A_WITHDRAWAL,
    OVER_THE_MOST,
    OVER_THE_YEAR,
    UNDER_THE_LEAST,
)
from tequio.shares.rules.surplus import Division, Refund, Step, divide, refunds

__all__ = [
    "COUNT_NOT_POSITIVE",
    "GIVEN_BACK",
    "MORE_THAN_HELD",
    "NOTICE_RUNS",
    "NO_SHARES",
    "NO_SUCH_NOTICE",
    "OF_A_NOTICE",
    "OF_A_PAYMENT",
    "OF_A_SUBSCRIPTION",
    "OF_A_WITHDRAWAL",
    "OVER_THE_MOST",
    "OVER_THE_YEAR",
    "UNDER_THE_LEAST",
    "Asked",
    "Division",
    "NoticeGiven",
    "Refund",
    "SharePaid",
    "SharesSubscribed",
    "SharesWithdrawn",
    "Step",
    "Terms",
    "Year",
    "divide",
    "dividends",
    "objections_to_give_notice",
    "objections_to_subscribe",
    "objections_to_withdraw",
    "refunds",
    "share_days",
]

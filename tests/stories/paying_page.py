"""Paying as a browser without script does it: load the page, fill the form, send it."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

KEY = re.compile(r'name="key" value="([^"]+)"')
CODE = re.compile(r'<code lang="en">([a-z_]+)</code>')


def pay_on_page(client: Client, slug: str, fields: dict[str, Any]) -> str:
    """Pay on the page: empty if it worked, else the code of the first refusal shown."""
    url = f"/o/{slug}/books/pay"
    shown = client.get(url)
    assert shown.status_code == 200, shown.content
    key = KEY.search(shown.content.decode())
    assert key, "the form carries the key of the act"
    minor, places = fields["minor"], fields.get("exponent", 2)
    answer = client.post(
        url,
        {
            "key": key[1],
            "line": f"{fields['purpose']}|{fields['subject']}",
            "account": fields["account"],
            "amount": f"{minor // 10**places}.{minor % 10**places:0{places}}",
            "payee_text": fields["payee_text"],
        },
    )
    if answer.status_code == 302:
        return ""
    found = CODE.search(answer.content.decode())
    assert found, answer.content.decode()
    return found[1]

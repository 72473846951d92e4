"""Pages that no link can lead to, and addresses that are no pages, each with its reason."""

from __future__ import annotations

DIRECT = {
    "account_inactive": "/account/inactive",
    "account_email_verification_sent": "/account/e-mail/sent",
    "account_confirm_email": "/account/e-mail/confirm/too-old",
    "account_reset_password_done": "/account/password/forgotten/sent",
    "account_reset_password_from_key": "/account/password/new/1-too-old",
    "account_reset_password_from_key_done": "/account/password/new",
    "mfa_activate_totp": "/account/second-step/app",
    "account_reauthenticate": "/account/confirm",
    "membership:who": "/phone/",
    "offline": "/offline?in={language}",
}
"""Route → address: pages that a mail, allauth itself, or the phone leads to.  The worker keeps the
page for a phone without network, and asks for it in its language."""

FULLEST = {"circles:meeting"}
"""Pages of which the fullest example is looked at: where no cycle runs there is no sheet."""

NO_PAGE = {
    "alive": "a word for machines",
    "account_set_password": "leads those who have a password to the page that changes it",
    "lending:pay_back": "only once others paid for a loan: src/tequio/lending/tests",
    "lending:recover": "only once a loan was written off: src/tequio/lending/tests",
    "shares:division": "only once one was proposed: src/tequio/shares/tests",
    "shares:pay_due": "only once a surplus was divided: likewise",
    "notices:clip": "a sound, once it is recorded: src/tequio/notices/tests",
    "notices:reply": "takes an answer: src/tequio/notices/tests",
    "notices:replies": "for gateways: src/tequio/notices/tests",
    "circles:begin": "only where no cycle runs: tests/browser/test_meeting_sheet.py",
    "circles:hold_new_schedule": "only once a group agreed: tests/circles",
    "circles:take_new_schedule": "only once one was offered: likewise",
    "circles:take_forgiveness": "only once a loan was forgiven: likewise",
    "circles:photo": "a picture: tests/circles",
    "governance:photo": "a picture: src/tequio/governance/tests",
    "registry:preview": "only while a file waits: src/tequio/registry/tests",
    "registry:columns": "only while a file waits: likewise",
    "registry:take": "takes a file in: likewise",
    "registry:throw_away": "takes a file away: likewise",
    "registry:feed": "signed pages for partners: src/tequio/registry/tests/test_feeds.py",
    "registry:key": "numbers for partners: likewise",
    "registry:end_subscription": "only where a partner is followed: likewise",
    "screening:adopt_pack": "only once members adopted a pack: src/tequio/screening/tests",
    "screening:label": "a picture: src/tequio/screening/tests/test_credential_pages.py",
    "screening:credential": "a signed file: likewise",
    "screening:status": "for programs: likewise",
    "screening:lapse": "only once something happened: likewise",
    "screening:renewal": "only once rules are newer: src/tequio/screening/tests/test_renewing.py",
    "screening:take_verdict": "takes a file in: likewise",
    "screening:drop_verdict": "only once one was taken in: likewise",
    "screening:evidence_file": "a file: src/tequio/screening/tests/test_mirror_pages.py",
    "registry:profile": "for indexes: src/tequio/registry/tests/test_open_data.py",
    "registry:one_jsonld": "for programs: likewise",
    "registry:concepts": "for programs: likewise",
    "registry:embed": "for pages of others: src/tequio/registry/tests/test_map_pages.py",
    "registry:tile": "numbers for the map: likewise",
    "registry:land": "a picture for the map: likewise",
    "mfa_authenticate": "the middle of a sign-in: src/tequio/site/tests/test_second_step.py",
    "mfa_reauthenticate": "only with a second step: src/tequio/site/tests/test_second_step.py",
    "mfa_deactivate_totp": "only with a second step: src/tequio/site/tests/test_second_step.py",
    "mfa_view_recovery_codes": "only with a second step: src/tequio/site/tests/test_second_step.py",
    "mfa_generate_recovery_codes": "only with a second step: likewise",
    "mfa_download_recovery_codes": "only with a second step: likewise",
    "membership:she": "only on a shared phone: tests/browser/test_shared_phone.py",
    "membership:choose_pin_by_code": "only on a shared phone: likewise",
    "membership:next_person": "only on a shared phone: likewise",
    "membership:revoke_device": "only where a phone is shared: likewise",
    "membership:salts": "numbers for a shared phone: src/tequio/membership/tests",
    "ticket": "a mark for the outbox: src/tequio/site/tests/test_offline.py",
    "worker": "a script for the browser: src/tequio/site/tests/test_offline.py",
}
"""Route → why no browser opens it here."""

"""Django's settings: one file, everything that differs between nodes comes from `environment`."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from tequio.site import environment, languages

HERE = environment.read()
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = False
IS_DEMO = HERE.is_demo
SECRET_KEY = HERE.secret
ALLOWED_HOSTS = list(HERE.hosts)

ROOMS = (
    "chronicle",
    "membership",
    "statutes",
    "mandates",
    "ledger",
    "governance",
    "registry",
    "shares",
    "lending",
    "circles",
    "screening",
    "knowledge",
    "ecosystem",
    "notices",
    "site",
)
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    *(f"tequio.{room}" for room in ROOMS),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.forms",  # last: the frame has its own attrs.html, without placeholders
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random (BREACH); CSRF marks are masked
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tequio.site.middleware.NotKeptOnTheDevice",
    "tequio.site.middleware.ReaderLanguage",
    "tequio.site.shared_phone.WhoIsThere",
    "tequio.site.middleware.ReaderOfTheRoll",
    "tequio.site.middleware.RefusalPages",
    "tequio.site.middleware.NumbersThatFit",
]
ROOT_URLCONF = "tequio.site.urls"
WSGI_APPLICATION = "tequio.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "tequio.site.forms.FrameRenderer"

# Data ----------------------------------------------------------------------------------------
DATABASES = {"default": environment.database(HERE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_DIRECTORY = HERE.data

# Sign-in -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "membership.AccountRow"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front"
PHONE_COUNTRY = HERE.country
ACCOUNT_ADAPTER = "tequio.site.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "tequio.site.forms.LoginForm",
    "signup": "tequio.site.forms.SignupForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
ACCOUNT_SIGNUP_FIELDS = ["phone", "email", "password1*"]
SILENCED_SYSTEM_CHECKS = ["account.W001"]  # either contact will do; the form asks for one of them
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PHONE_VERIFICATION_ENABLED = False  # until a gateway for messages exists
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if HERE.is_plain_http else "https"
# Behind TLS stands one proxy that writes X-Forwarded-For; the limits of allauth count by address.
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if HERE.is_plain_http else 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Tequio"
OFFICERS_NEED_TOTP = HERE.officers_need_totp

vars().update(environment.mail(HERE.mail_url))
SENDS_MAIL = bool(HERE.mail_url)
DEFAULT_FROM_EMAIL = HERE.mail_from
MESSAGE_GATEWAY = HERE.messages_url
MESSAGE_SECRET = HERE.messages_secret
REPLY_SECRET = HERE.replies_secret
VOICES = HERE.data / "files" / "voices"

# Languages and time --------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = languages.languages()
COMPILED_LOCALES = HERE.cache / "locale"
LOCALE_PATHS = [COMPILED_LOCALES]
USE_I18N = True
USE_TZ = True
TIME_ZONE = HERE.timezone

# Static files --------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = HERE.cache / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HERE.data / "files"

# Safety --------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
if not HERE.is_plain_http:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 30 * 24 * 3600
    # The proxy in front must set this header itself and drop what a visitor sent (SECURITY.md).
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HERE.hosts if host != "*"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING"}},
}

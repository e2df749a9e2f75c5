"""All settings, typed, read once from the environment (docs/settings.md is generated from here)."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from yichuang.site import env
from yichuang.site.ops.places import DEFAULT_DATA, ROOT, places

PLACES = places(
    env.text(
        "YICHUANG_DATA",
        "",
        f"Folder for the database, uploads and secrets; `{DEFAULT_DATA.name}` unless set.",
    )
)
DATA_DIR = PLACES.data


def _secret(path: Path) -> str:
    """Read the installation's secret, making it on first use; never the same in two places."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = path.with_name(f"{path.name}.{os.getpid()}")
        half.touch(mode=0o600)
        half.write_text(secrets.token_urlsafe(48))
        # A link is made whole or not at all: of two processes starting together, both read the first one's.
        try:
            path.hardlink_to(half)
        except FileExistsError:
            pass
        finally:
            half.unlink()
    return path.read_text().strip()


SECRET_KEY = env.text(
    "YICHUANG_SECRET_KEY", "", "Signing key; without it, one is kept in the data folder."
) or _secret(DATA_DIR / "secret-key")
DEBUG = False
ALLOWED_HOSTS = env.text(
    "YICHUANG_HOSTS", "localhost,127.0.0.1,[::1]", "Host names that the site answers to."
).split(",")
PUBLIC_URL = env.text(
    "YICHUANG_PUBLIC_URL", "http://localhost:8000", "Address that QR codes and letters carry."
)
LIVE_PORT = env.number(
    "YICHUANG_LIVE_PORT", 8001, "Port of the live stream; `bin/run` tells the one after the site's."
)
LIVE_URL = env.text(
    "YICHUANG_LIVE_URL",
    "",
    "Address of the live stream as browsers reach it behind a proxy, as https://hall.example.cn/live or /live; "
    "unset: the site's host on that port.",
)
BEHIND_TLS = env.flag(
    "YICHUANG_TLS",
    default=False,
    meaning="Reached over https; cookies are then secure.",
)
DEMO = env.flag(
    "YICHUANG_DEMO",
    default=False,
    meaning="Show the demonstration people at sign-in.",
)
BENCH = env.flag(
    "YICHUANG_BENCH",
    default=False,
    meaning="Serve `/bench/insert`, the floor of `bench intake`; set by bench for its own hall only.",
)


CARD_READER = env.loopback(
    "YICHUANG_CARD_READER",
    "Address of the card reader's bridge on clerks' machines and kiosks, as `http://127.0.0.1:8009`; "
    "unset: cards are typed.",
)


def _database(url: str) -> dict[str, Any]:
    """Turn a libpq-style URL into Django's form. Only PostgreSQL is spoken here."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise env.BadSetting(f"DATABASE_URL must start with postgresql://, not {parts.scheme!r}")
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "yichuang",
        "USER": unquote(parts.username or "postgres"),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": False,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 16, "timeout": 10},
            # A statement that comes again is sent by its name and its values alone: a third less work for
            # PostgreSQL in an acceptance. It is planned anew for its values all the same, so that an index
            # over some of the rows (the open tasks) is used wherever it fits.
            "server_side_binding": True,
            "prepare_threshold": 3,
            "options": "-c plan_cache_mode=force_custom_plan",
        },
        "ATOMIC_REQUESTS": False,
        "TEST": {"NAME": "test_yichuang"},
    }


DATABASE_URL = env.text(
    "DATABASE_URL", "", "PostgreSQL 15 to 18; unless set, the embedded server in the data folder."
)
DATABASES = {"default": _database(DATABASE_URL or PLACES.database_url)}

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "template_partials",
    "ninja",
    "procrastinate.contrib.django",
    "yichuang.kit",
    "yichuang.journal",
    "yichuang.worktime",
    "yichuang.pacing",
    "yichuang.people",
    "yichuang.notices",
    "yichuang.papers",
    "yichuang.catalogue",
    "yichuang.cases",
    "yichuang.queueing",
    "yichuang.appointments",
    "yichuang.devices",
    "yichuang.approvals",
    "yichuang.handovers",
    "yichuang.fees",
    "yichuang.licences",
    "yichuang.archive",
    "yichuang.joint",
    "yichuang.ratings",
    "yichuang.enquiries",
    "yichuang.complaints",
    "yichuang.supervision",
    "yichuang.portal",
    "yichuang.kiosk",
    "yichuang.desk",
    "yichuang.screens",
    "yichuang.api",
    "yichuang.site",
    "yichuang.demo",
    "yichuang.bench",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "yichuang.kit.pages_only.Session",
    "yichuang.kit.pages_only.Locale",
    "django.middleware.common.CommonMiddleware",
    "yichuang.kit.pages_only.Csrf",
    "yichuang.kit.pages_only.Messages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yichuang.kit.pages_only.Htmx",
    "yichuang.kit.middleware.SafeHeadersMiddleware",
    "yichuang.kit.middleware.LargeTypeMiddleware",
    "yichuang.kit.middleware.UnusableInputMiddleware",
    "yichuang.desk.middleware.OfficerMiddleware",
    "yichuang.kit.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "yichuang.site.urls"
WSGI_APPLICATION = "yichuang.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]

AUTH_USER_MODEL = "people.Staff"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/sign-in/"
SESSION_COOKIE_NAME = "yc_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * env.number(
    "YICHUANG_IDLE_MINUTES", 60, "Minutes without a click after which staff sign in again.", least=5
)
CSRF_COOKIE_NAME = "yc_csrf"
CSRF_COOKIE_HTTPONLY = True  # scripts read the token from the page they belong to
CSRF_FAILURE_VIEW = "yichuang.site.views.not_from_our_page"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [ROOT / "yichuang" / "site" / "locale"]
TIME_ZONE = env.text("YICHUANG_TIME_ZONE", "Asia/Shanghai", "Time zone of the hall.")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = PLACES.static
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # A file's name carries a digest of its content: browsers may keep it, and an upgrade is seen at once.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
UPLOAD_DIR = DATA_DIR / "uploads"
PAPERS_DIR = DATA_DIR / "papers"
ARCHIVE_DIR = DATA_DIR / "archive"
SIGNING_KEY = env.text(
    "YICHUANG_SIGNING_KEY",
    "",
    "PKCS#12 file with the key that certificates are signed with; without it, a demonstration's own.",
)
SIGNING_PASSPHRASE = env.text("YICHUANG_SIGNING_PASSPHRASE", "", "Passphrase of that file.")
SIGNING_PASSPHRASE_FILE = env.text(
    "YICHUANG_SIGNING_PASSPHRASE_FILE", "", "File with that passphrase; it goes before the variable."
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"


def _mail(url: str) -> tuple[str, int, str, str]:
    """Split smtp:// or smtps://user:password@host:port; no address means no mail server."""
    parts = urlsplit(url)
    if url and (parts.scheme not in {"smtp", "smtps"} or not parts.hostname):
        raise env.BadSetting("YICHUANG_EMAIL_URL must look like smtp://user:password@host:587")
    port = parts.port or (465 if parts.scheme == "smtps" else 587 if parts.username else 25)
    return parts.hostname or "", port, unquote(parts.username or ""), unquote(parts.password or "")


EMAIL_URL = env.text(
    "YICHUANG_EMAIL_URL",
    "",
    "Mail server, as smtp://user:password@host:587 (STARTTLS with a user) or smtps://…; unset: e-mail waits.",
)
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail(EMAIL_URL)
EMAIL_USE_SSL = EMAIL_URL.startswith("smtps:")
EMAIL_USE_TLS = bool(EMAIL_HOST_USER) and not EMAIL_USE_SSL  # a password never travels in the clear
EMAIL_TIMEOUT = 10
SEALS_TO = env.text(
    "YICHUANG_SEALS_TO",
    "",
    "Addresses, separated by commas, to which each day's list of all seals is mailed just after midnight.",
)
SMS_URL = env.text(
    "YICHUANG_SMS_URL",
    "",
    "Address of the SMS gateway that texts are posted to, as https://sms.example.cn/v1/texts; unset: no SMS.",
)
SMS_PLUGIN = env.text(
    "YICHUANG_SMS_PLUGIN",
    "yichuang.notices.services.channels.gateway.HttpGateway",
    "Python class that speaks to the gateway; a provider with a protocol of its own gets one of its own.",
)
SMS_ACCOUNT = env.text(
    "YICHUANG_SMS_ACCOUNT", "yichuang", "Account at the SMS gateway; goes along as key id."
)
SMS_SECRET = env.text("YICHUANG_SMS_SECRET", "", "Secret that texts are signed with (HMAC-SHA256).")
SMS_SECRET_FILE = env.text(
    "YICHUANG_SMS_SECRET_FILE", "", "File with that secret; it goes before the variable."
)
SMS_SIGN = env.text("YICHUANG_SMS_SIGN", "", "Sender's mark that stands in 【】 before every SMS.")
SMS_RATE = env.number(
    "YICHUANG_SMS_RATE", 50, "Texts a second that the provider takes; no more are sent.", least=1
)
SMS_LANES = env.number("YICHUANG_SMS_LANES", 4, "Connections to the SMS gateway at once.", least=1)
SMS_TIMEOUT = env.number(
    "YICHUANG_SMS_TIMEOUT", 10, "Seconds that an SMS gateway may take to answer.", least=1
)
WEBHOOK_NETWORKS = env.text(
    "YICHUANG_WEBHOOK_NETWORKS",
    "127.0.0.0/8" if DEMO else "",
    "Private networks that webhooks may reach, separated by commas, as 10.1.0.0/16; unset: none (loopback in the "
    "demonstration).",
)
DEFAULT_FROM_EMAIL = env.text("YICHUANG_EMAIL_FROM", "noreply@localhost", "Sender of e-mail.")

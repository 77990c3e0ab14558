"""The settings, read once from the environment. docs/operations.md describes every variable (a test sees to it)."""

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from visioon.kernel.guards.secrets import secret_text

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent.parent


def env(name: str, default: str = "") -> str:
    return os.environ.get(f"VISIOON_{name}", default)


def switch(name: str, *, default: bool) -> bool:
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


TESTING = switch("TESTING", default="pytest" in sys.modules)
DATA = Path(env("DATA", str(ROOT / "var" / "test" if TESTING else ROOT / "var"))).resolve()
SECRETS = Path(env("SECRETS", str(DATA / "secrets")))
FILES = Path(env("FILES", str(DATA / "files")))
DEBUG = switch("DEBUG", default=False)
HTTPS = switch("HTTPS", default=False)

SECRET_KEY = secret_text(SECRETS / "django.key")
ALLOWED_HOSTS = [host for host in env("HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
INTERNAL_IPS: list[str] = []

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "leaflet",  # files of the map in the browser; its tags and forms are not used
    "visioon.kernel.texts",
    "visioon.kernel.cities",
    "visioon.kernel.accounts",
    "visioon.kernel.jobs",
    "visioon.kernel.ledger",
    "visioon.kernel.notices",
    "visioon.kernel.thread",
    "visioon.kernel.translation",
    "visioon.kernel.tasks",
    "visioon.kernel.look",
    "visioon.kernel.charts",
    "visioon.web",
    "visioon.rooms.process",
    "visioon.rooms.topics",
    "visioon.rooms.stakeholders",
    "visioon.rooms.inventory",
    "visioon.rooms.assessment",
    "visioon.rooms.dialogue",
    "visioon.rooms.synthesis",
    "visioon.rooms.goals",
    "visioon.rooms.priorities",
    "visioon.rooms.delivery",
    "visioon.rooms.strategy",
    "visioon.rooms.brand",
    "visioon.rooms.outreach",
    "visioon.rooms.horizon",
    "visioon.rooms.overview",
]

MIDDLEWARE = [
    "visioon.kernel.guards.middleware.request_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "visioon.kernel.guards.middleware.queries",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "visioon.kernel.accounts.middleware.viewer",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "visioon.urls"
WSGI_APPLICATION = "visioon.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "csp.context_processors.nonce",
                "visioon.kernel.accounts.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "visioon.kernel.texts.templatetags.texts"],
        },
    }
]


def database(address: str) -> dict[str, Any]:
    """sqlite:PATH or postgresql://user:password@host:port/name; a host may be the folder of a socket (?host=/path)."""
    if address.startswith("sqlite:"):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": address.removeprefix("sqlite:"),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728;"
                "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY;",
            },
        }
    url = urlparse(address)
    if url.scheme not in {"postgresql", "postgres"}:
        raise ImproperlyConfigured("VISIOON_DATABASE: expected sqlite:PATH or postgresql://user@host/name")
    query = dict(part.split("=", 1) for part in url.query.split("&") if "=" in part)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(query.get("host", url.hostname or "")),
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database(env("DATABASE", f"sqlite:{DATA / 'visioon.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False
TASKS = {"default": {"BACKEND": "visioon.kernel.jobs.backend.LeaseBackend", "QUEUES": []}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["visioon.kernel.accounts.backends.StaffBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:login"
DESK = "overview:week"  # where somebody who works in a city lands
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "visioon_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "visioon.web.errors.csrf_failure"

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if switch("BEHIND_PROXY", default=False) else None
X_FRAME_OPTIONS = "DENY"


def _tiles_from(address: str) -> list[str]:
    """The one site beside our own from which pictures may come, where a map server is named."""
    if not address:
        return []
    url = urlparse(address)
    if url.scheme != "https" or not url.hostname or "{" in url.netloc or "{z}" not in address:
        raise ImproperlyConfigured("VISIOON_TILES: expected https://host/.../{z}/{x}/{y}.png")
    return [f"https://{url.netloc}"]


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *_tiles_from(env("TILES"))],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LANGUAGES = [("et", "eesti"), ("en", "English"), ("ru", "русский")]
LANGUAGE_CODE = "et"
LANGUAGE_COOKIE_NAME = "visioon_language"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(FILES)}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG

QUERY_LIMIT = int(env("QUERY_LIMIT", "60"))  # a page that asks more than this is logged; in tests it fails
WORKER_LEASE_SECONDS = int(env("WORKER_LEASE_SECONDS", "30"))
TRANSLATOR = env("TRANSLATOR")  # the dotted path of a callable that drafts translations; none is shipped
ADDRESS = env("ADDRESS", "http://127.0.0.1:8000").rstrip("/")  # of the site, for links in letters and feeds
SMTP = env("SMTP")
MAIL_FROM = env("MAIL_FROM")
MAIL_LIMIT = int(env("MAIL_LIMIT", "0"))  # letters a minute; 0: as fast as it goes
TILES = env("TILES")  # where the map asks for pictures: https://tiles.example/{z}/{x}/{y}.png; none is asked without it
TILES_BY = env("TILES_BY")  # whom the map names for them
WORKER_PROCESSES = int(env("WORKER_PROCESSES", "1"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "visioon.kernel.guards.log.RequestIdFilter"}},
    "formatters": {
        "line": {
            "()": "visioon.kernel.guards.log.WithoutSecrets",
            "format": "%(asctime)s %(levelname)s %(request_id)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "filters": ["request_id"], "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", "WARNING" if TESTING else "INFO")},
}
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

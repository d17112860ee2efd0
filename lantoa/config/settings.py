"""Settings for every installation; what differs between installations comes from LANTOA_* environment variables.

With no variable set this is the embedded case: SQLite under var/, bound to this machine, safe defaults. `docs/deployment.md`
lists the variables.
"""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def env(name: str, default: str = "") -> str:
    return os.environ.get(f"LANTOA_{name}", default)


def env_bool(name: str, default: bool = False) -> bool:
    return env(name, "1" if default else "0").lower() in {"1", "true", "yes", "co"}


PACKAGE_DIR = Path(__file__).resolve().parent.parent
HOME = Path(env("HOME") or PACKAGE_DIR.parent)
VAR_DIR = Path(env("VAR") or HOME / "var")
BUILD_DIR = Path(env("BUILD") or HOME / "build")
VAR_DIR.mkdir(parents=True, exist_ok=True)
(BUILD_DIR / "static").mkdir(parents=True, exist_ok=True)

# --- What kind of installation ----------------------------------------------------------------------------------------
DEBUG = env_bool("DEBUG")
DEMO = env_bool("DEMO")  # sample year, one-click sign-in; never beside real data
TESTING = "pytest" in sys.modules
# The day everyone believes it is (demos and tests); empty means the real one.
FIXED_TODAY = date.fromisoformat(env("TODAY")) if env("TODAY") else None


def _secret_key() -> str:
    """The key from the environment, or one made at first start and kept beside the data, readable by its owner alone."""
    if env("SECRET_KEY"):
        return env("SECRET_KEY")
    path = VAR_DIR / "secret_key"
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(get_random_secret_key())
    except FileExistsError:
        pass
    key = path.read_text().strip()
    if not key:
        raise ImproperlyConfigured(f"{path} is empty: delete it or set LANTOA_SECRET_KEY")
    return key


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = [h for h in env("HOSTS", "127.0.0.1,localhost,[::1]").split(",") if h]
CSRF_TRUSTED_ORIGINS = [o for o in env("ORIGINS").split(",") if o]
HTTPS = env_bool("HTTPS")

# --- Rooms (docs/architecture.md; lowest first, so that a higher room may override a lower one's templates) -----------
ROOMS = [
    "core", "ui", "documents", "accounts", "audit", "files", "search", "notifications",
    "organisations", "feedback", "outgoing", "plans", "movements", "exemplars", "selection", "newsroom", "radio", "channels", "reporting",
    "workspace", "portal", "api", "demo",
]  # fmt: skip
INSTALLED_APPS = [
    *(f"lantoa.{room}" for room in reversed(ROOMS)),
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lantoa.core.middleware.HeadersMiddleware",
    "lantoa.core.visitor.VisitorMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "lantoa.ui.middleware.FriendlyErrorMiddleware",  # inside the one that counts the length
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "lantoa.accounts.middleware.SessionLimitsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lantoa.core.middleware.WorkspaceMiddleware",
    "lantoa.workspace.second_factor.SecondFactorMiddleware",
    "lantoa.workspace.shell.ShellMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lantoa.core.middleware.SubmitOnceMiddleware",
]

ROOT_URLCONF = "lantoa.config.urls"
WSGI_APPLICATION = "lantoa.config.wsgi.application"
ADMIN_PATH = env("ADMIN_PATH")  # Django's admin exists only where an operator gives it an address
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "lantoa.ui.forms.Renderer"
CSRF_FAILURE_VIEW = "lantoa.ui.views.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lantoa.ui.context_processors.shell",
            ],
            "builtins": [
                "django.templatetags.static",
                "lantoa.core.templatetags.core",
                "lantoa.ui.templatetags.ui",
            ],
        },
    }
]

# --- Data -------------------------------------------------------------------------------------------------------------
_database_url = os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'lantoa.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(_database_url, conn_max_age=60, conn_health_checks=True)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets readers go on beside the one writer; IMMEDIATE takes the write lock at BEGIN, so that a transaction never
    # fails half-way with "database is locked" because it began as a reader.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000;",
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
    if TESTING:
        # A file, as in life: a database in memory is one connection for all threads, and a page asking while another writes would fail.
        # Of each run its own, so that two may go on at once.
        DATABASES["default"]["TEST"] = {"NAME": str(Path(tempfile.gettempdir()) / f"lantoa-test-{os.getpid()}.sqlite3")}
else:
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c statement_timeout=10000 -c timezone=UTC"

CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": env("REDIS_URL")}
        if env("REDIS_URL")
        else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "lantoa_cache"}
    )
}
if TESTING:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Memory each web process gives to finished public pages (lantoa.front); 0 turns it off.
PAGE_CACHE_BYTES = int(env("PAGE_CACHE_MB", "64")) * 2**20

MEDIA_ROOT = Path(env("MEDIA") or VAR_DIR / "media")
MEDIA_URL = "/khong-dung/"  # files are served only through a view that checks rights (lantoa.files)
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# --- Static files -----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BUILD_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or TESTING

# --- People -----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/lam-viec/"
LOGOUT_REDIRECT_URL = "/"

# --- Language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
FORMAT_MODULE_PATH = ["lantoa.core.formats"]

# --- Background work --------------------------------------------------------------------------------------------------
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend" if TESTING else "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

# --- Mail -------------------------------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if env("SMTP_HOST") else "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST = env("SMTP_HOST")
EMAIL_PORT = int(env("SMTP_PORT", "587"))
EMAIL_HOST_USER = env("SMTP_USER")
EMAIL_HOST_PASSWORD = env("SMTP_PASSWORD")
EMAIL_USE_TLS = env_bool("SMTP_TLS", True)
EMAIL_TIMEOUT = 20  # seconds; a hanging mail server must not hold a worker
DEFAULT_FROM_EMAIL = env("MAIL_FROM", "Lan Tỏa <khong-tra-loi@localhost>")

# --- Radio ------------------------------------------------------------------------------------------------------------
RADIO_VOICES = Path(env("VOICES") or VAR_DIR / "voices")  # one folder a neural voice, put there by the operator
RADIO_PREVIEW_ON_AIR = env_bool("PREVIEW_ON_AIR", DEMO)  # lets the robot voice that is meant for trying out be broadcast
RADIO_PUSH_TIMEOUT = int(env("PUSH_TIMEOUT", "10"))  # seconds a smart loudspeaker has to answer

# --- Official papers --------------------------------------------------------------------------------------------------
SIGNATURE_ROOTS = env("SIGNATURE_ROOTS")  # a folder of root certificates whose digital signatures are trusted

# --- Security ---------------------------------------------------------------------------------------------------------
# What seals the ballots of a secret vote; kept outside the database. Changing it while a vote is open makes that vote unreadable.
BALLOT_SECRET = env("BALLOT_SECRET")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env_bool("BEHIND_PROXY")  # one proxy of ours stands in front and writes X-Forwarded-For and X-Forwarded-Proto
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

# --- Logging: to standard error, for the service manager to keep ------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"lantoa": {"level": "INFO"}, "django": {"handlers": [], "propagate": True, "level": "WARNING"}},
}

# What belongs to one room's settings stands beside that room.
from lantoa.accounts.settings import *  # noqa: F403  (sign-in, MFA, sessions: see that file)
from lantoa.accounts.settings import OIDC_FORM_ACTIONS
from lantoa.feedback.settings import *  # noqa: F403  (days in which letters are answered)
from lantoa.newsroom.settings import *  # noqa: F403  (whether columns on other sites are looked at)
from lantoa.notifications.settings import *  # noqa: F403  (gateways for SMS and Zalo)
from lantoa.portal.settings import *  # noqa: F403  (whom readers may ask)

CARD_DIR = CARD_DIR or VAR_DIR / "cards"  # noqa: F405
CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] += OIDC_FORM_ACTIONS

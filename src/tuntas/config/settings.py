"""Settings of an installation; safe unless told otherwise. See docs/operator.md for every variable."""

import os

from django.utils.translation import gettext_lazy as _

from tuntas import __version__
from tuntas.config.environment import HOME, database, flag, mail, secret, words
from tuntas.config.modules import MODULES as SERVICES

# Before anything imports NumPy: a request is one thread's work, and several that spin for each other are far slower.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

DEBUG = flag("TUNTAS_DEBUG")
TLS = flag("TUNTAS_TLS")  # served behind a TLS proxy that sets X-Forwarded-Proto
SECRET_KEY = secret()
ALLOWED_HOSTS = words("TUNTAS_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if "*" not in host] if TLS else []
PUBLIC_ADDRESS = words("TUNTAS_ADDRESS", "http://localhost:8000")[0].rstrip("/")

ROOMS = [
    "tuntas.lobby",
    "tuntas.forum",
    "tuntas.kipp",
    "tuntas.replication",
    "tuntas.innovations",
    "tuntas.catalogue",
    "tuntas.quality",
    "tuntas.casework",
    "tuntas.residents",
    "tuntas.documents",
    "tuntas.notices",
    "tuntas.journal",
    "tuntas.files",
    "tuntas.people",
    "tuntas.places",
    "tuntas.ui",
]
INSTALLED_APPS = [
    *SERVICES,
    *ROOMS,
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tuntas.ui.middleware.KeptPages",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "tuntas.catalogue.middleware.Gate",  # before the token of forms is asked: what is off is not there
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tuntas.people.middleware.BackToYourPlace",
    "tuntas.ui.middleware.ReadableAddress",
    "tuntas.files.middleware.BodyLimit",  # last: its page needs the person and the language, and no form is read yet
]
ROOT_URLCONF = "tuntas.config.urls"
WSGI_APPLICATION = "tuntas.config.wsgi.application"

_loaders = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "tuntas.lobby.context.frame",
            ],
            "loaders": [("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", _loaders)])],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "tuntas.ui.templatetags.ui",
            ],
        },
    }
]

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by every process of the installation: sessions close to hand, rate limits, figures of the front page.
# Nothing in it is needed; the folder may be emptied at any time.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
        "KEY_PREFIX": __version__,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# ---- people and sign-in
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "lobby:desk"
LOGOUT_REDIRECT_URL = "lobby:home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if TLS else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Tuntas] "
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_ADAPTER = "tuntas.people.backends.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "tuntas.people.forms.signing.NameFirst"
ACCOUNT_CHANGE_EMAIL = True  # one address an account; the old one stays until the new one is confirmed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # only in the browser that registered
ACCOUNT_REAUTHENTICATION_REQUIRED = True
_forms = "tuntas.people.forms.entering."
ACCOUNT_FORMS = {
    "login": _forms + "LoginForm",
    "signup": _forms + "SignupForm",
    "add_email": _forms + "AddEmailForm",
    "change_password": _forms + "ChangePasswordForm",
    "set_password": _forms + "SetPasswordForm",
    "reset_password": _forms + "ResetPasswordForm",
    "reset_password_from_key": _forms + "ResetPasswordKeyForm",
    "reauthenticate": _forms + "ReauthenticateForm",
}
# Beside allauth's own limits on signing in, registering and letters: what anybody may ask without an account.
ACCOUNT_RATE_LIMITS = {
    "search": "120/m/ip",
    "check": "60/m/ip",
    "examine": "20/m/ip",
    "data": "120/m/ip",
    "table": "20/m/ip",
    "residents": "60/m/user",
    "survey": "60/m/ip",
    "kiosk": "20/m/ip",
    "letter": "20/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if TLS else 0  # rate limits count people, not the proxy
MFA_ADAPTER = "tuntas.people.backends.MfaAdapter"
MFA_FORMS = {
    "authenticate": _forms + "CodeForm",
    "reauthenticate": _forms + "CodeAgainForm",
    "activate_totp": _forms + "ActivateAppForm",
    "add_webauthn": _forms + "PasskeyForm",
    "edit_webauthn": _forms + "RenamePasskeyForm",
}
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tuntas"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS

# ---- web safety
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = TLS
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tuntas.ui.views.csrf_failure"
SECURE_SSL_REDIRECT = TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None
SECURE_HSTS_SECONDS = int((words("TUNTAS_HSTS_SECONDS") or ["0"])[0])
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# ---- files and static
MEDIA_ROOT = HOME / "files"
KEYS_ROOT = HOME / "keys"  # the seal of documents, and the keys of the residents' register
# Who signs letters electronically: "https://bridge,token,file of authorities", or a dotted class.
# Empty: the test signer.
LETTER_SIGNER = words("TUNTAS_LETTER_SIGNER")
RESIDENT_KEYS = words("TUNTAS_RESIDENT_KEYS")  # "1:base64,2:base64"; without it they are files under KEYS_ROOT
PAGES_KEPT = 0 if DEBUG else 30  # seconds a public page is handed out again to strangers as it is
READS_ROOT = HOME / "reads"  # visits of today that are not counted yet; may be emptied at any time
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or flag("TUNTAS_TEST")
        else "tuntas.config.storage.HashedStatic"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or flag("TUNTAS_TEST")
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024  # typed forms; uploads are bounded in `files`
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

globals().update(mail())
DEFAULT_FROM_EMAIL = (words("TUNTAS_MAIL_FROM") or ["Tuntas <tuntas@localhost>"])[0]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": (words("TUNTAS_LOG") or ["WARNING"])[0]},
}
SILENCED_SYSTEM_CHECKS = [
    "security.W004",
    "security.W008",
]  # TLS belongs to the proxy; `tuntas doctor` looks at it

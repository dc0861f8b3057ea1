"""Django's settings; everything that differs between places comes from config.py."""

import sys
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from coaching.config import ROOT, read_config
from coaching.database import database

CONFIG = read_config()
TESTING = "pytest" in sys.modules

BASE_DIR = ROOT
SECRET_KEY = CONFIG.secret_key
DEBUG = CONFIG.debug
ALLOWED_HOSTS = list(CONFIG.hosts)
CSRF_TRUSTED_ORIGINS = [CONFIG.origin] if CONFIG.origin else []
DEMONSTRATION = CONFIG.demonstration

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "channels",
    "rest_framework",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "rules",
    # The house, from the ground up.
    "coaching.core",
    "coaching.accounts",
    "coaching.programmes",
    "coaching.surveys",
    "coaching.lectures",
    "coaching.journal",
    "coaching.pilots",
    "coaching.evaluation",
    "groups",
    "forums",
    "realtime",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "coaching.core.middleware.SmallPages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "realtime.tools.guests.entry.GuestMiddleware",
    "coaching.core.middleware.RefusedMiddleware",
]

ROOT_URLCONF = "coaching.urls"
ASGI_APPLICATION = "coaching.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coaching.core.context.house",
            ],
        },
    }
]
FORM_RENDERER = "coaching.core.forms.HouseRenderer"

DATABASES = {"default": database(CONFIG.database_url, CONFIG.data_dir, pooled=not TESTING)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": CONFIG.redis_url.split(",")},
    }
    if CONFIG.redis_url
    else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CONFIG.redis_url.split(",")[0]}
    if CONFIG.redis_url and not TESTING  # tests run side by side and empty it
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend" if TESTING else "django_tasks_db.DatabaseBackend"
    }
}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "coaching.accounts.backends.LoginCodeBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "front"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "coaching.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
# A whole office stands behind one address and comes at the same minute: that is counted in entrance_forms.
ACCOUNT_RATE_LIMITS = {"login": None, "request_login_code": "5/m/key"}
ACCOUNT_FORMS = {
    "login": "coaching.accounts.entrance_forms.PasswordForm",
    "add_email": "coaching.accounts.entrance_forms.NewEmailForm",
    "request_login_code": "coaching.accounts.entrance_forms.CodeByMailForm",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Digikahvit: "
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # an address the organisation vouches for is the person's way in
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
MFA_ADAPTER = "coaching.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Digikahvit"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "organisation",
                "name": CONFIG.oidc_name,
                "client_id": CONFIG.oidc_client,
                "secret": CONFIG.oidc_secret,
                "settings": {"server_url": CONFIG.oidc_server},
            }
        ]
        if CONFIG.oidc_server
        else []
    }
}

# Language and time
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LANG_INFO.update(
    {
        "se": {"bidi": False, "code": "se", "name": "Northern Sami", "name_local": "davvisámegiella"},
        "smn": {"bidi": False, "code": "smn", "name": "Inari Sami", "name_local": "anarâškielâ"},
        "sms": {"bidi": False, "code": "sms", "name": "Skolt Sami", "name_local": "sääʹmǩiõll"},
    }
)
LOCALE_PATHS = [ROOT / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
FORMAT_MODULE_PATH = ["coaching.core.formats"]

# Files
STATIC_URL = "static/"
STATIC_ROOT = CONFIG.data_dir / "static"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = CONFIG.data_dir / "uploads"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = TESTING or DEBUG
STORAGES = {
    "default": {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": CONFIG.s3_bucket,
            "endpoint_url": CONFIG.s3_endpoint or None,
            "access_key": CONFIG.s3_key,
            "secret_key": CONFIG.s3_secret,
            "default_acl": "private",
        },
    }
    if CONFIG.s3_bucket
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "coaching.core.static.HashedStatic"
    },
}

# Mail
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if CONFIG.mail_url
    else "django.core.mail.backends.console.EmailBackend"
)
_mail = urlsplit(CONFIG.mail_url)
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.scheme == "smtp+tls", _mail.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = CONFIG.mail_from

GUEST_DAYS = CONFIG.guest_days

# Video
JITSI_DOMAIN = CONFIG.jitsi_domain
JITSI_APP_ID = CONFIG.jitsi_app_id
JITSI_SECRET = CONFIG.jitsi_secret
JITSI_EVENTS_SECRET = CONFIG.jitsi_events_secret

# What a browser may load, and from where
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CONFIG.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIG.https else None
SECURE_HSTS_SECONDS = 31536000 if CONFIG.https else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_FAILURE_VIEW = "coaching.core.views.csrf_failure"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Digikahvit",
    "DESCRIPTION": _(
        "The evaluation's material for programs: the same tables, consents and pseudonyms as in the packages. "
        "Read only. Do not try to find out who a person is."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [],  # the shapes are written out and need no naming
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"digikahvit": {"level": "INFO"}},
}

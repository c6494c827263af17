"""Production: refuses to start on a missing secret or an unsafe value."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403  (settings are a namespace)
from .base import env


def required_secret(name: str) -> str:
    """The secret of that name from the environment; at least 32 characters, else the portal does not start."""
    value = env.str(name, default="")
    if len(value) < 32:
        raise ImproperlyConfigured(f"{name} is missing or shorter than 32 characters; see docs/configuration.md.")
    return value


def required(name: str) -> str:
    """A value that has no safe default."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is missing; see docs/configuration.md.")
    return value


DEBUG = False
SECRET_KEY = required_secret("SECRET_KEY")
LINK_KEY = required_secret("LINK_KEY")
VAULT_PEPPER = required_secret("VAULT_PEPPER")
ALLOWED_HOSTS = required("ALLOWED_HOSTS").split(",")
WAGTAILADMIN_BASE_URL = required("BASE_URL")
MAIL_FROM = required("MAIL_FROM")
MAIL_TRANSPORT = env.str("MAIL_TRANSPORT", default="portal.mail.transports.Smtp")

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 63072000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-wegwijs_session"
CSRF_COOKIE_NAME = "__Host-wegwijs_csrf"

"""The demonstration on one's own machine: SQLite in var/, mail stays inside, every page says so."""

import secrets

from .base import *  # noqa: F403  (settings are a namespace)
from .base import VAR_DIR, env


def secret_kept_in(name: str) -> str:
    """A random secret that survives a restart, made on first use and readable by this user alone."""
    path = VAR_DIR / "secrets" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


DEMO = True
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or secret_kept_in("secret-key")
LINK_KEY = env.str("LINK_KEY", default="") or secret_kept_in("link-key")
VAULT_PEPPER = env.str("VAULT_PEPPER", default="") or secret_kept_in("vault-pepper")
MAIL_TRANSPORT = env.str("MAIL_TRANSPORT", default="portal.mail.transports.DemoMailbox")
# Passkeys work on localhost without TLS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

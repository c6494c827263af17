"""The vault passphrases of the demonstration: made once, kept outside the database, shown on its own page."""

import secrets
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from portal.accounts.demo_accounts import DemoAccount, address_of

MEMBERS = ("meldpunt-1", "meldpunt-2", "meldpunt-lead")
WORDS = sorted(set((Path(__file__).parent / "words.txt").read_text().split()))


def passphrase_of(slug: str) -> str:
    """Six Dutch words, random for each demonstration, readable by this user alone."""
    path = Path(settings.VAR_DIR) / "secrets" / f"vault-passphrase-{slug}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(" ".join(secrets.choice(WORDS) for _word in range(6)))
    return path.read_text()


def note(account: DemoAccount) -> str:
    """The line on the page with logins."""
    slug = next((slug for slug in MEMBERS if account.email == address_of(slug)), None)
    return _("Kluiszin van het meldpunt: %(words)s") % {"words": passphrase_of(slug)} if slug else ""

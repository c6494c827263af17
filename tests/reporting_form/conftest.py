import pytest
from django.core.cache import cache

from tests.factories.reporting_form import make_team


@pytest.fixture(autouse=True)
def cheap_derivations(settings):
    """Argon2id at its lowest cost, and no waiting; the rest of the vault is as in production."""
    settings.VAULT_MEMBER_MEMLIMIT = settings.VAULT_CODE_MEMLIMIT = 8192
    settings.VAULT_MEMBER_OPSLIMIT = settings.VAULT_CODE_OPSLIMIT = 1
    settings.MELDPUNT_MINIMUM_SECONDS = 0
    settings.MELDPUNT_BUSY_DELAY_SECONDS = 0


@pytest.fixture(autouse=True)
def no_counted_tries(request):
    """Rate limits start at zero; only tests with a database have any."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        cache.clear()


@pytest.fixture
def team(db):
    return make_team()

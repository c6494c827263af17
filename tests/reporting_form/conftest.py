import pytest

from tests.factories.reporting_form import make_team


@pytest.fixture(autouse=True)
def cheap_derivations(settings):
    """Argon2id at its lowest cost, and no waiting; the rest of the vault is as in production."""
    settings.VAULT_MEMBER_MEMLIMIT = settings.VAULT_CODE_MEMLIMIT = 8192
    settings.VAULT_MEMBER_OPSLIMIT = settings.VAULT_CODE_OPSLIMIT = 1
    settings.MELDPUNT_MINIMUM_SECONDS = 0
    settings.MELDPUNT_BUSY_DELAY_SECONDS = 0


@pytest.fixture
def team(db):
    return make_team()

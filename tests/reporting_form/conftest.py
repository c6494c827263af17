import pytest

from tests.factories.reporting_form import make_team


@pytest.fixture(autouse=True)
def no_waiting(settings):
    """A form may be sent at once."""
    settings.MELDPUNT_MINIMUM_SECONDS = 0
    settings.MELDPUNT_BUSY_DELAY_SECONDS = 0


@pytest.fixture
def team(db):
    return make_team()

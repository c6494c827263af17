"""Fixtures that every part of the suite shares."""

import os

import pytest
from django.core.cache import caches
from django.core.management import call_command
from wagtail.models import Collection, Locale, Page, Site

from tests import migrated

pytest_plugins = ["tests.e2e.demo"]

# Playwright's synchronous interface keeps an event loop running; the suite itself is not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, django_db_modify_db_settings, django_db_blocker):
    """Whether the database is there before the tests: kept by --reuse-db, or copied from an earlier run."""
    with django_db_blocker.unblock():
        return django_db_keepdb or migrated.fetch()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    """The shared cache is a database table; it exists in the test database as in the real one."""
    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)
        if not django_db_keepdb:
            migrated.keep()


@pytest.fixture(autouse=True)
def empty_page_cache():
    """No test sees a page that another one rendered."""
    caches["pages"].clear()


@pytest.fixture(autouse=True)
def empty_test_sink():
    """No test sees a mail that another one sent."""
    from portal.mail.transports import TestSink

    TestSink.sent.clear()
    TestSink.answer = None


@pytest.fixture
def home(db):
    """The Dutch home page, root of the default site."""
    from portal.home.models import HomePage

    locale, _created = Locale.objects.get_or_create(language_code="nl")
    # A test with real transactions empties the tables, those that migrations filled included.
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", locale=locale)
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    page = root.add_child(instance=HomePage(title="Wegwijs", slug="wegwijs", locale=locale))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": page})
    return page

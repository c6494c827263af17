"""The generation in Redis: what several machines share."""

import os

import pytest
from django.core.cache import caches

from portal.core.page_cache import current_generation, publish_changed

REDIS = os.environ.get("TEST_CACHE_URL", "")
pytestmark = pytest.mark.skipif(not REDIS, reason="no Redis at TEST_CACHE_URL")


@pytest.fixture
def redis(settings):
    settings.CACHE_URL = REDIS
    settings.CACHES = {
        **settings.CACHES,
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS},
    }
    caches["default"].clear()
    yield caches["default"]
    caches["default"].clear()


@pytest.mark.django_db(transaction=True)
def test_a_change_gives_another_generation_to_all_machines(redis):
    seen = {current_generation()}
    for _ in range(3):
        publish_changed()
        seen.add(current_generation())
    assert len(seen) == 4


@pytest.mark.django_db(transaction=True)
def test_an_emptied_redis_never_repeats_an_older_generation(redis):
    publish_changed()
    before = int(current_generation())
    redis.clear()
    publish_changed()
    assert int(current_generation()) > before

import pytest


@pytest.fixture(autouse=True)
def cheap_passwords(settings):
    """What is tested here is who gets in, not how slow a hash is."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

"""Rate limits in the shared cache: fixed windows, keyed by purpose and a visitor key that holds no address."""

from django.core.cache import cache


def count(purpose: str, key: str, seconds: int) -> int:
    """Count one event and return how many there were in this window of `seconds`."""
    name = f"limit:{purpose}:{key}"
    cache.add(name, 0, timeout=seconds)
    try:
        return cache.incr(name)
    except ValueError:  # the window ended between the two calls
        cache.set(name, 1, timeout=seconds)
        return 1


def reached(purpose: str, key: str, limit: int) -> bool:
    """Whether `limit` events were counted in the running window, without counting this one."""
    return cache.get(f"limit:{purpose}:{key}", 0) >= limit

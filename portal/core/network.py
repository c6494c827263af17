"""Where a request came from, as a keyed daily number that no one can turn back into an address."""

import hashlib
import hmac
import ipaddress

from django.conf import settings
from django.utils import timezone


def client_address(request) -> str:
    """The client's address, read through exactly TRUSTED_PROXY_COUNT proxies. Never store it."""
    hops = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    count = settings.TRUSTED_PROXY_COUNT
    if count and len(hops) >= count:
        return hops[-count]
    return request.META.get("REMOTE_ADDR", "")


def prefix_of(address: str) -> str:
    """The /24 of an IPv4 address or the /48 of an IPv6 address; anything else counts as one source."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return str(ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 48}", strict=False))


def visitor_key(request) -> str:
    """HMAC of the network prefix under today's key: enough to limit, useless tomorrow."""
    day = timezone.localdate().isoformat()
    message = f"visitor|{day}|{prefix_of(client_address(request))}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()[:32]

"""An unhandled error leaves its class, the view's name and a random reference; never what someone typed."""

import logging
import secrets
import sys

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404

logger = logging.getLogger("portal.errors")

# Django turns these into 404, 403 and 400 pages; they are no faults of ours.
EXPECTED = (Http404, PermissionDenied, SuspiciousOperation)


def log_error(sender, request=None, **kwargs) -> None:
    """Receiver of `got_request_exception`, for views and middleware alike; the 500 page shows the reference."""
    exception = sys.exc_info()[1]
    if request is None or exception is None or isinstance(exception, EXPECTED):
        return
    request.error_reference = secrets.token_hex(4)
    match = request.resolver_match
    view = (match.view_name or match._func_path) if match else "no view"
    logger.error("%s in %s reference %s", type(exception).__name__, view, request.error_reference)

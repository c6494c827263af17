"""The WSGI application that gunicorn serves."""

import os

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")


class Utf8Request(WSGIRequest):
    """A request that is read as UTF-8, whatever the sender claims.

    Django decodes the query with the charset of the Content-Type header while it makes the request, before any
    middleware runs: `charset=hex` would crash it there, with the request line in the log.
    """

    def _set_content_type_params(self, meta):
        self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))


class PortalHandler(WSGIHandler):
    request_class = Utf8Request


django.setup(set_prefix=False)
application = PortalHandler()

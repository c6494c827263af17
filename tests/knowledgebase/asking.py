"""How often a public page asks the database, with the process warm and the page cache empty."""

from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(client, address: str) -> int:
    """The queries of one GET by a visitor, after one that filled what a process keeps."""
    assert client.get(address).status_code == 200
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)

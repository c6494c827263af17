"""The database search with one door closed: a lone double quote is a syntax error in SQLite's full-text search."""

from typing import Any

from modelsearch.backends import database


def SearchBackend(params: dict) -> Any:  # noqa: N802  (the name that modelsearch looks up)
    """The backend of the current database, which takes a double quote for a space."""
    backend = database.SearchBackend(params)
    for name in ("search", "autocomplete"):
        setattr(backend, name, _without_quotes(getattr(backend, name)))
    return backend


def _without_quotes(method: Any) -> Any:
    def search(query: Any, *args: Any, **kwargs: Any) -> Any:
        return method(query.replace('"', " ") if isinstance(query, str) else query, *args, **kwargs)

    return search

"""Every change of public content bumps the page cache's generation, whichever way it was made."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .models import MunicipalitySettings
from .page_cache import publish_changed


def _changed(**kwargs) -> None:
    publish_changed()


def connect() -> None:
    """Called from CoreConfig.ready()."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(_changed, dispatch_uid="portal.core.page_cache")
    post_save.connect(_changed, sender=MunicipalitySettings, dispatch_uid="portal.core.page_cache")
    post_delete.connect(_page_deleted, dispatch_uid="portal.core.page_cache")


def _page_deleted(sender, **kwargs) -> None:
    if issubclass(sender, Page):
        publish_changed()

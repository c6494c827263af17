from wagtail.snippets.models import register_snippet

from .viewsets import EditionViewSet

register_snippet(EditionViewSet)

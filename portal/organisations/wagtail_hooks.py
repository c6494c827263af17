from wagtail.snippets.models import register_snippet

from portal.organisations.viewsets import RegisterGroup

register_snippet(RegisterGroup)

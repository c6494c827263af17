"""Addresses in templates, and texts in another language than the page's."""

from django import template
from django.conf import settings
from django.utils.html import format_html

from portal.core.addresses import localised, written_in

register = template.Library()


@register.simple_tag
def local_address(address: str) -> str:
    """`{% local_address "/ouders/" %}`: the address in the visitor's language."""
    return localised(address)


class Dutch(template.Node):
    def __init__(self, condition: template.base.FilterExpression, nodelist: template.NodeList) -> None:
        self.condition, self.nodelist = condition, nodelist

    def render(self, context) -> str:
        if not self.condition.resolve(context, ignore_failures=True):
            return self.nodelist.render(context)
        with written_in(settings.LANGUAGE_CODE):
            content = self.nodelist.render(context)
        return format_html('<div lang="{}" dir="ltr">{}</div>', settings.LANGUAGE_CODE, content)


@register.tag
def dutch(parser, token) -> Dutch:
    """`{% dutch page.alias_of_id %}…{% enddutch %}`: when true, marked as Dutch and with Dutch texts of templates.

    Addresses inside keep leading to the visitor's own language.
    """
    _name, condition = token.split_contents()
    nodelist = parser.parse(("enddutch",))
    parser.delete_first_token()
    return Dutch(parser.compile_filter(condition), nodelist)

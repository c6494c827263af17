"""Addresses in templates."""

from django import template

from portal.core.addresses import localised

register = template.Library()


@register.simple_tag
def local_address(address: str) -> str:
    """`{% local_address "/ouders/" %}`: the address in the visitor's language."""
    return localised(address)

"""`{% load contacts %}{% tel line %}`: a number from the register, and nowhere else."""

from django import template

register = template.Library()


@register.inclusion_tag("organisations/tel.html")
def tel(line):
    """The number as a link; without a number the place of the municipality's own, never a link."""
    return {"line": line}

"""Conventions of the project as system checks."""

from django.core.checks import Error, Tags, register
from wagtail.models import Page, get_page_models

from .models import BasePage


@register(Tags.models)
def every_page_type_has_a_review_date(app_configs, **kwargs):
    """A page type that does not extend BasePage would have no owner, no review date and no access level."""
    strays = (model for model in get_page_models() if model is not Page and not issubclass(model, BasePage))
    return [Error("Page type without a review date: extend BasePage.", obj=model, id="core.E001") for model in strays]

"""Who a briefing goes to: contact points of organisations, by kind and district."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.organisations.models import ContactPoint, Organisation


def contacts(kinds: list[str], districts: list[str]) -> QuerySet[ContactPoint]:
    """The contact points that can be mailed; without districts, those of the whole municipality."""
    found = ContactPoint.objects.reachable().filter(organisation__kind__in=kinds)
    if districts:
        found = found.filter(organisation__district__in=districts)
    return found.select_related("organisation")


def kind_choices() -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in Organisation.Kind.choices]


def district_choices() -> list[tuple[str, str]]:
    """The districts that occur in the register."""
    names = Organisation.objects.active().exclude(district="").order_by("district").values_list("district", flat=True)
    return [(name, name) for name in names.distinct()]


def label(kinds: list[str], districts: list[str]) -> str:
    """The audience in words, such as "Voor alle scholen" or "Voor: Basisschool, in Malburgen"."""
    if not kinds:
        return ""
    if set(kinds) == set(Organisation.SCHOOLS):
        return (
            _("Voor alle scholen in %(where)s") % {"where": ", ".join(districts)}
            if districts
            else _("Voor alle scholen")
        )
    names = dict(kind_choices())
    words = {"who": ", ".join(names.get(kind, kind) for kind in kinds), "where": ", ".join(districts)}
    return _("Voor: %(who)s, in %(where)s") % words if districts else _("Voor: %(who)s") % words

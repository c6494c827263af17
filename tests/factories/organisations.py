import factory

from portal.organisations.models import ContactPoint, HelpLine, Membership, Organisation
from tests.factories.accounts import UserFactory


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    kind = Organisation.Kind.SECONDARY
    name = factory.Sequence(lambda n: f"Voorbeeldschool {n}")
    district = "Noord"


class ContactPointFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactPoint

    organisation = factory.SubFactory(OrganisationFactory)
    role = ContactPoint.Role.HEAD
    email = factory.Sequence(lambda n: f"directie{n}@scholen.wegwijs.example")


class MembershipFactory(factory.django.DjangoModelFactory):
    """A confirmed member, unless `state` says otherwise."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    state = Membership.State.CONFIRMED


class HelpLineFactory(factory.django.DjangoModelFactory):
    """A line without a number of its own; tests give numbers of the register."""

    class Meta:
        model = HelpLine

    key = factory.Sequence(lambda n: "line_" + "abcdefghij"[n % 10] * (n // 10 + 1))
    name = "Team van het meldpunt"
    who = "Voor advies."
    source = "test"

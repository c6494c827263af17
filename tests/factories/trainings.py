"""Trainings, editions and people who sign up. A page factory puts its page under the home page given as `parent`."""

import uuid
from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Page, Site

from trainings.models import (
    Audience,
    CapacityPool,
    Edition,
    EditionStatus,
    Meeting,
    Registration,
    State,
    TrainingIndexPage,
    TrainingPage,
    TrainingRole,
)


def home_page() -> Page:
    return Site.objects.get(is_default_site=True).root_page


def training_index(**fields) -> TrainingIndexPage:
    """The index page under the home page, made once."""
    existing = TrainingIndexPage.objects.first()
    return existing or home_page().add_child(
        instance=TrainingIndexPage(title="Trainingen", slug="trainingen", **fields)
    )


class TrainingFactory(factory.Factory):
    """A published training under the index; `audiences` are the roles it is for."""

    class Meta:
        model = TrainingPage

    title = factory.Sequence(lambda n: f"Training {n}")
    slug = factory.Sequence(lambda n: f"training-{n}")
    for_whom = "Professionals"
    duration = "Drie uur"
    provider = "ROR"
    audiences = (Audience.EDUCATION, Audience.MUNICIPALITY)

    @classmethod
    def _create(cls, model, *args, audiences=(), **fields):
        page = model(*args, **fields)
        page.roles = [TrainingRole(audience=audience) for audience in audiences]
        return training_index().add_child(instance=page)


class PoolFactory(DjangoModelFactory):
    class Meta:
        model = CapacityPool

    capacity = 5


class EditionFactory(DjangoModelFactory):
    """An open edition with one meeting seven weeks from now."""

    class Meta:
        model = Edition
        skip_postgeneration_save = True

    training = factory.SubFactory(TrainingFactory)
    status = EditionStatus.OPEN
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=42))
    pool = factory.SubFactory(PoolFactory, capacity=factory.SelfAttribute("..capacity"))
    meeting = factory.RelatedFactory("tests.factories.trainings.MeetingFactory", factory_related_name="edition")

    class Params:
        capacity = 5


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    edition = factory.SubFactory(EditionFactory, meeting=None)
    start = factory.LazyFunction(lambda: timezone.now() + timedelta(days=49))
    end = factory.LazyAttribute(lambda meeting: meeting.start + timedelta(hours=3))
    place = "Stadskantoor (voorbeeld)"


class RegistrationFactory(DjangoModelFactory):
    """A row without a mail and without its place taken: for what a page shows. Use `sign_up` for the real thing."""

    class Meta:
        model = Registration

    edition = factory.SubFactory(EditionFactory)
    name = factory.Sequence(lambda n: f"Deelnemer {n}")
    email = factory.Sequence(lambda n: f"deelnemer{n}@scholen.wegwijs.example")
    organisation = "Basisschool De Linde"
    audience = Audience.EDUCATION
    state = State.CONFIRMED
    idempotency_key = factory.LazyFunction(uuid.uuid4)


_numbers = iter(range(1, 10**9))


def sign_up(edition: Edition, **facts) -> Registration:
    """Someone signs up through the service, as through the form."""
    from trainings.services import place

    number = next(_numbers)
    defaults = {
        "name": f"Deelnemer {number}",
        "email": f"persoon{number}@scholen.wegwijs.example",
        "organisation": "Basisschool De Linde",
        "audience": Audience.EDUCATION,
        "idempotency_key": uuid.uuid4(),
    }
    return place(edition=edition, **{**defaults, **facts}).registration

import factory
from django.utils import timezone

from portal.mail import configuration
from portal.mail.models import OutgoingMessage
from portal.mail.services import message_id_for


class OutgoingMessageFactory(factory.django.DjangoModelFactory):
    """A message of the kind "test.note" that may be sent now."""

    class Meta:
        model = OutgoingMessage

    kind = "test.note"
    params = factory.LazyFunction(lambda: {"word": "Dag"})
    to = factory.Sequence(lambda n: f"ontvanger{n}@scholen.wegwijs.example")
    dedupe_key = factory.Sequence(lambda n: f"test.note:{n}")
    message_id = factory.LazyAttribute(lambda message: message_id_for(message.dedupe_key))
    not_after = factory.LazyFunction(lambda: timezone.now() + configuration.give_up_after())

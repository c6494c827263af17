import factory

from portal.audit.models import AuditEntry


class AuditEntryFactory(factory.django.DjangoModelFactory):
    """An unsealed row that somebody's action left."""

    class Meta:
        model = AuditEntry

    action = "test.look"
    actor_id = 7
    actor_label = "auditor@gemeente.wegwijs.example"
    object_type = "test.thing"
    object_id = factory.Sequence(str)

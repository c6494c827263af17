from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "portal.audit"
    label = "audit"
    verbose_name = "Auditlogboek"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import tasks

        post_migrate.connect(install_triggers, sender=self)
        tasks.register()


def install_triggers(using, **kwargs):
    """Keep the rows as they were written, also after a migration rebuilt their table."""
    from django.db import connections

    from . import triggers

    connection = connections[using]
    if "audit_auditentry" in connection.introspection.table_names():
        triggers.install(connection)

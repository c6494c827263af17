"""Django's flush: it empties the audit log with everything else, so its triggers step aside for it."""

from django.core.management.commands.flush import Command as FlushCommand
from django.db import connections

from portal.audit import triggers


class Command(FlushCommand):
    def handle(self, **options):
        connection = connections[options["database"]]
        triggers.remove(connection)
        try:
            super().handle(**options)
        finally:
            triggers.install(connection)

from django.core.management.base import BaseCommand

from portal.accounts.services import sync_roles


class Command(BaseCommand):
    help = "Write the table of roles to Django's groups and to the page permissions."

    def handle(self, *args, **options):
        for name in sync_roles():
            self.stderr.write(f"No app declares the permission {name}.")

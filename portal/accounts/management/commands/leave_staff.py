from django.core.management.base import BaseCommand, CommandError

from portal.accounts.models import User
from portal.accounts.services import leave_staff


class Command(BaseCommand):
    help = "Someone leaves the team: end sessions, roles, memberships, devices, keys and assignments."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *args, email: str, **options):
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError(f"Nobody has the address {email}.")
        for line in leave_staff(user=user):
            self.stdout.write(line)

"""Say how many messages are in each state."""

from django.core.management.base import BaseCommand

from portal.mail.models import OutgoingMessage


class Command(BaseCommand):
    help = "Prints the number of outgoing messages per state. Handed over is not delivered."

    def handle(self, **options):
        for state, number in OutgoingMessage.objects.counts().items():
            self.stdout.write(f"{state:<10} {number}")

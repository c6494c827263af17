import sys

from django.core.management.base import BaseCommand

from trainings.invariants import broken_invariants


class Command(BaseCommand):
    help = "Check the promises about places, queues and mail. Exit code 2 when one is broken."

    def handle(self, *args, **options):
        broken = list(broken_invariants())
        for line in broken:
            self.stderr.write(line)
        if broken:
            sys.exit(2)
        self.stdout.write("Trainings: every invariant holds.")
